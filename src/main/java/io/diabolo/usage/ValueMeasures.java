package io.diabolo.usage;

import static io.diabolo.jooq.Tables.VALUE_MEASURE;
import static io.diabolo.jooq.Tables.VALUE_METRIC;

import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.ValueMetricRecord;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was measured. The newest day tells how far the promise is kept; reaching or missing it is told to the AM. */
@Service
class ValueMeasures {
    private static final int MOST = 500;
    private static final int AT_ONCE = 500;
    private static final int DECIMALS = 4;
    private static final BigDecimal LARGEST = new BigDecimal("999999999999999");
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    private final DSLContext sql;
    private final Records records;
    private final ValueMetricType type;
    private final ChangeSets changeSets;
    private final Around around;

    /** The faces of other modules by which a result is told. */
    @org.springframework.stereotype.Component
    record Around(Handoffs handoffs, Members members, Workspaces workspaces, Texts texts, Clock clock) {}

    ValueMeasures(DSLContext sql, Records records, ValueMetricType type, ChangeSets changeSets, Around around) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.changeSets = changeSets;
        this.around = around;
    }

    record Measure(LocalDate day, BigDecimal value, String source) {}

    /** The metric and its values, the oldest first. */
    record Course(ValueMetricRecord metric, List<Measure> measures) {}

    @Transactional(readOnly = true, noRollbackFor = io.diabolo.platform.NoSuchRecord.class)
    public Course of(UUID metric, Actor me) {
        records.get(type, metric, me);
        var row = sql.selectFrom(VALUE_METRIC).where(VALUE_METRIC.ID.eq(metric)).fetchSingle();
        var newest = sql.selectFrom(VALUE_MEASURE)
                .where(VALUE_MEASURE.METRIC_ID.eq(metric))
                .orderBy(VALUE_MEASURE.DAY.desc())
                .limit(MOST)
                .fetch(one -> new Measure(one.getDay(), one.getValue(), one.getSource()));
        return new Course(row, newest.reversed());
    }

    LocalDate today() {
        return LocalDate.ofInstant(
                around.clock().instant(), around.workspaces().settings().zone());
    }

    /** @param day null: today. @return the change set */
    @Transactional
    public UUID measure(UUID metric, @Nullable LocalDate day, @Nullable BigDecimal value, String source, Actor me) {
        if (value == null) {
            throw new BadInput("value", "value.fault.value");
        }
        return measureAll(metric, Map.of(day == null ? today() : day, value), source, me);
    }

    /** All of them or none, as one command. @return the change set */
    @Transactional
    public UUID measureAll(UUID metric, Map<LocalDate, BigDecimal> values, String source, Actor me) {
        me.mayWrite();
        records.get(type, metric, me);
        values.forEach(this::check);
        var row = sql.selectFrom(VALUE_METRIC)
                .where(VALUE_METRIC.ID.eq(metric))
                .forUpdate()
                .fetchSingle();
        var changeSet = changeSets.open(me, "value_metric.measured", row.getName());
        values.forEach((day, value) -> write(row, day, value, source, changeSet));
        settle(row, changeSet, me);
        return changeSet;
    }

    private void check(LocalDate day, BigDecimal value) {
        if (value.abs().compareTo(LARGEST) > 0 || value.stripTrailingZeros().scale() > DECIMALS) {
            throw new BadInput("value", "value.fault.value");
        }
        if (day.isAfter(today()) || day.getYear() < 1990) {
            throw new BadInput("day", "value.fault.day");
        }
    }

    private void write(ValueMetricRecord row, LocalDate day, BigDecimal value, String source, UUID changeSet) {
        var present = sql.selectFrom(VALUE_MEASURE)
                .where(VALUE_MEASURE.METRIC_ID.eq(row.getId()))
                .and(VALUE_MEASURE.DAY.eq(day))
                .fetchOne();
        if (present == null) {
            var id = sql.insertInto(VALUE_MEASURE)
                    .set(VALUE_MEASURE.METRIC_ID, row.getId())
                    .set(VALUE_MEASURE.DAY, day)
                    .set(VALUE_MEASURE.VALUE, value)
                    .set(VALUE_MEASURE.SOURCE, source)
                    .set(VALUE_MEASURE.CREATED_IN, changeSet)
                    .returningResult(VALUE_MEASURE.ID)
                    .fetchSingle()
                    .value1();
            changeSets.created(changeSet, "value_measure", id);
            return;
        }
        changeSets.updated(
                changeSet,
                "value_measure",
                present.getId(),
                Map.of("value", present.getValue(), "source", present.getSource()),
                Map.of("value", value, "source", source));
        sql.update(VALUE_MEASURE)
                .set(VALUE_MEASURE.VALUE, value)
                .set(VALUE_MEASURE.SOURCE, source)
                .where(VALUE_MEASURE.ID.eq(present.getId()))
                .execute();
    }

    /** How far it has come by its newest value, and whether that ends it. */
    private void settle(ValueMetricRecord row, UUID changeSet, Actor me) {
        var newest = sql.selectFrom(VALUE_MEASURE)
                .where(VALUE_MEASURE.METRIC_ID.eq(row.getId()))
                .orderBy(VALUE_MEASURE.DAY.desc())
                .limit(1)
                .fetchOne();
        var reached = newest == null ? null : ValueRules.reached(row.getBaseline(), row.getTarget(), newest.getValue());
        var there = reached != null && reached.compareTo(WHOLE) >= 0;
        var due = row.getDueOn();
        var state = there ? "reached" : due != null && due.isBefore(today()) ? "missed" : "open";
        var before = new LinkedHashMap<String, @Nullable Object>();
        before.put("measured", row.getMeasured());
        before.put("measured_on", row.getMeasuredOn());
        before.put("reached", row.getReached());
        before.put("state", row.getState());
        var after = new LinkedHashMap<String, @Nullable Object>();
        after.put("measured", newest == null ? null : newest.getValue());
        after.put("measured_on", newest == null ? null : newest.getDay());
        after.put("reached", reached);
        after.put("state", state);
        changeSets.updated(changeSet, type.id(), row.getId(), before, after);
        sql.update(VALUE_METRIC)
                .set(VALUE_METRIC.MEASURED, newest == null ? null : newest.getValue())
                .set(VALUE_METRIC.MEASURED_ON, newest == null ? null : newest.getDay())
                .set(VALUE_METRIC.REACHED, reached)
                .set(VALUE_METRIC.STATE, state)
                .set(VALUE_METRIC.VERSION, VALUE_METRIC.VERSION.plus(1))
                .where(VALUE_METRIC.ID.eq(row.getId()))
                .execute();
        if (!state.equals(row.getState()) && !state.equals("open")) {
            signal(row, state, me);
        }
    }

    /** To the AM of the customer, where whoever measured or whoever follows it may say so. */
    private void signal(ValueMetricRecord row, String state, Actor me) {
        var company = row.getCompanyId();
        var by = teller(row, me);
        if (company == null || by == null) {
            return;
        }
        var note = around.texts().text(around.workspaces().settings().locale(), "value.signal." + state, row.getName());
        around.handoffs()
                .offer(
                        new Offer(
                                HandoffKind.PERFORMANCE_SIGNAL,
                                "company",
                                company,
                                null,
                                null,
                                note,
                                List.of("values")),
                        by);
    }

    private @Nullable Actor teller(ValueMetricRecord row, Actor me) {
        if (maySignal(me)) {
            return me;
        }
        var owner = row.getOwnerId();
        var member =
                owner == null ? null : around.members().find(around.members().present(new MemberId(owner)));
        if (member == null || !member.isActive()) {
            return null;
        }
        var other =
                around.members().orderedBy(Objects.requireNonNull(member).id()).through(Origin.RULE);
        return maySignal(other) ? other : null;
    }

    private static boolean maySignal(Actor one) {
        return one.roles().contains("perf") || one.roles().contains("manager");
    }

    /** Those whose day has passed unreached. @return how many */
    @Transactional
    public int missed() {
        var due = sql.selectFrom(VALUE_METRIC)
                .where(VALUE_METRIC.STATE.eq("open"))
                .and(VALUE_METRIC.DUE_ON.lt(today()))
                .and(VALUE_METRIC.DELETED_AT.isNull())
                .orderBy(VALUE_METRIC.DUE_ON, VALUE_METRIC.ID)
                .limit(AT_ONCE)
                .forUpdate()
                .skipLocked()
                .fetch();
        if (!due.isEmpty()) {
            var me = around.members()
                    .firstAdministrator(Objects.requireNonNull(io.diabolo.platform.WorkspaceScope.workspace()))
                    .through(Origin.RULE);
            due.forEach(row -> settle(row, changeSets.open(me, "value_metric.measured", row.getName()), me));
        }
        return due.size();
    }
}
