package io.diabolo.support;

import io.diabolo.jooq.tables.records.TicketRecord;
import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as the module works with it.
 *
 * @param owner null while nobody of its tier has taken it
 * @param email where answers go; null where only the portal or the telephone reaches them
 * @param awaitingSince since when the customer waits for our word; null: not
 * @param joined into which ticket it was merged; null: into none
 * @param mailed the newest mail of the conversation; null where nothing was mailed
 */
record Ticket(
        UUID id,
        String reference,
        String subject,
        TicketStatus status,
        String priority,
        int tier,
        @Nullable String skill,
        String channel,
        Locale locale,
        @Nullable UUID person,
        @Nullable UUID company,
        @Nullable String name,
        @Nullable String email,
        @Nullable MemberId owner,
        Instant openedAt,
        @Nullable Instant firstResponseAt,
        @Nullable Instant awaitingSince,
        @Nullable Instant solvedAt,
        @Nullable UUID joined,
        @Nullable UUID mailed,
        @Nullable Integer csat,
        @Nullable String csatComment,
        int version) {
    static Ticket of(TicketRecord row) {
        var owner = row.getOwnerId();
        var csat = row.getCsat();
        return new Ticket(
                row.getId(),
                row.getReference(),
                row.getSubject(),
                TicketStatus.of(row.getStatus()),
                row.getPriority(),
                row.getTier(),
                row.getSkill(),
                row.getChannel(),
                "en".equals(row.getLanguage()) ? Locale.UK : Locale.FRANCE,
                row.getPersonId(),
                row.getCompanyId(),
                row.getRequesterName(),
                row.getRequesterEmail(),
                owner == null ? null : new MemberId(owner),
                row.getOpenedAt().toInstant(),
                instant(row.getFirstResponseAt()),
                instant(row.getAwaitingSince()),
                instant(row.getSolvedAt()),
                row.getJoinedId(),
                row.getMailedId(),
                csat == null ? null : csat.intValue(),
                row.getCsatComment(),
                row.getVersion());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    String path() {
        return "/tickets/" + id;
    }
}
