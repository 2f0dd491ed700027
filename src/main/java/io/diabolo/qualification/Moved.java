package io.diabolo.qualification;

import io.diabolo.journey.Stage;
import io.diabolo.sheets.Question;
import java.util.List;
import java.util.UUID;

/** The answer to "move this lead". Nothing is written unless it is {@link Done}. */
public sealed interface Moved {
    record Done(UUID lead, Stage stage, UUID changeSet) implements Moved {}

    /** It stands there already. */
    record Unchanged(UUID lead, Stage stage) implements Moved {}

    /** It counts as qualified once the team's sheet has these answers. */
    record SheetIncomplete(UUID lead, List<Question> missing) implements Moved {}

    /** Whoever disqualifies says why. */
    record ReasonMissing() implements Moved {}

    /** The stage isn't one that a lead reaches by itself: from discovery on its opportunity moves. */
    record NotForLeads(Stage stage) implements Moved {}

    /** An opportunity goes ahead on the journey that they share, and its owner decides. */
    record OpportunityDecides() implements Moved {}

    /** A move can't happen after now. */
    record InFuture() implements Moved {}
}
