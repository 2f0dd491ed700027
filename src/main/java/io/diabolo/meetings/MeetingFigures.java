package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.MEETING;

import io.diabolo.platform.MemberId;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Meetings that took place, of those that a member booked, whoever held them: by these an SDR is measured. */
@Component
@Order(10)
class MeetingFigures implements FigureSource {
    private static final String HELD = "meetings-held";
    private final DSLContext sql;

    MeetingFigures(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Figure> figures() {
        return List.of(new Figure(HELD, Figure.Unit.COUNT, List.of("sdr", "inside")));
    }

    /** By the day of the meeting. Reads the index meeting_booked_by. */
    private static Condition held(FigureRequest request) {
        return MEETING.BOOKED_BY
                .in(request.members().stream().map(MemberId::value).toList())
                .and(MEETING.STARTS_AT.ge(HostStore.utc(request.from())))
                .and(MEETING.STARTS_AT.lt(HostStore.utc(request.to())))
                .and(MEETING.STATE.eq("held"))
                .and(MEETING.DELETED_AT.isNull());
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        return FigureValue.of(sql.fetchCount(MEETING, held(request)));
    }

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
