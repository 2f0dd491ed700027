package io.diabolo.health;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.HEALTH;
import static io.diabolo.jooq.Tables.HEALTH_RISK;
import static io.diabolo.jooq.Tables.JOB;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.sum;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Visible;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How all customers are that one may see: by band and segment, in danger, and those that fell most. */
@Component
class HealthOverview {
    private static final int SHOWN = 10;
    private static final int MOST_RISKS = 20;
    private final DSLContext sql;
    private final HealthType type;
    private final Workspaces workspaces;

    HealthOverview(DSLContext sql, HealthType type, Workspaces workspaces) {
        this.sql = sql;
        this.type = type;
        this.workspaces = workspaces;
    }

    /** @param monthly what they pay a month together */
    record Sum(int count, Money monthly) {}

    /** @param segment empty: of no known segment */
    record Segment(String segment, Map<HealthBand, Sum> bands, double mean) {
        Sum of(HealthBand band, Money nothing) {
            return bands.getOrDefault(band, new Sum(0, nothing));
        }
    }

    record One(UUID company, String name, int score, HealthBand band, int change) {}

    record Danger(UUID company, String name, int score, String reason, Instant openedAt) {}

    record Page(
            Map<HealthBand, Sum> bands,
            List<Segment> segments,
            List<Danger> dangers,
            List<One> falling,
            @Nullable Instant measuredAt,
            boolean running,
            boolean caring,
            Money nothing,
            Ui ui) {
        boolean isEmpty() {
            return bands.isEmpty();
        }

        Sum of(HealthBand band) {
            return bands.getOrDefault(band, new Sum(0, nothing));
        }

        String segment(Segment one) {
            return one.segment().isEmpty()
                    ? ui.t("health.segment.none")
                    : ui.t("choice.health.segment." + one.segment());
        }

        String list(HealthBand band) {
            return "/account-health?filter[band]=" + band.id();
        }

        String change(One one) {
            return HealthPage.change(one.change(), ui);
        }
    }

    @Transactional(readOnly = true)
    public Page page(Ui ui) {
        var me = ui.me();
        var currency = workspaces.settings().currency().getCurrencyCode();
        var segments = segments(currency, me);
        var newest = sql.select(max(HEALTH.MEASURED_AT))
                .from(HEALTH)
                .where(Visible.to(me, type))
                .fetchSingle()
                .value1();
        return new Page(
                bands(segments, currency),
                segments,
                dangers(me),
                falling(me),
                newest == null ? null : newest.toInstant(),
                sql.fetchExists(JOB, JOB.KIND.eq(MeasureHealth.KIND), JOB.STATE.in("waiting", "running")),
                Healths.mayCare(me),
                Money.ofMinor(0, currency),
                ui);
    }

    private List<Segment> segments(String currency, Actor me) {
        Field<String> segment = coalesce(COMPANY.SEGMENT, inline(""));
        var all = new LinkedHashMap<String, Map<HealthBand, Sum>>();
        var scores = new LinkedHashMap<String, double[]>();
        sql.select(segment, HEALTH.BAND, count(), sum(HEALTH.MRR_MINOR), avg(HEALTH.SCORE))
                .from(HEALTH)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(HEALTH.WORKSPACE_ID))
                .and(COMPANY.ID.eq(HEALTH.COMPANY_ID))
                .where(Visible.to(me, type))
                .groupBy(segment, HEALTH.BAND)
                .orderBy(segment, HEALTH.BAND)
                .forEach(row -> {
                    all.computeIfAbsent(row.value1(), _ -> new EnumMap<>(HealthBand.class))
                            .put(
                                    HealthBand.of(row.value2()),
                                    new Sum(
                                            row.value3(),
                                            Money.ofMinor(row.value4().longValue(), currency)));
                    var mean = scores.computeIfAbsent(row.value1(), _ -> new double[2]);
                    mean[0] += row.value3() * row.value5().doubleValue();
                    mean[1] += row.value3();
                });
        var list = new ArrayList<Segment>();
        all.forEach((name, bands) -> {
            var mean = Objects.requireNonNull(scores.get(name));
            list.add(new Segment(name, bands, mean[0] / mean[1]));
        });
        return list;
    }

    private static Map<HealthBand, Sum> bands(List<Segment> segments, String currency) {
        var all = new EnumMap<HealthBand, Sum>(HealthBand.class);
        segments.forEach(segment -> segment.bands()
                .forEach((band, sum) -> all.merge(
                        band,
                        sum,
                        (one, other) -> new Sum(
                                one.count() + other.count(),
                                Money.ofMinor(
                                        one.monthly().minor() + other.monthly().minor(), currency)))));
        return all;
    }

    /** Reads the index health_risk_open. */
    private List<Danger> dangers(Actor me) {
        return sql.select(HEALTH.COMPANY_ID, COMPANY.NAME, HEALTH.SCORE, HEALTH_RISK.REASON, HEALTH_RISK.OPENED_AT)
                .from(HEALTH_RISK)
                .join(HEALTH)
                .on(HEALTH.WORKSPACE_ID.eq(HEALTH_RISK.WORKSPACE_ID))
                .and(HEALTH.COMPANY_ID.eq(HEALTH_RISK.COMPANY_ID))
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(HEALTH.WORKSPACE_ID))
                .and(COMPANY.ID.eq(HEALTH.COMPANY_ID))
                .where(HEALTH_RISK.ENDED_AT.isNull())
                .and(Visible.to(me, type))
                .orderBy(HEALTH.MRR_MINOR.desc(), HEALTH_RISK.ID)
                .limit(MOST_RISKS)
                .fetch(row -> new Danger(row.value1(), row.value2(), row.value3(), row.value4(), at(row.value5())));
    }

    private static Instant at(OffsetDateTime time) {
        return time.toInstant();
    }

    /** Reads the index health_by_change. */
    private List<One> falling(Actor me) {
        return sql.select(HEALTH.COMPANY_ID, COMPANY.NAME, HEALTH.SCORE, HEALTH.BAND, HEALTH.CHANGE)
                .from(HEALTH)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(HEALTH.WORKSPACE_ID))
                .and(COMPANY.ID.eq(HEALTH.COMPANY_ID))
                .where(HEALTH.CHANGE.lt((short) 0))
                .and(Visible.to(me, type))
                .orderBy(HEALTH.CHANGE, HEALTH.ID)
                .limit(SHOWN)
                .fetch(row ->
                        new One(row.value1(), row.value2(), row.value3(), HealthBand.of(row.value4()), row.value5()));
    }
}
