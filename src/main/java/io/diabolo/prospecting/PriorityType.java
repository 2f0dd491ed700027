package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PRIORITY;
import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.records.FieldKind.DATE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.concatWs;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import io.diabolo.records.Written;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The strategic choices of a sales manager. Everybody reads them, for they say what comes first; managers write them. */
@Component
@Order(22)
class PriorityType implements RecordType {
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, PRIORITY.NAME).sortedBy(PRIORITY.NAME_KEY),
            RecordField.choice("importance", PRIORITY.IMPORTANCE, List.of("high", "normal", "low")),
            RecordField.choice("segment", PRIORITY.SEGMENT, List.of("micro", "smb", "mid_market", "enterprise")),
            RecordField.of("territory", TEXT, PRIORITY.TERRITORY),
            RecordField.reference("product", "product", PRIORITY.PRODUCT_ID, PRODUCT.NAME),
            RecordField.of("starts_on", DATE, PRIORITY.STARTS_ON),
            RecordField.of("ends_on", DATE, PRIORITY.ENDS_ON),
            RecordField.of("note", LONG_TEXT, PRIORITY.NOTE),
            RecordField.member("owner", PRIORITY.OWNER_ID, OWNER.NAME).under(SELDOM),
            RecordField.of("external_id", TEXT, PRIORITY.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, PRIORITY.CREATED_AT));

    @Override
    public String id() {
        return "priority";
    }

    @Override
    public String plural() {
        return "priorities";
    }

    @Override
    public Table<?> table() {
        return PRIORITY;
    }

    @Override
    public Table<?> from() {
        return PRIORITY.leftJoin(PRODUCT)
                .on(PRODUCT.WORKSPACE_ID.eq(PRIORITY.WORKSPACE_ID))
                .and(PRODUCT.ID.eq(PRIORITY.PRODUCT_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(PRIORITY.WORKSPACE_ID))
                .and(OWNER.ID.eq(PRIORITY.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "importance", "segment", "territory", "product", "starts_on", "ends_on");
    }

    /** None: everybody has to know what comes first. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        mayDecide(me);
        if (draft.text("name") == null) {
            draft.fault("name", "prospecting.fault.name");
        }
        if (draft.gives("importance") && draft.value("importance") == null) {
            draft.set("importance", "normal");
        }
        if (draft.value("starts_on") instanceof LocalDate from
                && draft.value("ends_on") instanceof LocalDate until
                && until.isBefore(from)) {
            draft.fault("ends_on", "priority.fault.ends");
        }
    }

    /** Also where a bulk edit or the bin wrote. */
    @Override
    public void written(Written written, Actor me) {
        mayDecide(me);
    }

    static void mayDecide(Actor me) {
        if (!me.administrator() && !me.roles().contains("manager")) {
            throw new NotAllowed("priority");
        }
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        PRIORITY.ID,
                        val(null, UUID.class),
                        PRIORITY.NAME,
                        concatWs(" · ", PRIORITY.TERRITORY),
                        function("fold", String.class, concatWs(" ", PRIORITY.NAME, PRIORITY.TERRITORY)))
                .from(PRIORITY)
                .where(PRIORITY.ID.in(ids));
    }
}
