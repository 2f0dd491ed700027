package io.diabolo.mail;

import java.util.UUID;

/** The answer to "send this". Nothing is kept unless it is {@link Queued}. */
public sealed interface Sending {
    /** @param mail its id, by which it can be withdrawn as long as it hasn't left */
    record Queued(UUID mail) implements Sending {}

    /** @param reasonKey text key: no mailbox, an objection, an address that isn't reachable … */
    record Refused(String reasonKey) implements Sending {}
}
