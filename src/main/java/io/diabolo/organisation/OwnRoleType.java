package io.diabolo.organisation;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OWN_ROLE;
import static io.diabolo.records.FieldKind.BOOLEAN;
import static io.diabolo.records.FieldKind.INSTANT;
import static io.diabolo.records.FieldKind.LONG_TEXT;
import static io.diabolo.records.FieldKind.MULTI_CHOICE;
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
import io.diabolo.records.Written;
import io.diabolo.roles.CanonicalRole;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A workspace's own roles as lists, API and files see them. Each is based on one of the catalogue, which stays as it is:
 * taking the own role away brings it back.
 */
@Component
@Order(89)
class OwnRoleType implements RecordType {
    private static final io.diabolo.jooq.tables.Member OWNER = MEMBER.as("owner");

    private final List<RecordField> fields = List.of(
            RecordField.of("name", TEXT, OWN_ROLE.NAME).sortedBy(OWN_ROLE.NAME_KEY),
            RecordField.choice(
                            "based_on",
                            OWN_ROLE.BASED_ON,
                            CanonicalRole.catalogue().stream()
                                    .map(CanonicalRole::id)
                                    .toList())
                    .without(Use.BULK),
            RecordField.of("replaces", BOOLEAN, OWN_ROLE.REPLACES).without(Use.BULK),
            RecordField.of("stages", MULTI_CHOICE, OWN_ROLE.STAGES)
                    .suggesting(PositionType.STAGES)
                    .without(Use.BULK, Use.SORT),
            RecordField.of("channels", MULTI_CHOICE, OWN_ROLE.CHANNELS)
                    .suggesting(PositionType.CHANNELS)
                    .without(Use.BULK, Use.SORT),
            RecordField.of("note", LONG_TEXT, OWN_ROLE.NOTE).without(Use.SORT, Use.BULK),
            RecordField.member("owner", OWN_ROLE.OWNER_ID, OWNER.NAME).under(SELDOM),
            RecordField.of("external_id", TEXT, OWN_ROLE.EXTERNAL_ID)
                    .under(SELDOM)
                    .without(Use.BULK),
            RecordField.computed("created_at", INSTANT, OWN_ROLE.CREATED_AT));

    @Override
    public String id() {
        return "own_role";
    }

    @Override
    public String plural() {
        return "own-roles";
    }

    @Override
    public Table<?> table() {
        return OWN_ROLE;
    }

    @Override
    public Table<?> from() {
        return OWN_ROLE.leftJoin(OWNER)
                .on(OWNER.WORKSPACE_ID.eq(OWN_ROLE.WORKSPACE_ID))
                .and(OWNER.ID.eq(OWN_ROLE.OWNER_ID));
    }

    @Override
    public List<RecordField> fields() {
        return fields;
    }

    @Override
    public List<String> defaultColumns() {
        return List.of("name", "based_on", "replaces", "stages", "channels");
    }

    /** None: everybody sees what a role is here. */
    @Override
    public List<Field<UUID>> owners() {
        return List.of();
    }

    @Override
    @SuppressWarnings("unchecked") // the varargs of concatWs
    public Select<?> searchEntries(Select<Record1<UUID>> ids) {
        return select(
                        OWN_ROLE.ID,
                        val(null, UUID.class),
                        OWN_ROLE.NAME,
                        inline(""),
                        function("fold", String.class, concatWs(" ", OWN_ROLE.NAME, OWN_ROLE.EXTERNAL_ID)))
                .from(OWN_ROLE)
                .where(OWN_ROLE.ID.in(ids));
    }

    @Override
    public void prepare(Draft draft, Actor me) {
        PositionRights.change(me);
        if (draft.text("name") == null) {
            draft.fault("name", "position.fault.name");
        }
        if (draft.text("based_on") == null) {
            draft.fault("based_on", "position.fault.role");
        }
        if (draft.isNew() && draft.value("owner") == null) {
            draft.set("owner", me.member().value());
        }
    }

    @Override
    public void written(Written written, Actor me) {
        PositionRights.change(me);
    }
}
