package io.diabolo.support;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.mail.Incoming;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Which mails those that come in name, and of which tickets these are; asked once for all that came together. */
final class MailThreads {
    /** @param ticket what it is about; null: about no ticket, so far */
    private record Named(UUID mail, @Nullable UUID ticket, Instant at) {}

    private final Map<String, List<Named>> known;
    private final Map<UUID, UUID> tickets = new HashMap<>();

    private MailThreads(Map<String, List<Named>> known) {
        this.known = known;
    }

    /** Reads the index mail_message; those that came with them are kept already. */
    static MailThreads of(Collection<Incoming> mails, DSLContext sql) {
        var ids = mails.stream().flatMap(mail -> mail.named().stream()).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return new MailThreads(Map.of());
        }
        return new MailThreads(sql.select(MAIL.MESSAGE_ID, MAIL.ID, MAIL.ABOUT_TYPE, MAIL.ABOUT_ID, MAIL.AT)
                .from(MAIL)
                .where(MAIL.MESSAGE_ID.in(ids))
                .fetchGroups(
                        MAIL.MESSAGE_ID,
                        row -> new Named(
                                row.value2(),
                                "ticket".equals(row.value3()) ? row.value4() : null,
                                row.value5().toInstant())));
    }

    /** From now on the mail is of this ticket. */
    void became(UUID mail, UUID ticket) {
        tickets.put(mail, ticket);
    }

    /** Whether it names one of these. */
    boolean names(Incoming mail, Set<UUID> some) {
        return named(mail).stream().anyMatch(one -> some.contains(one.mail()));
    }

    /** The newest ticket whose mails it names; null: none. */
    @Nullable
    UUID ticket(Incoming mail) {
        return named(mail).stream()
                .sorted(Comparator.comparing(Named::at).reversed())
                .map(one -> tickets.getOrDefault(one.mail(), one.ticket()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private List<Named> named(Incoming mail) {
        return mail.named().stream()
                .distinct()
                .flatMap(id -> known.getOrDefault(id, List.of()).stream())
                .filter(one -> !one.mail().equals(mail.mail()))
                .toList();
    }
}
