package io.diabolo.qualification;

import io.diabolo.sheets.Question;
import java.util.List;
import java.util.UUID;

/** The answer to "qualify this lead". Nothing is written unless it is {@link Done}. */
public sealed interface Qualification {
    record Done(UUID lead, UUID changeSet) implements Qualification {}

    /** The team's sheet asks for more. */
    record Incomplete(UUID lead, List<Question> missing) implements Qualification {}

    /** It is qualified already. */
    record Unchanged(UUID lead) implements Qualification {}

    /** It was disqualified: reopen it first. */
    record Closed(UUID lead) implements Qualification {}

    /** An opportunity goes ahead on the journey that they share. */
    record OpportunityDecides() implements Qualification {}
}
