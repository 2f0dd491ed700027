package io.diabolo.usage;

import static io.diabolo.jooq.Tables.USAGE_DAY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record5;
import org.jooq.Select;

/**
 * How much is used, as it is counted everywhere: the last {@value #DAYS} days beside those before. Aggregates over the rows
 * of usage that {@link #looked} names.
 *
 * @param today the last day counted
 */
public record Adoption(LocalDate today) {
    public static final int DAYS = 30;

    public static Adoption on(LocalDate today) {
        return new Adoption(today);
    }

    private Condition lately() {
        return USAGE_DAY.DAY.gt(today.minusDays(DAYS)).and(USAGE_DAY.DAY.le(today));
    }

    /** The rows counted at all. */
    Condition looked() {
        return USAGE_DAY.DAY.gt(today.minusDays(2L * DAYS));
    }

    /** Days with any use. */
    Field<Integer> active() {
        return countDistinct(USAGE_DAY.DAY).filterWhere(lately());
    }

    /** Features used. */
    Field<Integer> features() {
        return countDistinct(USAGE_DAY.FEATURE).filterWhere(lately());
    }

    /** How often something was used. */
    Field<BigDecimal> count() {
        return coalesce(sum(USAGE_DAY.COUNT).filterWhere(lately()), inline(BigDecimal.ZERO));
    }

    /** The same, in the days before. */
    Field<BigDecimal> before() {
        var before = USAGE_DAY.DAY.le(today.minusDays(DAYS)).and(USAGE_DAY.DAY.gt(today.minusDays(2L * DAYS)));
        return coalesce(sum(USAGE_DAY.COUNT).filterWhere(before), inline(BigDecimal.ZERO));
    }

    /**
     * Of each customer that used anything lately or in the days before: {@code company_id}, {@code active},
     * {@code features}, {@code uses} and {@code before}. Reads the index usage_day_of.
     */
    public Select<Record5<UUID, Integer, Integer, BigDecimal, BigDecimal>> of(Condition companies) {
        return select(
                        USAGE_DAY.COMPANY_ID.as("company_id"),
                        active().as("active"),
                        features().as("features"),
                        count().as("uses"),
                        before().as("before"))
                .from(USAGE_DAY)
                .where(companies)
                .and(looked())
                .groupBy(USAGE_DAY.COMPANY_ID);
    }

    /** The day of a customer's last use. Reads the index usage_day_of. */
    public Select<Record1<LocalDate>> last(Field<UUID> company) {
        return select(max(USAGE_DAY.DAY))
                .from(USAGE_DAY)
                .where(USAGE_DAY.COMPANY_ID.eq(company))
                .and(USAGE_DAY.DAY.le(today));
    }

    /** How many features anybody used lately. Reads the index usage_day_all. */
    public Select<Record1<Integer>> known() {
        return select(countDistinct(USAGE_DAY.FEATURE)).from(USAGE_DAY).where(lately());
    }
}
