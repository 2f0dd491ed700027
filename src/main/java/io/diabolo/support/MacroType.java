package io.diabolo.support;

import static io.diabolo.jooq.Tables.MACRO;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Answers that are written often, as a list; whoever answers tickets writes them for all. */
@Component
@Order(81)
class MacroType implements RecordType {
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");
    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, MACRO.NAME).sortedBy(MACRO.NAME_KEY),
            RecordField.of("body", LONG_TEXT, MACRO.BODY).without(Use.BULK, Use.SORT),
            RecordField.choice("sets_status", MACRO.SETS_STATUS, List.of("open", "pending", "on_hold", "solved")),
            RecordField.choice("sets_priority", MACRO.SETS_PRIORITY, TicketType.PRIORITIES),
            RecordField.member("owner", MACRO.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, MACRO.EXTERNAL_ID).under(SELDOM).without(Use.BULK),
            RecordField.computed("created_at", INSTANT, MACRO.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, MACRO.UPDATED_AT));

    @Override
    public String id() {
        return "macro";
    }

    @Override
    public String plural() {
        return "macros";
    }

    @Override
    public Table<?> table() {
        return MACRO;
    }

    @Override
    public Table<?> from() {
        return MACRO.leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(MACRO.WORKSPACE_ID))
                .and(OWNER.ID.eq(MACRO.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "sets_status", "sets_priority", "owner", "updated_at");
    }

    /** None: everybody answers with them. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        MACRO.ID,
                        val(null, UUID.class),
                        MACRO.NAME,
                        inline(""),
                        function("fold", String.class, concatWs(" ", MACRO.NAME, MACRO.EXTERNAL_ID)))
                .from(MACRO)
                .where(MACRO.ID.in(ids));
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        if (draft.text("name") == null) {
            draft.fault("name", "sla.fault.name");
        }
        if (draft.value("body") == null) {
            draft.set("body", "");
        }
        if (draft.isNew() && draft.value("owner") == null) {
            draft.set("owner", me.member().value());
        }
    }
}
