package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.MRR_MOVEMENT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Visibility;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Visible;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The recurring money of contracts, month by month, from the ledger of movements: what ran on the last day of the month
 * before, and what came to it and went from it. Each month's end is the next one's beginning, and each is what the
 * contracts say, to the cent.
 */
@Service
class RecurringReport {
    private final DSLContext sql;
    private final ContractType type;
    private final Workspaces workspaces;

    RecurringReport(DSLContext sql, ContractType type, Workspaces workspaces) {
        this.sql = sql;
        this.type = type;
        this.workspaces = workspaces;
    }

    /** A month's worth (MRR), or a year's (ARR). */
    enum Basis {
        MRR,
        ARR;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Basis named(String id) {
            return id.equals("arr") ? ARR : MRR;
        }

        Field<Long> column() {
            return this == MRR ? MRR_MOVEMENT.MONTHLY_MINOR : MRR_MOVEMENT.YEARLY_MINOR;
        }
    }

    /** @param customers how many customers it concerns */
    record Part(long minor, int customers) {
        static final Part NONE = new Part(0, 0);
    }

    /** In minor units of the workspace's currency. */
    record Month(YearMonth month, long start, Map<Movement, Part> parts, long end) {
        Part of(Movement movement) {
            return parts.getOrDefault(movement, Part.NONE);
        }

        long change() {
            return end - start;
        }
    }

    /** @param uncounted running contracts in a currency of which no rate is known */
    record Report(Basis basis, Currency currency, List<Month> months, int uncounted) {
        boolean isEmpty() {
            return months.stream()
                    .allMatch(month -> month.start() == 0 && month.parts().isEmpty());
        }
    }

    @Transactional(readOnly = true)
    public Report of(YearMonth from, YearMonth to, Basis basis, Actor me) {
        var amount = basis.column();
        var before = sql.select(coalesce(sum(amount), BigDecimal.ZERO))
                .from(MRR_MOVEMENT)
                .where(MRR_MOVEMENT.MONTH.lt(from.atDay(1)))
                .and(seen(me))
                .fetchSingle()
                .value1()
                .longValueExact();
        var moved = new java.util.HashMap<YearMonth, Map<Movement, Part>>();
        sql.select(MRR_MOVEMENT.MONTH, MRR_MOVEMENT.KIND, sum(amount), countDistinct(MRR_MOVEMENT.CUSTOMER_ID))
                .from(MRR_MOVEMENT)
                .where(MRR_MOVEMENT.MONTH.between(from.atDay(1), to.atDay(1)))
                .and(seen(me))
                .groupBy(MRR_MOVEMENT.MONTH, MRR_MOVEMENT.KIND)
                .forEach(row -> moved.computeIfAbsent(YearMonth.from(row.value1()), _ -> new EnumMap<>(Movement.class))
                        .put(Movement.of(row.value2()), new Part(row.value3().longValueExact(), row.value4())));
        var months = new ArrayList<Month>();
        var level = before;
        for (var month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            Map<Movement, Part> parts = moved.getOrDefault(month, Map.of());
            var end = level + parts.values().stream().mapToLong(Part::minor).sum();
            months.add(new Month(month, level, parts, end));
            level = end;
        }
        return new Report(basis, workspaces.settings().currency(), List.copyOf(months), uncounted(me));
    }

    private int uncounted(Actor me) {
        return sql.fetchCount(
                CONTRACT,
                CONTRACT.RATE
                        .isNull()
                        .and(CONTRACT.DELETED_AT.isNull())
                        .and(CONTRACT.STATE.eq("running"))
                        .and(Visible.to(me, type)));
    }

    private Condition seen(Actor me) {
        var customers = seenCustomers(me);
        return customers == null ? noCondition() : MRR_MOVEMENT.CUSTOMER_ID.in(customers);
    }

    /** The customers of whom a contract may be seen; each is counted whole. Null: all of them. */
    @Nullable
    Select<Record1<UUID>> seenCustomers(Actor me) {
        return me.visibility() instanceof Visibility.All
                ? null
                : select(coalesce(CONTRACT.COMPANY_ID, CONTRACT.ID))
                        .from(CONTRACT)
                        .where(CONTRACT.DELETED_AT.isNull())
                        .and(Visible.to(me, type));
    }
}
