package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.CAMPAIGN;
import static io.diabolo.jooq.Tables.EXPERIMENT;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.sum;

import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What inbound marketers and growth hackers are measured by: what a lead cost, and how much was tried. */
@Component
@Order(30)
class CampaignFigures implements FigureSource {
    private static final String EXPERIMENTS = "experiments";
    private static final String PER_MQL = "cost-per-mql";
    private static final int CENTS = 100;
    private final DSLContext sql;
    private final Workspaces workspaces;

    CampaignFigures(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure("cost-per-lead", Figure.Unit.MONEY, List.of("growth"), true),
                new Figure(PER_MQL, Figure.Unit.MONEY, List.of("inbound"), true),
                new Figure(EXPERIMENTS, Figure.Unit.COUNT, List.of("growth")));
    }

    /** Those that began in the period. Reads the index experiment_board. */
    private Condition tried(FigureRequest request) {
        return EXPERIMENT
                .STATE
                .in("running", "decided")
                .and(EXPERIMENT.DELETED_AT.isNull())
                .and(EXPERIMENT.STARTS_ON.ge(day(request.from())))
                .and(EXPERIMENT.STARTS_ON.lt(day(request.to())));
    }

    /** Those that began in the period and whose cost is known in the workspace's currency. */
    private Condition paid(FigureRequest request) {
        return CAMPAIGN.DELETED_AT
                .isNull()
                .and(CAMPAIGN.STARTS_ON.ge(day(request.from())))
                .and(CAMPAIGN.STARTS_ON.lt(day(request.to())))
                .and(CAMPAIGN.COST_MINOR.isNotNull())
                .and(CAMPAIGN.CURRENCY.eq(workspaces.settings().currency().getCurrencyCode()));
    }

    /** Inbound leads of the period; for an MQL, those that match the target or were qualified. Reads lead_newest. */
    private static Condition came(String figure, FigureRequest request) {
        var all = LEAD.CHANNEL
                .eq("inbound")
                .and(LEAD.DELETED_AT.isNull())
                .and(LEAD.CREATED_AT.ge(request.from().atOffset(ZoneOffset.UTC)))
                .and(LEAD.CREATED_AT.lt(request.to().atOffset(ZoneOffset.UTC)));
        return figure.equals(PER_MQL) ? all.and(LEAD.FIT.gt((short) 0).or(JOURNEY.FURTHEST_STAGE.ge((short) 3))) : all;
    }

    private LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, workspaces.settings().zone());
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        if (figure.equals(EXPERIMENTS)) {
            return FigureValue.of(sql.fetchCount(EXPERIMENT, tried(request)));
        }
        var cost = sql.select(sum(CAMPAIGN.COST_MINOR))
                .from(CAMPAIGN)
                .where(paid(request))
                .fetchSingle()
                .value1();
        var leads = sql.fetchCount(sql.selectOne()
                .from(LEAD)
                .join(JOURNEY)
                .on(JOURNEY.ID.eq(LEAD.JOURNEY_ID))
                .where(came(figure, request)));
        var campaigns = sql.fetchCount(CAMPAIGN, paid(request));
        return new FigureValue(
                cost == null || leads == 0 ? null : Double.valueOf(cost.doubleValue() / CENTS / leads), campaigns);
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        var zone = workspaces.settings().zone();
        if (figure.equals(EXPERIMENTS)) {
            return sql.select(EXPERIMENT.ID, EXPERIMENT.NAME, EXPERIMENT.STARTS_ON)
                    .from(EXPERIMENT)
                    .where(tried(request))
                    .orderBy(EXPERIMENT.STARTS_ON.desc(), EXPERIMENT.ID.desc())
                    .limit(limit)
                    .fetch(row -> new FigureRecord(
                            row.value2(),
                            "",
                            row.value3().atStartOfDay(zone).toInstant(),
                            true,
                            "/experiments/" + row.value1()));
        }
        return sql.select(CAMPAIGN.ID, CAMPAIGN.NAME, CAMPAIGN.STARTS_ON)
                .from(CAMPAIGN)
                .where(paid(request))
                .orderBy(CAMPAIGN.STARTS_ON.desc(), CAMPAIGN.ID.desc())
                .limit(limit)
                .fetch(row -> new FigureRecord(
                        row.value2(),
                        "",
                        row.value3().atStartOfDay(zone).toInstant(),
                        true,
                        "/campaigns/" + row.value1()));
    }
}
