package io.diabolo.usage;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PROMISE;
import static io.diabolo.jooq.Tables.VALUE_METRIC;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.DECIMAL;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The return that customers were promised, as lists, API and files see it. */
@Component
@Order(84)
class ValueMetricType implements RecordType {
    private static final io.diabolo.jooq.tables.Company ACCOUNT = COMPANY.as("account_of");
    private static final io.diabolo.jooq.tables.Contract OF = CONTRACT.as("of_contract");
    private static final io.diabolo.jooq.tables.Promise SAID = PROMISE.as("said");
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final ValueRules rules;

    ValueMetricType(ValueRules rules) {
        this.rules = rules;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, VALUE_METRIC.NAME).sortedBy(VALUE_METRIC.NAME_KEY),
            RecordField.choice("state", VALUE_METRIC.STATE, List.of("open", "reached", "missed"))
                    .only(Use.COLUMN, Use.FILTER, Use.SORT),
            RecordField.reference("promise", "promise", VALUE_METRIC.PROMISE_ID, SAID.NAME)
                    .without(Use.BULK),
            RecordField.reference("company", "company", VALUE_METRIC.COMPANY_ID, ACCOUNT.NAME)
                    .without(Use.BULK),
            RecordField.reference("contract", "contract", VALUE_METRIC.CONTRACT_ID, OF.NAME)
                    .without(Use.BULK),
            RecordField.of("unit", TEXT, VALUE_METRIC.UNIT).without(Use.BULK),
            RecordField.of("baseline", DECIMAL, VALUE_METRIC.BASELINE).without(Use.BULK),
            RecordField.of("target", DECIMAL, VALUE_METRIC.TARGET).without(Use.BULK),
            RecordField.of("due_on", DATE, VALUE_METRIC.DUE_ON).without(Use.BULK),
            RecordField.computed("measured", DECIMAL, VALUE_METRIC.MEASURED),
            RecordField.computed("measured_on", DATE, VALUE_METRIC.MEASURED_ON),
            RecordField.computed("reached", DECIMAL, VALUE_METRIC.REACHED),
            RecordField.of("formula", TEXT, VALUE_METRIC.FORMULA).without(Use.BULK),
            RecordField.of("note", LONG_TEXT, VALUE_METRIC.NOTE).without(Use.SORT),
            RecordField.member("owner", VALUE_METRIC.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, VALUE_METRIC.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, VALUE_METRIC.CREATED_AT));

    @Override
    public String id() {
        return "value_metric";
    }

    @Override
    public String plural() {
        return "value-metrics";
    }

    @Override
    public Table<?> table() {
        return VALUE_METRIC;
    }

    @Override
    public Table<?> from() {
        return VALUE_METRIC
                .leftJoin(SAID)
                .on(SAID.WORKSPACE_ID.eq(VALUE_METRIC.WORKSPACE_ID))
                .and(SAID.ID.eq(VALUE_METRIC.PROMISE_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(VALUE_METRIC.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(VALUE_METRIC.COMPANY_ID))
                .leftJoin(OF)
                .on(OF.WORKSPACE_ID.eq(VALUE_METRIC.WORKSPACE_ID))
                .and(OF.ID.eq(VALUE_METRIC.CONTRACT_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(VALUE_METRIC.WORKSPACE_ID))
                .and(OWNER.ID.eq(VALUE_METRIC.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "company", "state", "baseline", "measured", "target", "reached", "due_on", "owner");
    }

    @Override
    public Set<String> deadlines() {
        return Set.of("due_on");
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        VALUE_METRIC.ID,
                        VALUE_METRIC.OWNER_ID,
                        VALUE_METRIC.NAME,
                        coalesce(ACCOUNT.NAME, inline("")),
                        function("fold", String.class, concatWs(" ", VALUE_METRIC.NAME, ACCOUNT.NAME)))
                .from(VALUE_METRIC)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.WORKSPACE_ID.eq(VALUE_METRIC.WORKSPACE_ID))
                .and(ACCOUNT.ID.eq(VALUE_METRIC.COMPANY_ID))
                .where(VALUE_METRIC.ID.in(ids));
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        rules.prepare(draft, me);
    }
}
