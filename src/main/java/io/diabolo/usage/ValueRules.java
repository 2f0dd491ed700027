package io.diabolo.usage;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.PROMISE;
import static io.diabolo.jooq.Tables.VALUE_METRIC;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.rules.Formulas;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What holds for every value metric: what is taken from its promise, and how far it has come. */
@Component
class ValueRules {
    /** What a formula may ask for: of the last thirty days. */
    static final List<String> NAMES = List.of("uses", "active_days", "features", "baseline", "target");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal FURTHEST = new BigDecimal("999999999");
    private final DSLContext sql;
    private final Formulas formulas;

    ValueRules(DSLContext sql, Formulas formulas) {
        this.sql = sql;
        this.formulas = formulas;
    }

    void prepare(Draft draft, Actor me) {
        if (draft.isNew() || draft.gives("promise")) {
            promised(draft);
        }
        if (draft.value("company") == null && draft.value("contract") instanceof UUID contract) {
            fill(
                    draft,
                    "company",
                    sql.select(CONTRACT.COMPANY_ID)
                            .from(CONTRACT)
                            .where(CONTRACT.ID.eq(contract))
                            .fetchOne(CONTRACT.COMPANY_ID));
        }
        if (draft.text("name") == null) {
            draft.fault("name", "value.fault.name");
        }
        if (draft.value("target") == null) {
            draft.fault("target", "value.fault.target");
        }
        usual(draft, "unit", "");
        usual(draft, "baseline", BigDecimal.ZERO);
        if (draft.isNew()) {
            usual(draft, "owner", me.member().value());
        }
        var formula = draft.text("formula");
        if (formula != null && formulas.fault(formula, NAMES) != null) {
            draft.fault("formula", "value.fault.formula", String.join(", ", NAMES));
        }
        // Another target or baseline says something else of what was measured.
        var id = draft.id();
        if (id != null
                && (draft.gives("baseline") || draft.gives("target"))
                && draft.value("baseline") instanceof BigDecimal baseline
                && draft.value("target") instanceof BigDecimal target) {
            var measured = sql.select(VALUE_METRIC.MEASURED)
                    .from(VALUE_METRIC)
                    .where(VALUE_METRIC.ID.eq(id))
                    .fetchOne(VALUE_METRIC.MEASURED);
            var reached = measured == null ? null : reached(baseline, target, measured);
            draft.setColumn("reached", reached);
        }
    }

    private void promised(Draft draft) {
        var promise = draft.value("promise") instanceof UUID id
                ? sql.selectFrom(PROMISE).where(PROMISE.ID.eq(id)).fetchOne()
                : null;
        if (promise == null) {
            return;
        }
        fill(draft, "name", promise.getName());
        fill(draft, "company", promise.getCompanyId());
        fill(draft, "target", promise.getExpected());
        fill(draft, "due_on", promise.getDueOn());
        fill(
                draft,
                "unit",
                switch (Objects.requireNonNullElse(promise.getMeasure(), "")) {
                    case "money" -> promise.getCurrency();
                    case "percent" -> "%";
                    default -> null;
                });
    }

    private static void fill(Draft draft, String field, @Nullable Object value) {
        if (draft.value(field) == null && value != null) {
            draft.set(field, value);
        }
    }

    private static void usual(Draft draft, String field, Object value) {
        if (draft.value(field) == null && (draft.isNew() || draft.gives(field))) {
            draft.set(field, value);
        }
    }

    /**
     * Percent of the way: (measured − baseline) / (target − baseline), so that a value that has to fall is reached by
     * falling. Null when there is no way to go.
     */
    static @Nullable BigDecimal reached(BigDecimal baseline, BigDecimal target, BigDecimal measured) {
        var way = target.subtract(baseline);
        return way.signum() == 0
                ? null
                : measured.subtract(baseline)
                        .multiply(HUNDRED)
                        .divide(way, 2, RoundingMode.HALF_UP)
                        .min(FURTHEST)
                        .max(FURTHEST.negate());
    }
}
