package io.diabolo.insight;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.MRR_MOVEMENT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Visible;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recurring money from the ledger of contracts, a month's worth: the same figures as the page of movements and of retention
 * give. NRR: start − churn − contraction + expansion over start, for the customers there twelve months ago.
 */
@Service
class ContractedMoney {
    private static final int YEAR = 12;
    private final DSLContext sql;
    private final Workspaces workspaces;

    ContractedMoney(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    /** Without contracts, what was signed says what is recurring. */
    @Transactional(readOnly = true)
    public boolean isKept() {
        return sql.fetchExists(MRR_MOVEMENT);
    }

    @Transactional(readOnly = true)
    public Recurring.Month month(LocalDate today, Actor me) {
        var first = today.withDayOfMonth(1);
        var seen = seen(me);
        var now = MRR_MOVEMENT.MONTH.eq(first);
        var row = sql.select(
                        of(MRR_MOVEMENT.MONTH.le(first)),
                        of(now.and(MRR_MOVEMENT.KIND.in("new", "reactivation"))),
                        of(now.and(MRR_MOVEMENT.KIND.in("expansion", "contraction"))),
                        of(now.and(MRR_MOVEMENT.KIND.eq("churn"))))
                .from(MRR_MOVEMENT)
                .where(seen)
                .fetchSingle();
        var start = first.minusMonths(YEAR - 1L);
        var each = sql.select(
                        MRR_MOVEMENT.CUSTOMER_ID,
                        of(MRR_MOVEMENT.MONTH.lt(start)).as("started"),
                        of(MRR_MOVEMENT.MONTH.le(first)).as("ended"))
                .from(MRR_MOVEMENT)
                .where(seen)
                .groupBy(MRR_MOVEMENT.CUSTOMER_ID)
                .asTable("each");
        var started = each.field("started", BigDecimal.class);
        var ended = each.field("ended", BigDecimal.class);
        var kept = sql.select(coalesce(sum(started), BigDecimal.ZERO), coalesce(sum(ended), BigDecimal.ZERO))
                .from(each)
                .where(java.util.Objects.requireNonNull(started).gt(BigDecimal.ZERO))
                .fetchSingle();
        return new Recurring.Month(
                money(row.value1()),
                money(row.value2()),
                money(row.value3()),
                money(row.value4().negate()),
                kept.value1().signum() == 0
                        ? null
                        : kept.value2()
                                .divide(kept.value1(), 6, RoundingMode.HALF_UP)
                                .doubleValue(),
                sql.fetchCount(
                        CONTRACT,
                        CONTRACT.RATE
                                .isNull()
                                .and(CONTRACT.STATE.eq("running"))
                                .and(CONTRACT.DELETED_AT.isNull())
                                .and(visible(me))));
    }

    private Money money(BigDecimal minor) {
        return Money.ofMinor(
                minor.longValueExact(), workspaces.settings().currency().getCurrencyCode());
    }

    private static Field<BigDecimal> of(Condition condition) {
        return coalesce(sum(MRR_MOVEMENT.MONTHLY_MINOR).filterWhere(condition), BigDecimal.ZERO);
    }

    private static Condition seen(Actor me) {
        return me.visibility() instanceof Visibility.All
                ? noCondition()
                : MRR_MOVEMENT.CUSTOMER_ID.in(select(coalesce(CONTRACT.COMPANY_ID, CONTRACT.ID))
                        .from(CONTRACT)
                        .where(CONTRACT.DELETED_AT.isNull())
                        .and(visible(me)));
    }

    private static Condition visible(Actor me) {
        return Visible.to(me, List.of(CONTRACT.OWNER_ID, CONTRACT.CSM_ID));
    }
}
