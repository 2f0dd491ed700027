package io.diabolo.queues;

import static io.diabolo.jooq.Tables.QUEUE_SNOOZE;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.MemberId;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What members put off in their own queues. What was promised goes on meanwhile. */
@Service
public class Snoozes {
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Announcements announcements;
    private final Clock clock;

    Snoozes(DSLContext sql, ChangeSets changeSets, Announcements announcements, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** By record the urgency that it had when it was put off; the highest, where entries of several kinds were. Reads the primary key. */
    @Transactional(readOnly = true, propagation = Propagation.MANDATORY)
    Map<UUID, Integer> of(MemberId member, Instant now) {
        var put = new HashMap<UUID, Integer>();
        sql.select(QUEUE_SNOOZE.RECORD_ID, QUEUE_SNOOZE.URGENCY)
                .from(QUEUE_SNOOZE)
                .where(QUEUE_SNOOZE.MEMBER_ID.eq(member.value()))
                .and(QUEUE_SNOOZE.UNTIL.gt(now.atOffset(ZoneOffset.UTC)))
                .forEach(row -> put.merge(row.value1(), (int) row.value2(), Math::min));
        return put;
    }

    /** Puts an entry of one's own queue off. @return the change set */
    @Transactional
    public UUID put(Snooze wish, Actor me) {
        me.mayWrite();
        var changeSet = changeSets.open(me, "queue.snoozed", "");
        var same = QUEUE_SNOOZE.KIND.eq(wish.kind()).and(QUEUE_SNOOZE.RECORD_ID.eq(wish.record()));
        var past = QUEUE_SNOOZE.UNTIL.le(clock.instant().atOffset(ZoneOffset.UTC));
        sql.deleteFrom(QUEUE_SNOOZE)
                .where(QUEUE_SNOOZE.MEMBER_ID.eq(me.member().value()))
                .and(same.or(past))
                .execute();
        sql.insertInto(QUEUE_SNOOZE)
                .set(QUEUE_SNOOZE.MEMBER_ID, me.member().value())
                .set(QUEUE_SNOOZE.KIND, wish.kind())
                .set(QUEUE_SNOOZE.RECORD_TYPE, wish.recordType())
                .set(QUEUE_SNOOZE.RECORD_ID, wish.record())
                .set(QUEUE_SNOOZE.URGENCY, (short) wish.urgency())
                .set(QUEUE_SNOOZE.UNTIL, wish.until().atOffset(ZoneOffset.UTC))
                .set(QUEUE_SNOOZE.REASON, wish.reason().id())
                .set(QUEUE_SNOOZE.CREATED_IN, changeSet)
                .execute();
        changeSets.count(changeSet, 1, 0, 0);
        announcements.changed(topic(me.member()));
        return changeSet;
    }

    static String topic(MemberId member) {
        return "queue-" + member;
    }
}
