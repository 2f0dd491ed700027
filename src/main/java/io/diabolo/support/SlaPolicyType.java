package io.diabolo.support;

import static io.diabolo.jooq.Tables.SLA_POLICY;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Service levels as a list: the first that fits a ticket says what is promised. */
@Component
@Order(80)
class SlaPolicyType implements RecordType {
    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, SLA_POLICY.NAME).sortedBy(SLA_POLICY.NAME_KEY),
            RecordField.of("position", INTEGER, SLA_POLICY.POSITION),
            RecordField.choice("segment", SLA_POLICY.SEGMENT, SlaPolicies.SEGMENTS),
            RecordField.choice("contract", SLA_POLICY.CONTRACT, List.of("running", "none")),
            RecordField.choice("priority", SLA_POLICY.PRIORITY, TicketType.PRIORITIES),
            RecordField.of("first_minutes", INTEGER, SLA_POLICY.FIRST_MINUTES),
            RecordField.of("next_minutes", INTEGER, SLA_POLICY.NEXT_MINUTES),
            RecordField.of("resolution_hours", INTEGER, SLA_POLICY.RESOLUTION_HOURS),
            RecordField.of("external_id", TEXT, SLA_POLICY.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, SLA_POLICY.CREATED_AT));

    @Override
    public String id() {
        return "sla_policy";
    }

    @Override
    public String plural() {
        return "sla-policies";
    }

    @Override
    public Table<?> table() {
        return SLA_POLICY;
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of(
                "name",
                "position",
                "segment",
                "contract",
                "priority",
                "first_minutes",
                "next_minutes",
                "resolution_hours");
    }

    @Override
    public String defaultSort() {
        return "position";
    }

    /** None: what is promised, all may know. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        SupportRights.lead(me);
        if (draft.text("name") == null) {
            draft.fault("name", "sla.fault.name");
        }
        if (draft.value("position") == null) {
            draft.set("position", 100L);
        }
        between(draft, "position", 0, 100_000);
        between(draft, "first_minutes", 1, 10_000);
        between(draft, "next_minutes", 1, 10_000);
        between(draft, "resolution_hours", 1, 2_000);
    }

    private static void between(Draft draft, String field, long least, long most) {
        if (draft.gives(field) && draft.value(field) instanceof Long given && (given < least || given > most)) {
            draft.fault(field, "sla.fault.between", least, most);
        }
    }

    /** Deleting and taking back too. */
    @Override
    public void written(Written written, Actor me) {
        SupportRights.lead(me);
    }
}
