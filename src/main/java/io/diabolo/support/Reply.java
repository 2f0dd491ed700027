package io.diabolo.support;

import io.diabolo.mail.Attachment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says to a customer, and what becomes of the ticket with it.
 *
 * @param status afterwards; null: the customer's word is awaited
 * @param files that go with its mail
 */
record Reply(
        String body,
        @Nullable TicketStatus status,
        @Nullable String priority,
        List<Attachment> files) {
    Reply(String body, @Nullable TicketStatus status, @Nullable String priority) {
        this(body, status, priority, List.of());
    }
}
