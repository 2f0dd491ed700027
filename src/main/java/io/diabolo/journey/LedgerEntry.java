package io.diabolo.journey;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * One stage change as it stands in the ledger.
 *
 * @param occurredAt when it happened; null when nobody knows
 * @param recordedAt when Diabolo learned it
 * @param member the name of who moved it
 */
public record LedgerEntry(
        UUID journey,
        long seq,
        String subjectType,
        UUID subject,
        @Nullable Stage from,
        Stage to,
        @Nullable Instant occurredAt,
        Instant recordedAt,
        @Nullable UUID memberId,
        @Nullable String member,
        UUID changeSet,
        @Nullable String reason) {

    static LedgerEntry of(Record row) {
        var from = row.get(4, Integer.class);
        var occurred = row.get(6, OffsetDateTime.class);
        return new LedgerEntry(
                row.get(0, UUID.class),
                row.get(1, Long.class),
                row.get(2, String.class),
                row.get(3, UUID.class),
                from == null ? null : Stage.of(from),
                Stage.of(row.get(5, Integer.class)),
                occurred == null ? null : occurred.toInstant(),
                row.get(7, OffsetDateTime.class).toInstant(),
                row.get(8, UUID.class),
                row.get(9, String.class),
                row.get(10, UUID.class),
                row.get(11, String.class));
    }
}
