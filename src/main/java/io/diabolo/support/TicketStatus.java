package io.diabolo.support;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whose turn it is in a ticket. */
enum TicketStatus {
    /** Nobody has answered yet. */
    NEW,
    /** It is our turn. */
    OPEN,
    /** We wait for the customer. */
    PENDING,
    /** We wait for somebody else; the customer knows. */
    ON_HOLD,
    /** Answered; a further word of the customer opens it again. */
    SOLVED,
    /** Over: a further word of the customer makes another ticket. */
    CLOSED;

    static final List<String> IDS =
            Arrays.stream(values()).map(TicketStatus::id).toList();

    /** In tables and the API. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TicketStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    static Optional<TicketStatus> named(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }

    /** Promises of time run. */
    boolean isOurs() {
        return this == NEW || this == OPEN;
    }

    boolean isOver() {
        return this == SOLVED || this == CLOSED;
    }
}
