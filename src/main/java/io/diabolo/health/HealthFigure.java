package io.diabolo.health;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.HEALTH;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.trueCondition;

import io.diabolo.platform.MemberId;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import io.diabolo.records.Visible;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Of the customers whom somebody has in hand, the share that is well. As of now, whatever the period. */
@Component
@Order(47)
class HealthFigure implements FigureSource {
    private final DSLContext sql;
    private final HealthType type;

    HealthFigure(DSLContext sql, HealthType type) {
        this.sql = sql;
        this.type = type;
    }

    @Override
    public List<Figure> figures() {
        return List.of(new Figure("health", Figure.Unit.SHARE, List.of("csm", "am", "perf")));
    }

    private static Condition counted(FigureRequest request) {
        var ids = request.members().stream().map(MemberId::value).toList();
        return ids.isEmpty() ? noCondition() : HEALTH.OWNER_ID.in(ids).or(HEALTH.AM_ID.in(ids));
    }

    private static Condition isWell() {
        return HEALTH.BAND.eq(HealthBand.GOOD.id());
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var row = sql.select(count().filterWhere(isWell()), count())
                .from(HEALTH)
                .where(counted(request))
                .fetchSingle();
        return FigureValue.of(row.value1(), row.value2());
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        var reader = request.reader();
        var seen = reader == null ? trueCondition() : trueCondition().and(Visible.to(reader, type));
        return sql.select(
                        HEALTH.COMPANY_ID, COMPANY.NAME, HEALTH.SCORE, HEALTH.MEASURED_AT, field(isWell()), field(seen))
                .from(HEALTH)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(HEALTH.WORKSPACE_ID))
                .and(COMPANY.ID.eq(HEALTH.COMPANY_ID))
                .where(counted(request))
                .orderBy(HEALTH.SCORE, HEALTH.ID)
                .limit(limit)
                .fetch(row -> row.value6()
                        ? new FigureRecord(
                                row.value2(),
                                String.valueOf(row.value3()),
                                row.value4().toInstant(),
                                row.value5(),
                                "/companies/" + row.value1() + "/health")
                        : FigureRecord.hidden(row.value4().toInstant(), row.value5()));
    }
}
