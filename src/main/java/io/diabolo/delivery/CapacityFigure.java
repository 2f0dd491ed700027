package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import io.diabolo.records.Visible;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How much of what can be led at once is led now; as of now, of the whole house, as {@link Capacity} draws it ahead. */
@Component
@Order(46)
class CapacityFigure implements FigureSource {
    private static final Condition RUNNING = ONBOARDING.STATE.eq("running").and(ONBOARDING.DELETED_AT.isNull());

    private final DSLContext sql;
    private final OnboardingType type;

    CapacityFigure(DSLContext sql, OnboardingType type) {
        this.sql = sql;
        this.type = type;
    }

    @Override
    public List<Figure> figures() {
        return List.of(new Figure("capacity-used", Figure.Unit.SHARE, List.of("ops")));
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var running = sql.fetchCount(ONBOARDING, RUNNING);
        var leads = sql.fetchCount(
                MEMBER, MEMBER.STATE.eq("active").and(condition("{0} = any ({1})", val("csm"), MEMBER.ROLES)));
        return new FigureValue(
                leads == 0 ? null : Double.valueOf(running / (double) (leads * Capacity.AT_ONCE)), running);
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        var reader = request.reader();
        var seen = reader == null ? trueCondition() : trueCondition().and(Visible.to(reader, type));
        return sql.select(ONBOARDING.ID, ONBOARDING.NAME, ONBOARDING.FORESEEN_ON, field(seen))
                .from(ONBOARDING)
                .where(RUNNING)
                .orderBy(ONBOARDING.FORESEEN_ON, ONBOARDING.ID)
                .limit(limit)
                .fetch(row -> {
                    var at = row.value3().atTime(12, 0).toInstant(ZoneOffset.UTC);
                    return row.value4()
                            ? new FigureRecord(row.value2(), "", at, true, "/onboardings/" + row.value1() + "/project")
                            : FigureRecord.hidden(at, true);
                });
    }
}
