package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.PRIORITY;
import static io.diabolo.jooq.Tables.TARGET_LIST;
import static io.diabolo.jooq.Tables.TARGET_PROFILE;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.INTEGER;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.TEXT;
import static io.diabolo.records.FormPart.SELDOM;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.records.Draft;
import io.diabolo.records.RecordField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Target lists as lists, API and search see them: each is its owner's and of those who see the owner's records. */
@Component
@Order(26)
class ListType implements RecordType {
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, TARGET_LIST.NAME).sortedBy(TARGET_LIST.NAME_KEY),
            RecordField.choice("kind", TARGET_LIST.KIND, List.of("static", "dynamic"))
                    .without(Use.BULK),
            RecordField.choice("holds", TARGET_LIST.HOLDS, List.of("company", "person"))
                    .without(Use.BULK),
            RecordField.reference("profile", "target_profile", TARGET_LIST.PROFILE_ID, TARGET_PROFILE.NAME)
                    .without(Use.BULK),
            RecordField.reference("priority", "priority", TARGET_LIST.PRIORITY_ID, PRIORITY.NAME),
            RecordField.of("most", INTEGER, TARGET_LIST.MOST).without(Use.BULK),
            RecordField.of("note", LONG_TEXT, TARGET_LIST.NOTE),
            RecordField.member("owner", TARGET_LIST.OWNER_ID, OWNER.NAME),
            RecordField.of("external_id", TEXT, TARGET_LIST.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("refreshed_at", INSTANT, TARGET_LIST.REFRESHED_AT),
            RecordField.computed("created_at", INSTANT, TARGET_LIST.CREATED_AT));

    @Override
    public String id() {
        return "target_list";
    }

    @Override
    public String plural() {
        return "lists";
    }

    @Override
    public Table<?> table() {
        return TARGET_LIST;
    }

    @Override
    public Table<?> from() {
        return TARGET_LIST
                .leftJoin(TARGET_PROFILE)
                .on(TARGET_PROFILE.WORKSPACE_ID.eq(TARGET_LIST.WORKSPACE_ID))
                .and(TARGET_PROFILE.ID.eq(TARGET_LIST.PROFILE_ID))
                .leftJoin(PRIORITY)
                .on(PRIORITY.WORKSPACE_ID.eq(TARGET_LIST.WORKSPACE_ID))
                .and(PRIORITY.ID.eq(TARGET_LIST.PRIORITY_ID))
                .leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(TARGET_LIST.WORKSPACE_ID))
                .and(OWNER.ID.eq(TARGET_LIST.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "kind", "holds", "profile", "priority", "owner", "created_at");
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        if (draft.text("name") == null) {
            draft.fault("name", "prospecting.fault.name");
        }
        usual(draft, "kind", "static");
        usual(draft, "holds", "company");
        if (!draft.isNew() && draft.gives("holds")) {
            draft.fault("holds", "target-list.fault.holds");
        }
        if (Objects.equals(draft.value("kind"), "dynamic") && draft.value("profile") == null) {
            draft.fault("profile", "target-list.fault.profile");
        }
        if (draft.value("most") instanceof Number most && (most.longValue() < 1 || most.longValue() > 1_000_000)) {
            draft.fault("most", "target-list.fault.most");
        }
        if (draft.isNew() && draft.value("owner") == null) {
            draft.set("owner", me.member().value());
        }
    }

    private static void usual(Draft draft, String field, String value) {
        if (draft.gives(field) && draft.value(field) == null) {
            draft.set(field, value);
        }
    }

    @Override
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        TARGET_LIST.ID,
                        TARGET_LIST.OWNER_ID,
                        TARGET_LIST.NAME,
                        coalesce(TARGET_LIST.NOTE, inline("")),
                        function("fold", String.class, TARGET_LIST.NAME))
                .from(TARGET_LIST)
                .where(TARGET_LIST.ID.in(ids));
    }
}
