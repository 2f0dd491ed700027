package io.diabolo.pipeline;

import io.diabolo.journey.Stage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /** Its pipeline's stage has no such step. */
    record NoSuchSubStage(String subStage) implements Moved {}

    /** The stage asks for more than there is. */
    record Incomplete(UUID opportunity, Stage stage, List<Checked> missing) implements Moved {}

    /** Somebody moved it meanwhile. */
    record Elsewhere(
            UUID opportunity,
            Stage stands,
            @Nullable String by,
            @Nullable Instant at) implements Moved {}
}
