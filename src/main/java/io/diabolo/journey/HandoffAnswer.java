package io.diabolo.journey;

import java.util.UUID;

/** The answer to "accept", "return" or "withdraw this hand-off". Nothing is written unless it is {@link Done}. */
public sealed interface HandoffAnswer {
    record Done(Handoff handoff, UUID changeSet) implements HandoffAnswer {}

    /** The same member has said the same before. */
    record Unchanged(Handoff handoff) implements HandoffAnswer {}

    /** Somebody was first, or answered otherwise: the hand-off says who and how. */
    record Taken(Handoff handoff) implements HandoffAnswer {}

    /** Whoever returns says why. */
    record ReasonMissing(Handoff handoff) implements HandoffAnswer {}
}
