package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.MEETING;

import io.diabolo.platform.MemberId;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What an SDR is measured by: the meetings that were held of those they booked, and how many touches each took. */
@Component
@Order(5)
class MeetingFigures implements FigureSource {
    private static final String HELD = "meetings-held";
    private final DSLContext sql;

    MeetingFigures(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(HELD, Figure.Unit.COUNT, List.of("sdr", "inside")),
                new Figure("touches-per-meeting", Figure.Unit.RATIO, List.of("sdr", "inside"), true));
    }

    /** Reads the index meeting_booked_by. */
    private static Condition held(FigureRequest request) {
        return MEETING.BOOKED_BY
                .in(members(request))
                .and(MEETING.STARTS_AT.ge(utc(request.from())))
                .and(MEETING.STARTS_AT.lt(utc(request.to())))
                .and(MEETING.STATE.eq("held"))
                .and(MEETING.DELETED_AT.isNull());
    }

    /** Outbound calls and mails. Reads the index activity_of_owner. */
    private static Condition touched(FigureRequest request) {
        return ACTIVITY.OWNER_ID
                .in(members(request))
                .and(ACTIVITY.AT.ge(utc(request.from())))
                .and(ACTIVITY.AT.lt(utc(request.to())))
                .and(ACTIVITY.KIND.in("call", "mail"))
                .and(ACTIVITY.DIRECTION.isNull().or(ACTIVITY.DIRECTION.eq("outbound")))
                .and(ACTIVITY.DELETED_AT.isNull());
    }

    private static List<UUID> members(FigureRequest request) {
        return request.members().stream().map(MemberId::value).toList();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        long meetings = sql.fetchCount(MEETING, held(request));
        if (figure.equals(HELD)) {
            return FigureValue.of(meetings);
        }
        long touches = sql.fetchCount(ACTIVITY, touched(request));
        return new FigureValue(meetings == 0 ? null : Double.valueOf((double) touches / meetings), meetings);
    }

    /** The meetings; how many touches went before them is counted, not listed. */
    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        return sql.select(MEETING.ID, MEETING.SUBJECT, MEETING.STARTS_AT)
                .from(MEETING)
                .where(held(request))
                .orderBy(MEETING.STARTS_AT.desc(), MEETING.ID.desc())
                .limit(limit)
                .fetch(row -> new FigureRecord(
                        row.value2(), "", row.value3().toInstant(), true, "/meetings/" + row.value1()));
    }
}
