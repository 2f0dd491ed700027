package io.diabolo.support;

import org.jspecify.annotations.Nullable;

/**
 * What an agent says to a customer, and what becomes of the ticket with it.
 *
 * @param status afterwards; null: the customer's word is awaited
 */
record Reply(String body, @Nullable TicketStatus status, @Nullable String priority) {}
