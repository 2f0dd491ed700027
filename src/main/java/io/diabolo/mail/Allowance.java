package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.UNREACHABLE_ADDRESS;

import io.diabolo.clocks.Calendars;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.platform.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether a mail may be written to somebody, and whether its mailbox has room for it today. */
@Component
class Allowance {
    /** A mail that had no more room today goes in the morning of a working day, not in the middle of the night. */
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    /** What leaves a moment after its time leaves in time. */
    private static final Duration IN_TIME = Duration.ofMinutes(5);

    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Calendars calendars;
    private final ObjectProvider<SendingHours> hours;

    Allowance(DSLContext sql, Workspaces workspaces, Calendars calendars, ObjectProvider<SendingHours> hours) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.calendars = calendars;
        this.hours = hours;
    }

    /** @return text key of why not; null when nothing stands against it */
    @Nullable
    String refusal(MailPurpose purpose, @Nullable UUID person, String to) {
        if (isUnreachable(to)) {
            return "mail.refused.unreachable";
        }
        if (purpose != MailPurpose.PROSPECTING) {
            return null;
        }
        var row = person == null
                ? null
                : sql.selectFrom(PERSON).where(PERSON.ID.eq(person)).fetchOne();
        if (row == null || row.getDeletedAt() != null) {
            return "mail.refused.nobody";
        }
        if (row.getConsent().equals("opted_out") || row.getEmailBasis().equals("objected") || hasObjected(to)) {
            return "mail.refused.opted-out";
        }
        // Someone at home has to have said yes; at work the professional interest is told with the first mail.
        return row.getConsumer() && !row.getEmailBasis().equals("consent") ? "mail.refused.consent" : null;
    }

    /** Reads the index unreachable_address_by. */
    boolean isUnreachable(String address) {
        return sql.fetchExists(UNREACHABLE_ADDRESS, UNREACHABLE_ADDRESS.ADDRESS.eq(address));
    }

    /** Those of them that nothing reaches. Reads the index unreachable_address_by. */
    Set<String> unreachable(Collection<String> addresses) {
        return sql.select(UNREACHABLE_ADDRESS.ADDRESS)
                .from(UNREACHABLE_ADDRESS)
                .where(UNREACHABLE_ADDRESS.ADDRESS.in(Set.copyOf(addresses)))
                .fetchSet(UNREACHABLE_ADDRESS.ADDRESS);
    }

    /** The same human may stand here twice, also in the bin: an objection of one holds for the address. */
    private boolean hasObjected(String address) {
        return sql.fetchExists(
                PERSON, PERSON.EMAIL.eq(address), PERSON.CONSENT.eq("opted_out").or(PERSON.EMAIL_BASIS.eq("objected")));
    }

    /** When a mail that was held up is to leave instead, as whoever wrote it wants it; null: now, it is in time. */
    @Nullable
    Instant later(MailRecord mail, Instant now) {
        var meant = mail.getNotBefore().toInstant();
        if (!meant.plus(IN_TIME).isBefore(now)) {
            return null;
        }
        return hours.orderedStream()
                .map(one -> one.later(mail.getId(), meant, now))
                .filter(Objects::nonNull)
                .filter(later -> later.isAfter(now))
                .findFirst()
                .orElse(null);
    }

    /** When the next mail of prospecting may leave; null: now. Reads the index mail_sent. */
    @Nullable
    Instant fullUntil(Mailbox mailbox, Instant now) {
        var zone = workspaces.settings().zone();
        var today = now.atZone(zone).toLocalDate();
        var sent = sql.fetchCount(
                MAIL,
                MAIL.MAILBOX_ID.eq(mailbox.id()),
                MAIL.PURPOSE.eq(MailPurpose.PROSPECTING.id()),
                MAIL.SENT_AT.ge(Mailboxes.utc(today.atStartOfDay(zone).toInstant())));
        return sent < mailbox.dailyCap()
                ? null
                : calendars
                        .ofWorkspace()
                        .opening(today.plusDays(1).atTime(MORNING).atZone(zone).toInstant());
    }
}
