package io.diabolo.deals;

import static io.diabolo.jooq.Tables.COMPETITOR;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.OPPORTUNITY_COMPETITOR;
import static org.jooq.impl.DSL.count;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Wins and losses by competitor, of the opportunities that the reader may see. */
@Service
public class WinLoss {
    private final DSLContext sql;
    private final RecordTypes types;

    WinLoss(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    /**
     * One competitor's line.
     *
     * @param lostTo those of the lost ones in which it was chosen
     */
    public record Line(UUID competitor, String name, long open, long won, long lost, long lostTo) {
        /** Won over won and lost, of the opportunities in which it was; null before the first decision. */
        public @Nullable Double winRate() {
            return won + lost == 0 ? null : (double) won / (won + lost);
        }

        long of(Outcome outcome) {
            return switch (outcome) {
                case OPEN -> open;
                case WON -> won;
                case LOST -> lost;
                case LOST_TO -> lostTo;
            };
        }
    }

    /** @param since the first day of closing that counts; null: all */
    @Transactional(readOnly = true)
    public List<Line> by(@Nullable LocalDate since, Actor me) {
        return lines(since, DSL.noCondition(), me);
    }

    /** One competitor's; zeros where it was in none. */
    @Transactional(readOnly = true)
    public Line of(UUID competitor, @Nullable LocalDate since, Actor me) {
        return lines(since, COMPETITOR.ID.eq(competitor), me).stream()
                .findFirst()
                .orElse(new Line(competitor, "", 0, 0, 0, 0));
    }

    /** Reads each competitor's rows by opportunity_competitor_of_competitor. */
    private List<Line> lines(@Nullable LocalDate since, Condition which, Actor me) {
        return sql.select(
                        COMPETITOR.ID,
                        COMPETITOR.NAME,
                        count().filterWhere(Outcome.OPEN.holds(since)),
                        count().filterWhere(Outcome.WON.holds(since)),
                        count().filterWhere(Outcome.LOST.holds(since)),
                        count().filterWhere(Outcome.LOST_TO.holds(since)))
                .from(COMPETITOR)
                .join(OPPORTUNITY_COMPETITOR)
                .on(OPPORTUNITY_COMPETITOR.WORKSPACE_ID.eq(COMPETITOR.WORKSPACE_ID))
                .and(OPPORTUNITY_COMPETITOR.COMPETITOR_ID.eq(COMPETITOR.ID))
                .and(OPPORTUNITY_COMPETITOR.DELETED_AT.isNull())
                .join(OPPORTUNITY)
                .on(OPPORTUNITY.WORKSPACE_ID.eq(OPPORTUNITY_COMPETITOR.WORKSPACE_ID))
                .and(OPPORTUNITY.ID.eq(OPPORTUNITY_COMPETITOR.OPPORTUNITY_ID))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .where(COMPETITOR.DELETED_AT.isNull())
                .and(which)
                .and(Visible.to(me, types.byId("opportunity").orElseThrow()))
                .groupBy(COMPETITOR.ID, COMPETITOR.NAME, COMPETITOR.NAME_KEY)
                .orderBy(count().desc(), COMPETITOR.NAME_KEY, COMPETITOR.ID)
                .limit(200)
                .fetch(row ->
                        new Line(row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
    }
}
