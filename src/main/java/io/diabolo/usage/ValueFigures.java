package io.diabolo.usage;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.VALUE_METRIC;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.when;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import io.diabolo.records.Visible;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many of the values that were promised to customers were reached. */
@Component
@Order(46)
class ValueFigures implements FigureSource {
    /** When it was decided: with the value that reached the target, or with the day by which none had. */
    private static final Field<LocalDate> DECIDED =
            when(VALUE_METRIC.STATE.eq("reached"), VALUE_METRIC.MEASURED_ON).otherwise(VALUE_METRIC.DUE_ON);

    private final DSLContext sql;
    private final ValueMetricType type;
    private final Workspaces workspaces;

    ValueFigures(DSLContext sql, ValueMetricType type, Workspaces workspaces) {
        this.sql = sql;
        this.type = type;
        this.workspaces = workspaces;
    }

    @Override
    public List<Figure> figures() {
        return List.of(new Figure("values-reached", Figure.Unit.SHARE, List.of("perf", "csm")));
    }

    private Condition decided(FigureRequest request) {
        var zone = workspaces.settings().zone();
        return VALUE_METRIC
                .STATE
                .in("reached", "missed")
                .and(VALUE_METRIC.DELETED_AT.isNull())
                .and(DECIDED.ge(LocalDate.ofInstant(request.from(), zone)))
                .and(DECIDED.lt(LocalDate.ofInstant(request.to(), zone)))
                .and(
                        request.members().isEmpty()
                                ? noCondition()
                                : VALUE_METRIC.OWNER_ID.in(request.members().stream()
                                        .map(MemberId::value)
                                        .toList()));
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var row = sql.select(count().filterWhere(VALUE_METRIC.STATE.eq("reached")), count())
                .from(VALUE_METRIC)
                .where(decided(request))
                .fetchSingle();
        return FigureValue.of(row.value1(), row.value2());
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        var reader = request.reader();
        var seen = reader == null ? trueCondition() : trueCondition().and(Visible.to(reader, type));
        return sql.select(VALUE_METRIC.ID, VALUE_METRIC.NAME, COMPANY.NAME, DECIDED, VALUE_METRIC.STATE, field(seen))
                .from(VALUE_METRIC)
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(VALUE_METRIC.WORKSPACE_ID))
                .and(COMPANY.ID.eq(VALUE_METRIC.COMPANY_ID))
                .where(decided(request))
                .orderBy(DECIDED.desc(), VALUE_METRIC.ID.desc())
                .limit(limit)
                .fetch(row -> {
                    var at = row.value4().atTime(12, 0).toInstant(ZoneOffset.UTC);
                    var reached = row.value5().equals("reached");
                    return row.value6()
                            ? new FigureRecord(
                                    row.value2(),
                                    Objects.toString(row.value3(), ""),
                                    at,
                                    reached,
                                    "/value-metrics/" + row.value1())
                            : FigureRecord.hidden(at, reached);
                });
    }
}
