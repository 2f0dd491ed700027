package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.BUSY_TIME;
import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.MEETING_HOST;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How members can be booked, and when they are taken. */
@Component
class HostStore {
    private final DSLContext sql;
    private final JsonMapper json;

    HostStore(DSLContext sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    Availability of(MemberId member) {
        var row = sql.selectFrom(MEETING_HOST)
                .where(MEETING_HOST.MEMBER_ID.eq(member.value()))
                .fetchOne();
        if (row == null) {
            return Availability.usual(member);
        }
        var lengths = new LinkedHashMap<String, Integer>();
        json.readTree(row.getLengths().data())
                .properties()
                .forEach(kind -> lengths.put(kind.getKey(), kind.getValue().asInt()));
        return new Availability(
                member,
                row.getNoticeMinutes(),
                row.getBufferMinutes(),
                row.getAheadDays(),
                lengths,
                row.getPlace(),
                row.getVersion());
    }

    void write(Availability wanted) {
        var lengths = JSONB.valueOf(json.writeValueAsString(wanted.lengths()));
        sql.insertInto(MEETING_HOST)
                .set(MEETING_HOST.MEMBER_ID, wanted.member().value())
                .set(MEETING_HOST.NOTICE_MINUTES, wanted.noticeMinutes())
                .set(MEETING_HOST.BUFFER_MINUTES, wanted.bufferMinutes())
                .set(MEETING_HOST.AHEAD_DAYS, wanted.aheadDays())
                .set(MEETING_HOST.LENGTHS, lengths)
                .set(MEETING_HOST.PLACE, wanted.place())
                .onConflict(MEETING_HOST.WORKSPACE_ID, MEETING_HOST.MEMBER_ID)
                .doUpdate()
                .set(MEETING_HOST.NOTICE_MINUTES, wanted.noticeMinutes())
                .set(MEETING_HOST.BUFFER_MINUTES, wanted.bufferMinutes())
                .set(MEETING_HOST.AHEAD_DAYS, wanted.aheadDays())
                .set(MEETING_HOST.LENGTHS, lengths)
                .set(MEETING_HOST.PLACE, wanted.place())
                .set(MEETING_HOST.VERSION, MEETING_HOST.VERSION.plus(1))
                .execute();
    }

    /** From here on nobody else books any of them, until this transaction ends. Always in the same order, so none waits for ever. */
    void lock(Collection<MemberId> members) {
        var ids = members.stream().map(MemberId::value).sorted().toList();
        ids.forEach(id -> sql.insertInto(MEETING_HOST)
                .set(MEETING_HOST.MEMBER_ID, id)
                .onConflictDoNothing()
                .execute());
        sql.selectFrom(MEETING_HOST)
                .where(MEETING_HOST.MEMBER_ID.in(ids))
                .orderBy(MEETING_HOST.MEMBER_ID)
                .forUpdate()
                .fetch();
    }

    /**
     * When the member is taken between two instants: by meetings, with the buffer around them, and elsewhere. Reads the index
     * meeting_of_host.
     *
     * @param without a meeting that is about to be moved
     */
    List<Span> busy(Availability host, Span within, @Nullable UUID without) {
        var wide = within.widened(host.buffer().plus(java.time.Duration.ofDays(1)));
        var all = new ArrayList<Span>();
        Condition others = without == null ? DSL.noCondition() : MEETING.ID.ne(without);
        sql.select(MEETING.STARTS_AT, MEETING.ENDS_AT)
                .from(MEETING)
                .where(MEETING.OWNER_ID.eq(host.member().value()))
                .and(MEETING.STATE.eq("booked"))
                .and(MEETING.DELETED_AT.isNull())
                .and(MEETING.STARTS_AT.between(utc(wide.from()), utc(wide.to())))
                .and(others)
                .forEach(row -> all.add(span(row.value1(), row.value2()).widened(host.buffer())));
        sql.select(BUSY_TIME.STARTS_AT, BUSY_TIME.ENDS_AT)
                .from(BUSY_TIME)
                .where(BUSY_TIME.MEMBER_ID.eq(host.member().value()))
                .and(BUSY_TIME.STARTS_AT.lt(utc(wide.to())))
                .and(BUSY_TIME.ENDS_AT.gt(utc(wide.from())))
                .forEach(row -> all.add(span(row.value1(), row.value2())));
        return all;
    }

    /** How many meetings each has before them. */
    Map<MemberId, Integer> load(Collection<MemberId> members, Span within) {
        var load = new LinkedHashMap<MemberId, Integer>();
        members.forEach(one -> load.put(one, 0));
        sql.select(MEETING.OWNER_ID, DSL.count())
                .from(MEETING)
                .where(MEETING.OWNER_ID.in(members.stream().map(MemberId::value).toList()))
                .and(MEETING.STATE.eq("booked"))
                .and(MEETING.DELETED_AT.isNull())
                .and(MEETING.STARTS_AT.between(utc(within.from()), utc(within.to())))
                .groupBy(MEETING.OWNER_ID)
                .forEach(row -> load.put(new MemberId(row.value1()), row.value2()));
        return load;
    }

    private static Span span(OffsetDateTime from, OffsetDateTime to) {
        return new Span(from.toInstant(), to.toInstant());
    }

    static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
