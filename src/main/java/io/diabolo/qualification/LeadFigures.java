package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.CHANGE_SET;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.JOURNEY_ENTRY;
import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;

import io.diabolo.journey.Stage;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import io.diabolo.records.Visible;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What became of leads: the qualified share of a BDR's, and how many of the inbound ones went on to sales. */
@Component
@Order(20)
class LeadFigures implements FigureSource {
    private static final String QUALIFIED_RATE = "qualified-rate";
    private static final String MQLS = "mqls";
    private static final Condition REACHED = JOURNEY.FURTHEST_STAGE.ge((short) Stage.QUALIFIED.number());
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final LeadType type;

    LeadFigures(DSLContext sql, Workspaces workspaces, LeadType type) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.type = type;
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(QUALIFIED_RATE, Figure.Unit.SHARE, List.of("bdr", "inside")),
                new Figure(MQLS, Figure.Unit.COUNT, List.of("inbound")),
                new Figure("mql-to-sql", Figure.Unit.SHARE, List.of("inbound")));
    }

    /** What is counted, of leads and their journeys. */
    private Condition counted(String figure, FigureRequest request) {
        return LEAD.DELETED_AT.isNull().and(figure.equals(QUALIFIED_RATE) ? decided(request) : marketing(request));
    }

    /** Qualified or disqualified by these members within the period. Reads journey_entry_activity. */
    private Condition decided(FigureRequest request) {
        return exists(selectOne()
                        .from(JOURNEY_ENTRY)
                        .join(CHANGE_SET)
                        .on(CHANGE_SET.WORKSPACE_ID.eq(JOURNEY_ENTRY.WORKSPACE_ID))
                        .and(CHANGE_SET.ID.eq(JOURNEY_ENTRY.CHANGE_SET_ID))
                        .and(CHANGE_SET.VOIDED_AT.isNull())
                        .where(JOURNEY_ENTRY.JOURNEY_ID.eq(JOURNEY.ID))
                        .and(JOURNEY_ENTRY.MEMBER_ID.in(
                                request.members().stream().map(MemberId::value).toList()))
                        .and(JOURNEY_ENTRY.TO_STAGE.in(
                                (short) Stage.QUALIFIED.number(), (short) Stage.DISQUALIFIED.number()))
                        .and(JOURNEY_ENTRY.OCCURRED_ON.ge(day(request.from())))
                        .and(JOURNEY_ENTRY.OCCURRED_ON.lt(day(request.to()))))
                .and(REACHED.or(JOURNEY.CURRENT_STAGE.eq((short) Stage.DISQUALIFIED.number())));
    }

    /** Inbound leads that began in the period and match the target as the fit rules have it. Reads lead_newest. */
    private static Condition marketing(FigureRequest request) {
        return LEAD.CHANNEL
                .eq("inbound")
                .and(LEAD.CREATED_AT.ge(request.from().atOffset(ZoneOffset.UTC)))
                .and(LEAD.CREATED_AT.lt(request.to().atOffset(ZoneOffset.UTC)))
                .and(LEAD.FIT.gt((short) 0).or(REACHED));
    }

    private LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, workspaces.settings().zone());
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var row = sql.select(count().filterWhere(REACHED), count())
                .from(LEAD)
                .join(JOURNEY)
                .on(JOURNEY.ID.eq(LEAD.JOURNEY_ID))
                .where(counted(figure, request))
                .fetchSingle();
        return figure.equals(MQLS) ? FigureValue.of(row.value2()) : FigureValue.of(row.value1(), row.value2());
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        return sql.select(LEAD.ID, LEAD.NAME, LEAD.REASON, LEAD.CREATED_AT, field(REACHED), field(seen(request)))
                .from(LEAD)
                .join(JOURNEY)
                .on(JOURNEY.ID.eq(LEAD.JOURNEY_ID))
                .where(counted(figure, request))
                .orderBy(LEAD.CREATED_AT.desc(), LEAD.ID.desc())
                .limit(limit)
                .fetch(row -> {
                    var at = row.value4().toInstant();
                    var above = figure.equals(MQLS) || Boolean.TRUE.equals(row.value5());
                    return Boolean.TRUE.equals(row.value6())
                            ? new FigureRecord(
                                    row.value2(),
                                    row.value3() == null ? "" : row.value3(),
                                    at,
                                    above,
                                    "/leads/" + row.value1())
                            : FigureRecord.hidden(at, above);
                });
    }

    private Condition seen(FigureRequest request) {
        var reader = request.reader();
        return reader == null ? trueCondition() : trueCondition().and(Visible.to(reader, type));
    }
}
