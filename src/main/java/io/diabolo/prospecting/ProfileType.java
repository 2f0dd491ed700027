package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PRIORITY;
import static io.diabolo.jooq.Tables.TARGET_PROFILE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Target profiles as lists, API and search see them. They are the team's: everybody reads them. */
@Component
@Order(24)
class ProfileType implements RecordType {
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    /** Fetched when it is used: rules ask the record types for their words. */
    private final ObjectProvider<Criteria> criteria;

    ProfileType(ObjectProvider<Criteria> criteria) {
        this.criteria = criteria;
    }

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, TARGET_PROFILE.NAME).sortedBy(TARGET_PROFILE.NAME_KEY),
            RecordField.reference("priority", "priority", TARGET_PROFILE.PRIORITY_ID, PRIORITY.NAME)
                    .without(Use.FILTER),
            RecordField.of("companies", LONG_TEXT, TARGET_PROFILE.COMPANIES).without(Use.BULK, Use.SORT),
            RecordField.of("people", LONG_TEXT, TARGET_PROFILE.PEOPLE).without(Use.BULK, Use.SORT),
            RecordField.of("note", LONG_TEXT, TARGET_PROFILE.NOTE),
            RecordField.member("owner", TARGET_PROFILE.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, TARGET_PROFILE.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, TARGET_PROFILE.CREATED_AT),
            RecordField.computed("updated_at", INSTANT, TARGET_PROFILE.UPDATED_AT));

    @Override
    public String id() {
        return "target_profile";
    }

    @Override
    public String plural() {
        return "target-profiles";
    }

    @Override
    public Table<?> table() {
        return TARGET_PROFILE;
    }

    @Override
    public Table<?> from() {
        return TARGET_PROFILE
                .leftJoin(PRIORITY)
                .on(PRIORITY.WORKSPACE_ID.eq(TARGET_PROFILE.WORKSPACE_ID))
                .and(PRIORITY.ID.eq(TARGET_PROFILE.PRIORITY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(TARGET_PROFILE.WORKSPACE_ID))
                .and(OWNER.ID.eq(TARGET_PROFILE.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "priority", "owner", "created_at");
    }

    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        if (draft.text("name") == null) {
            draft.fault("name", "prospecting.fault.name");
        }
        for (var side : Criteria.Side.values()) {
            var name = side.field();
            if (draft.gives(name)) {
                var lines = Criteria.tidy(draft.text(name));
                draft.set(name, lines);
                criteria.getObject().refuse(side, lines, name, draft);
            }
        }
    }

    @Override
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        TARGET_PROFILE.ID,
                        val(null, UUID.class),
                        TARGET_PROFILE.NAME,
                        coalesce(TARGET_PROFILE.NOTE, inline("")),
                        function("fold", String.class, TARGET_PROFILE.NAME))
                .from(TARGET_PROFILE)
                .where(TARGET_PROFILE.ID.in(ids));
    }
}
