package io.diabolo.usage;

import static io.diabolo.jooq.Tables.VALUE_METRIC;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.identity.Members;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.rules.Formulas;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Objects;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Metrics with a formula are measured by the usage of the last thirty days, once a day; what is overdue is missed. */
@Component
class MeasureValues {
    private static final int AT_ONCE = 200;
    private final DSLContext sql;
    private final ValueMeasures measures;
    private final UsageReport usage;
    private final Formulas formulas;
    private final Members members;

    MeasureValues(DSLContext sql, ValueMeasures measures, UsageReport usage, Formulas formulas, Members members) {
        this.sql = sql;
        this.measures = measures;
        this.usage = usage;
        this.formulas = formulas;
        this.members = members;
    }

    /** In the present workspace; what is left is done the next time. @return how many were measured */
    @Transactional
    public int here() {
        var today = measures.today();
        var due = sql.selectFrom(VALUE_METRIC)
                .where(VALUE_METRIC.FORMULA.isNotNull())
                .and(VALUE_METRIC.COMPANY_ID.isNotNull())
                .and(VALUE_METRIC.STATE.eq("open"))
                .and(VALUE_METRIC.DELETED_AT.isNull())
                .and(VALUE_METRIC.MEASURED_ON.isNull().or(VALUE_METRIC.MEASURED_ON.lt(today)))
                .orderBy(VALUE_METRIC.ID)
                .limit(AT_ONCE)
                .fetch();
        var me = members.firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace()))
                .through(Origin.RULE);
        var done = 0;
        for (var metric : due) {
            var of = usage.of(Objects.requireNonNull(metric.getCompanyId())).whole();
            var numbers = new HashMap<String, BigDecimal>();
            numbers.put("uses", BigDecimal.valueOf(of.count()));
            numbers.put("active_days", BigDecimal.valueOf(of.active()));
            numbers.put("features", BigDecimal.valueOf(of.features()));
            numbers.put("baseline", metric.getBaseline());
            numbers.put("target", metric.getTarget());
            var value = formulas.value(metric.getFormula(), numbers);
            if (value != null && value.abs().compareTo(new BigDecimal("1e14")) < 0) {
                measures.measure(metric.getId(), today, value.setScale(4, RoundingMode.HALF_UP), "formula", me);
                done++;
            }
        }
        measures.missed();
        return done;
    }

    @Configuration(proxyBeanMethods = false)
    static class Task {
        @Bean
        RecurringTask<Void> measureValuesTask(EachWorkspace each, ObjectProvider<MeasureValues> values) {
            return Tasks.recurring("measure-values", FixedDelay.ofHours(1))
                    .execute((_, _) -> each.run(
                            "the value metrics of a workspace could not be measured",
                            () -> values.getObject().here()));
        }
    }
}
