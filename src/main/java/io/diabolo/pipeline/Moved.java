package io.diabolo.pipeline;

import io.diabolo.journey.Stage;
import java.util.UUID;

/** The answer to "move this opportunity". Nothing is written unless it is {@link Done}. */
public sealed interface Moved {
    record Done(UUID opportunity, Stage stage, UUID changeSet) implements Moved {}

    /** It stands there already. */
    record Unchanged(UUID opportunity, Stage stage) implements Moved {}

    /** Whoever loses says why. */
    record ReasonMissing() implements Moved {}

    /** The stage is one of leads. */
    record NotForOpportunities(Stage stage) implements Moved {}

    /** A move can't happen after now. */
    record InFuture() implements Moved {}
}
