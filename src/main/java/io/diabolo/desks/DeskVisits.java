package io.diabolo.desks;

import static io.diabolo.jooq.Tables.DESK_VISIT;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** When members saw their own figures, for these are shown to them first. */
@Component
class DeskVisits {
    private final DSLContext sql;
    private final Clock clock;

    DeskVisits(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Transactional
    public void note(Actor me) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        sql.insertInto(DESK_VISIT)
                .set(DESK_VISIT.MEMBER_ID, me.member().value())
                .set(DESK_VISIT.SEEN_AT, now)
                .onConflict(DESK_VISIT.WORKSPACE_ID, DESK_VISIT.MEMBER_ID)
                .doUpdate()
                .set(DESK_VISIT.SEEN_AT, now)
                .execute();
    }

    /** By member, of those who ever did. */
    Map<MemberId, Instant> last(Collection<MemberId> members) {
        return sql.select(DESK_VISIT.MEMBER_ID, DESK_VISIT.SEEN_AT)
                .from(DESK_VISIT)
                .where(DESK_VISIT.MEMBER_ID.in(
                        members.stream().map(MemberId::value).toList()))
                .fetchMap(row -> new MemberId(row.value1()), row -> row.value2().toInstant());
    }
}
