package io.diabolo.support;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.identity.Member;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that a ticket's page shows.
 *
 * @param clocks with what each promises, as text keys
 * @param owner the name of whoever has it; empty: nobody yet
 * @param foreseen in words, that it will be late as things stand; empty when not
 * @param answering others who are writing
 * @param typed what was typed where something was wrong, with {@code faults} by field
 * @param next the ticket that comes after this one in the reader's queue, and {@code before} it; empty where none does
 */
record TicketPage(
        Ticket ticket,
        List<Message> messages,
        List<Promised> clocks,
        String owner,
        String person,
        String company,
        List<String> participants,
        List<TicketTies.Tie> ties,
        List<Macro> macros,
        List<Member> members,
        List<ArticleSuggestions.Suggestion> articles,
        String foreseen,
        List<String> answering,
        boolean mayAnswer,
        boolean maySignal,
        @Nullable UUID article,
        Map<String, String> typed,
        Map<String, String> faults,
        String next,
        String before) {
    /** @param kind whose words are the text {@code clock.<kind>} */
    record Promised(String kind, ClockBadge badge) {}

    record Macro(
            UUID id,
            String name,
            String body,
            @Nullable String status,
            @Nullable String priority) {}

    String path() {
        return ticket.path();
    }

    String value(String name) {
        return typed.getOrDefault(name, "");
    }

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    boolean isOver() {
        return ticket.status().isOver();
    }
}
