package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.when;

import io.diabolo.platform.MemberId;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What SDRs do and what comes of it, from the activities on leads and people: meetings held, and touches for each. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class TouchFigures implements FigureSource {
    private static final String HELD = "meetings-held";
    private static final Condition MEETING = ACTIVITY.KIND.eq("meeting");
    private static final Condition TOUCH =
            ACTIVITY.KIND.in("call", "mail").and(ACTIVITY.DIRECTION.isNull().or(ACTIVITY.DIRECTION.eq("outbound")));
    private final DSLContext sql;
    private final Clock clock;

    TouchFigures(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(HELD, Figure.Unit.COUNT, List.of("sdr", "inside")),
                new Figure("touches-per-meeting", Figure.Unit.RATIO, List.of("sdr", "inside"), true));
    }

    /** Reads the index activity_of_owner. A meeting that lies ahead isn't held yet. */
    private Condition done(FigureRequest request, Condition which) {
        var now = clock.instant();
        var to = now.isBefore(request.to()) ? now : request.to();
        return ACTIVITY.OWNER_ID
                .in(request.members().stream().map(MemberId::value).toList())
                .and(ACTIVITY.AT.ge(request.from().atOffset(ZoneOffset.UTC)))
                .and(ACTIVITY.AT.lt(to.atOffset(ZoneOffset.UTC)))
                .and(ACTIVITY.DELETED_AT.isNull())
                .and(which);
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var row = sql.select(count().filterWhere(MEETING), count().filterWhere(TOUCH))
                .from(ACTIVITY)
                .where(done(request, MEETING.or(TOUCH)))
                .fetchSingle();
        if (figure.equals(HELD)) {
            return FigureValue.of(row.value1());
        }
        var all = (long) row.value1() + row.value2();
        return new FigureValue(row.value1() == 0 ? null : Double.valueOf((double) row.value2() / row.value1()), all);
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        var lead = coalesce(ACTIVITY.LEAD_ID, ACTIVITY.PERSON_ID);
        var kind = when(ACTIVITY.LEAD_ID.isNotNull(), "lead").otherwise("person");
        return sql.select(
                        ACTIVITY.SUBJECT,
                        ACTIVITY.AT,
                        ACTIVITY.LEAD_ID,
                        ACTIVITY.PERSON_ID,
                        SEARCH_ENTRY.LABEL,
                        field(MEETING).as("met"))
                .from(ACTIVITY)
                .leftJoin(SEARCH_ENTRY)
                .on(SEARCH_ENTRY.KIND.eq(kind))
                .and(SEARCH_ENTRY.RECORD_ID.eq(lead))
                .where(done(request, figure.equals(HELD) ? MEETING : MEETING.or(TOUCH)))
                .orderBy(ACTIVITY.AT.desc(), ACTIVITY.ID.desc())
                .limit(limit)
                .fetch(row -> {
                    var label = row.value5();
                    var path = row.value3() != null
                            ? "/leads/" + row.value3()
                            : row.value4() == null ? "" : "/people/" + row.value4();
                    return new FigureRecord(
                            label == null ? row.value1() : label,
                            label == null ? "" : row.value1(),
                            row.value2().toInstant(),
                            Boolean.TRUE.equals(row.value6()),
                            path);
                });
    }
}
