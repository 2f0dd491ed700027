package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.SEQUENCE;

import io.diabolo.jooq.tables.records.EnrollmentRecord;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jspecify.annotations.Nullable;

/**
 * A run in hand: its row, locked, and what decides on how it goes on.
 *
 * @param active whether its sequence is
 * @param gone why it can't go on at all; null when it can
 */
record Run(
        EnrollmentRecord row,
        String email,
        @Nullable String phone,
        @Nullable String country,
        boolean active,
        int windowFrom,
        int windowTo,
        int awayDays,
        @Nullable EndReason gone,
        boolean ownerActive,
        @Nullable UUID leadOwner) {
    private static final Set<String> OPEN = Set.of("market", "lead");

    Duration window() {
        return Duration.ofMinutes(windowTo - (long) windowFrom);
    }

    UUID id() {
        return row.getId();
    }

    /** Between 0 and 1, always the same: by it its mails leave off the beat. */
    double uneven() {
        return (row.getId().hashCode() & 0xffff) / 65_536.0;
    }

    /** With all that is asked of it, in one query. */
    static SelectOnConditionStep<Record> select(DSLContext sql) {
        return sql.select(ENROLLMENT.fields())
                .select(
                        SEQUENCE.STATE,
                        SEQUENCE.WINDOW_FROM,
                        SEQUENCE.WINDOW_TO,
                        SEQUENCE.AWAY_DAYS,
                        LEAD.STAGE,
                        LEAD.STATUS,
                        LEAD.DELETED_AT,
                        LEAD.OWNER_ID,
                        PERSON.ID,
                        PERSON.DELETED_AT,
                        PERSON.EMAIL,
                        PERSON.PHONE,
                        PERSON.MOBILE,
                        PERSON.COUNTRY,
                        PERSON.CONSENT,
                        PERSON.EMAIL_BASIS,
                        COMPANY.COUNTRY,
                        MEMBER.STATE)
                .from(ENROLLMENT)
                .join(SEQUENCE)
                .on(SEQUENCE.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(SEQUENCE.ID.eq(ENROLLMENT.SEQUENCE_ID))
                .join(LEAD)
                .on(LEAD.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(LEAD.ID.eq(ENROLLMENT.LEAD_ID))
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(MEMBER.ID.eq(ENROLLMENT.OWNER_ID))
                .leftJoin(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(PERSON.ID.eq(ENROLLMENT.PERSON_ID))
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(PERSON.WORKSPACE_ID))
                .and(COMPANY.ID.eq(PERSON.COMPANY_ID));
    }

    static Run of(Record row) {
        var phone = row.get(PERSON.PHONE);
        var country = row.get(PERSON.COUNTRY);
        var email = row.get(PERSON.EMAIL);
        return new Run(
                row.into(ENROLLMENT),
                email == null ? "" : email,
                phone == null ? row.get(PERSON.MOBILE) : phone,
                country == null ? row.get(COMPANY.COUNTRY) : country,
                row.get(SEQUENCE.STATE).equals("active"),
                row.get(SEQUENCE.WINDOW_FROM),
                row.get(SEQUENCE.WINDOW_TO),
                row.get(SEQUENCE.AWAY_DAYS),
                gone(row),
                row.get(MEMBER.STATE).equals("active"),
                row.get(LEAD.OWNER_ID));
    }

    private static @Nullable EndReason gone(Record row) {
        if (row.get(LEAD.DELETED_AT) != null || row.get(PERSON.ID) == null || row.get(PERSON.DELETED_AT) != null) {
            return EndReason.GONE;
        }
        if (row.get(PERSON.CONSENT).equals("opted_out")
                || row.get(PERSON.EMAIL_BASIS).equals("objected")) {
            return EndReason.OPTED_OUT;
        }
        var stage = row.get(LEAD.STAGE);
        if (List.of("disqualified", "joined", "lost").contains(stage)) {
            return EndReason.DISQUALIFIED;
        }
        if (!OPEN.contains(stage)) {
            return EndReason.QUALIFIED;
        }
        return row.get(LEAD.STATUS).equals("nurturing") ? EndReason.NURTURING : null;
    }
}
