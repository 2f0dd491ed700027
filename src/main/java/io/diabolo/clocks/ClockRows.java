package io.diabolo.clocks;

import static io.diabolo.jooq.Tables.CLOCK;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.diabolo.clocks.Countdown.Outcome;
import io.diabolo.jooq.tables.records.ClockRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Visibility;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** How rows of clocks read. */
final class ClockRows {
    private ClockRows() {}

    /** A place in a list that is in the order in which clocks fall due. */
    record Cursor(Instant due, UUID id) {}

    static Countdown countdown(ClockRecord row) {
        return new Countdown(
                new ClockId(row.getId()),
                row.getKind(),
                row.getSubjectType(),
                row.getSubjectId(),
                row.getOwnerId() == null ? null : new MemberId(row.getOwnerId()),
                row.getOwnerRole(),
                row.getStartedAt().toInstant(),
                row.getDueAt().toInstant(),
                row.getWarnAt().toInstant(),
                instant(row.getBreachedAt()),
                instant(row.getEscalatedAt()),
                instant(row.getPausedAt()),
                row.getPauseReason(),
                instant(row.getStoppedAt()),
                row.getOutcome() == null ? null : Outcome.of(row.getOutcome()));
    }

    /** The first step that hasn't been taken, of a clock that runs; null after the last. */
    static @Nullable Instant next(ClockRecord row) {
        if (row.getBreachedAt() == null) {
            return (row.getWarnedAt() == null ? row.getWarnAt() : row.getDueAt()).toInstant();
        }
        return row.getEscalatedAt() == null ? row.getEscalateAt().toInstant() : null;
    }

    /** One's own, one's role's, and those of whom one sees the records. */
    static Condition seenBy(Actor me) {
        return switch (me.visibility()) {
            case Visibility.All() -> noCondition();
            case Visibility.Of(var owners) ->
                CLOCK.OWNER_ID
                        .in(owners.stream().map(MemberId::value).toList())
                        .or(CLOCK.OWNER_ID.isNull().and(CLOCK.OWNER_ROLE.in(me.roles())));
        };
    }

    static Condition behind(@Nullable Cursor after) {
        return after == null ? noCondition() : row(CLOCK.DUE_AT, CLOCK.ID).gt(Clocks.utc(after.due()), after.id());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
