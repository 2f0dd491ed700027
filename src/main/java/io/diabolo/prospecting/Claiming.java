package io.diabolo.prospecting;

import java.util.UUID;

/** The answer to "this company is mine for now". Nothing is written unless it is {@link Done}. */
public sealed interface Claiming {
    /** @param changeSet which can be taken back */
    record Done(Claim claim, UUID changeSet) implements Claiming {}

    /** It was theirs already, and stays so until then. */
    record Already(Claim claim) implements Claiming {}

    /** A colleague came first: who, and until when. */
    record Taken(Claim claim) implements Claiming {}
}
