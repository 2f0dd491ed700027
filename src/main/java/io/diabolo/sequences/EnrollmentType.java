package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.SEQUENCE;

import io.diabolo.platform.Actor;
import io.diabolo.records.FieldKind;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.web.Ui;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Runs as lists, the API and files see them. */
@Component
@Order(45)
class EnrollmentType implements RecordType {
    static final List<String> STATES = List.of("running", "paused", "finished", "stopped");
    private static final List<String> REASONS =
            Arrays.stream(EndReason.values()).map(EndReason::id).toList();

    private final List<RecordField> fields = List.of(
            shown(RecordField.reference("lead", "lead", ENROLLMENT.LEAD_ID, LEAD.NAME)),
            shown(RecordField.of("sequence", FieldKind.TEXT, SEQUENCE.NAME)),
            shown(RecordField.choice("state", ENROLLMENT.STATE, STATES)),
            shown(RecordField.choice("reason", ENROLLMENT.REASON, REASONS)),
            shown(RecordField.of("waiting", FieldKind.BOOLEAN, ENROLLMENT.WAITING)),
            shown(RecordField.of("position", FieldKind.INTEGER, ENROLLMENT.POSITION)),
            shown(RecordField.of("due", FieldKind.INSTANT, ENROLLMENT.DUE)),
            shown(RecordField.of("answered_at", FieldKind.INSTANT, ENROLLMENT.ANSWERED_AT)),
            shown(RecordField.member("owner", ENROLLMENT.OWNER_ID, MEMBER.NAME)),
            shown(RecordField.of("enrolled_at", FieldKind.INSTANT, ENROLLMENT.ENROLLED_AT)),
            shown(RecordField.of("ended_at", FieldKind.INSTANT, ENROLLMENT.ENDED_AT)));

    private final DSLContext sql;

    EnrollmentType(DSLContext sql) {
        this.sql = sql;
    }

    private static RecordField shown(RecordField field) {
        return field.only(Use.COLUMN, Use.FILTER, Use.SORT);
    }

    @Override
    public String id() {
        return "enrollment";
    }

    @Override
    public String plural() {
        return "enrollments";
    }

    @Override
    public Table<?> table() {
        return ENROLLMENT;
    }

    @Override
    public Table<?> from() {
        return ENROLLMENT
                .join(SEQUENCE)
                .on(SEQUENCE.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(SEQUENCE.ID.eq(ENROLLMENT.SEQUENCE_ID))
                .join(LEAD)
                .on(LEAD.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(LEAD.ID.eq(ENROLLMENT.LEAD_ID))
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(MEMBER.ID.eq(ENROLLMENT.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("lead", "sequence", "state", "reason", "due", "owner", "enrolled_at");
    }

    @Override
    public String defaultSort() {
        return "-enrolled_at";
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    /** Of one sequence, from its page. */
    @Override
    public @Nullable Condition special(String parameter, String value, Actor me) {
        if (!parameter.equals("of")) {
            return RecordType.super.special(parameter, value, me);
        }
        return value.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? ENROLLMENT.SEQUENCE_ID.eq(UUID.fromString(value))
                : null;
    }

    @Override
    public String specialText(String parameter, String value, Ui ui) {
        return parameter.equals("of")
                ? String.valueOf(sql.select(SEQUENCE.NAME)
                        .from(SEQUENCE)
                        .where(SEQUENCE.ID.eq(UUID.fromString(value)))
                        .fetchOne(SEQUENCE.NAME))
                : RecordType.super.specialText(parameter, value, ui);
    }

    /** They are found through their leads. */
    @Override
    public Set<String> searched() {
        return Set.of();
    }
}
