package io.diabolo.insight;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.TEAM;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.select;

import io.diabolo.insight.Funnel.Pair;
import io.diabolo.insight.FunnelQuery.Dimension;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * From one stage to any later one, group by group. The period of a cohort is that of the first entry, as in the funnel;
 * {@code month} groups by the month in which the first stage was entered.
 */
@Service
public class FunnelPairs {
    private final DSLContext sql;
    private final Funnels funnels;

    FunnelPairs(DSLContext sql, Funnels funnels) {
        this.sql = sql;
        this.funnels = funnels;
    }

    /** @param groupBy a dimension, owner, month, or empty for one group of all */
    @Transactional(readOnly = true)
    public List<Pair> pairs(FunnelQuery query, Stage from, Stage to, String groupBy, Actor me) {
        if (from.isExit() || to.isExit() || from.number() >= to.number()) {
            throw new BadInput("to_stage", "funnel.fault.pair");
        }
        var cut = new JourneyCut(query, me);
        var patience =
                cut.judgesAge() ? Patience.between(sql, cut.types(), from, to, funnels.today()) : Patience.none();
        var young = patience.tooYoung(from);
        var timed = cut.timed(from, to);
        var days = JourneyCut.days(from, to);
        var group = group(groupBy, from);
        var rows = sql.select(
                        group,
                        Funnels.number(cut.reached(from), from, "in"),
                        Funnels.number(cut.movedOn(from, to), from, "out"),
                        Funnels.number(cut.exitedBetween(from, Stage.of(to.number() - 1)), from, "exited"),
                        Funnels.number(cut.reached(from).and(young), from, "young"),
                        Funnels.number(cut.movedOn(from, to).and(young), from, "fast"),
                        Funnels.number(timed.and(days.lt(0)), from, "negative"),
                        Funnels.percentile(0.5, days, timed),
                        avg(days).filterWhere(timed).cast(Double.class),
                        Funnels.percentile(0.9, days, timed))
                .from(JOURNEY)
                .where(cut.base())
                .groupBy(group)
                .fetch(row -> pair(row, query, groupBy));
        return rows.stream()
                .filter(pair -> pair.reachedFrom() + pair.reachedTo() > 0)
                .sorted((one, other) -> Long.compare(other.reachedFrom(), one.reachedFrom()))
                .map(pair -> named(pair, groupBy))
                .toList();
    }

    private static Field<String> group(String groupBy, Stage from) {
        if (groupBy.isEmpty()) {
            return DSL.castNull(String.class).as("grouped");
        }
        if (groupBy.equals("month")) {
            return DSL.field("to_char({0}, 'YYYY-MM')", String.class, JourneyCut.passed(from));
        }
        var dimension = Dimension.named(groupBy).orElseThrow(() -> new BadInput("group_by", "funnel.fault.group"));
        return switch (dimension) {
            case TYPE -> JOURNEY.TYPE;
            case CHANNEL -> JOURNEY.CHANNEL;
            case SOURCE -> JOURNEY.SOURCE;
            case CAMPAIGN -> JOURNEY.CAMPAIGN;
            case SEGMENT -> JOURNEY.SEGMENT;
            case INDUSTRY -> JOURNEY.INDUSTRY;
            case COUNTRY -> JOURNEY.COUNTRY;
            case MEMBER -> JOURNEY.OWNER_ID.cast(String.class);
            case TEAM ->
                DSL.field(select(MEMBER.TEAM_ID.cast(String.class)).from(MEMBER).where(MEMBER.ID.eq(JOURNEY.OWNER_ID)));
        };
    }

    private static Pair pair(Record row, FunnelQuery query, String groupBy) {
        var cohort = query.basis() == FunnelQuery.Basis.COHORT;
        var in = row.get(1, Long.class);
        var out = row.get(2, Long.class);
        var exited = row.get(3, Long.class);
        var young = row.get(4, Long.class);
        var judgedOut = out - row.get(5, Long.class);
        var judged = cohort ? in - young : out + exited;
        var group = row.get(0, String.class);
        return new Pair(
                group,
                groupBy.equals("owner") || groupBy.equals("member") || groupBy.equals("team") ? group : null,
                cohort ? in : out + exited,
                out,
                young,
                judged == 0 ? null : (double) judgedOut / judged,
                row.get(7, Double.class),
                row.get(8, Double.class),
                row.get(9, Double.class),
                row.get(6, Long.class));
    }

    /** Members and teams are grouped by id, for two may have one name, and called by name. */
    private Pair named(Pair pair, String groupBy) {
        var id = pair.groupId();
        if (id == null) {
            return pair;
        }
        var uuid = java.util.UUID.fromString(id);
        @Nullable
        String name = groupBy.equals("team")
                ? sql.select(TEAM.NAME).from(TEAM).where(TEAM.ID.eq(uuid)).fetchOne(TEAM.NAME)
                : sql.select(MEMBER.NAME).from(MEMBER).where(MEMBER.ID.eq(uuid)).fetchOne(MEMBER.NAME);
        return new Pair(
                name,
                id,
                pair.reachedFrom(),
                pair.reachedTo(),
                pair.tooYoung(),
                pair.conversion(),
                pair.medianDays(),
                pair.meanDays(),
                pair.p90Days(),
                pair.negativeDays());
    }
}
