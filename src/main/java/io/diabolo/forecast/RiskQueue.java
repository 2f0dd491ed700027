package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.identity.Members;
import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * On the manager's desk: deals that are promised for this quarter and don't look it. Their close date has passed, they have
 * no next step, or nothing has happened on them for two weeks. The largest first.
 */
@Component
@Order(45)
class RiskQueue implements QueueSource {
    /** Without a change or an activity for so long, a deal is stale. */
    static final Duration STALE = Duration.ofDays(14);

    private final DSLContext sql;
    private final Members members;
    private final Workspaces workspaces;
    private final Worths worths;

    RiskQueue(DSLContext sql, Members members, Workspaces workspaces, Worths worths) {
        this.sql = sql;
        this.members = members;
        this.workspaces = workspaces;
        this.worths = worths;
    }

    @Override
    public Set<String> topics() {
        return Set.of("opportunity");
    }

    /** Reads the index opportunity_committed. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!request.desk().equals("manager")) {
            return List.of();
        }
        var zone = workspaces.settings().zone();
        var today = LocalDate.ofInstant(request.now(), zone);
        var stale = request.now().minus(STALE).atOffset(ZoneOffset.UTC);
        var quiet = OPPORTUNITY.UPDATED_AT.lt(stale).andNot(touched(stale));
        var stepless = OPPORTUNITY.NEXT_STEP.isNull().or(OPPORTUNITY.NEXT_STEP.eq(""));
        var late = OPPORTUNITY.CLOSE_DATE.lt(today);
        return sql.select(
                        OPPORTUNITY.ID,
                        OPPORTUNITY.NAME,
                        MEMBER.NAME,
                        OPPORTUNITY.AMOUNT_MINOR,
                        OPPORTUNITY.CURRENCY,
                        OPPORTUNITY.CLOSE_DATE,
                        DSL.field(late).as("late"),
                        DSL.field(stepless).as("stepless"))
                .from(OPPORTUNITY)
                .leftJoin(MEMBER)
                .on(MEMBER.ID.eq(OPPORTUNITY.OWNER_ID))
                .where(committed())
                .and(OPPORTUNITY.CLOSE_DATE.lt(Period.quarter(today).to()))
                .and(seen(request))
                .and(late.or(stepless).or(quiet))
                .orderBy(worths.now().minor().desc().nullsLast(), OPPORTUNITY.ID)
                .limit(request.limit())
                .fetch(row -> entry(row, zone));
    }

    /** In the words of the index opportunity_committed. */
    private static Condition committed() {
        return OPPORTUNITY
                .FORECAST_CATEGORY
                .eq(DSL.inline("commit"))
                .and(OPPORTUNITY.STAGE.in(DSL.inline("discovery"), DSL.inline("proposal"), DSL.inline("closing")))
                .and(OPPORTUNITY.DELETED_AT.isNull());
    }

    private static Condition touched(OffsetDateTime since) {
        return DSL.exists(DSL.selectOne()
                .from(ACTIVITY)
                .where(ACTIVITY.OPPORTUNITY_ID.eq(OPPORTUNITY.ID))
                .and(ACTIVITY.AT.ge(since))
                .and(ACTIVITY.DELETED_AT.isNull()));
    }

    private Condition seen(QueueRequest request) {
        try {
            return Forecasts.visible(members.actor(request.member(), Origin.RULE, Scope.READ));
        } catch (NoSuchRecord _) {
            return DSL.falseCondition();
        }
    }

    private static QueueEntry entry(Record row, ZoneId zone) {
        var close = row.get(OPPORTUNITY.CLOSE_DATE);
        var money = Money.ofMinor(row.get(OPPORTUNITY.AMOUNT_MINOR), row.get(OPPORTUNITY.CURRENCY));
        var late = Boolean.TRUE.equals(row.get("late", Boolean.class));
        var stepless = Boolean.TRUE.equals(row.get("stepless", Boolean.class));
        var owner = row.get(MEMBER.NAME);
        return new QueueEntry(
                "deal-risk",
                late ? QueueEntry.OVERDUE : QueueEntry.BEST,
                late ? close.plusDays(1).atStartOfDay(zone).toInstant() : null,
                "opportunity",
                row.get(OPPORTUNITY.ID),
                row.get(OPPORTUNITY.NAME),
                owner == null ? "" : owner,
                new Text("queue.risk." + (late ? "late" : stepless ? "stepless" : "stale"), money, close),
                null,
                "/opportunities/" + row.get(OPPORTUNITY.ID));
    }
}
