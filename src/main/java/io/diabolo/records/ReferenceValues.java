package io.diabolo.records;

import static io.diabolo.jooq.Tables.MEMBER;
import static org.jooq.impl.DSL.noCondition;

import io.diabolo.platform.Actor;
import io.diabolo.records.FieldValues.Unreadable;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds the record or member that a value means: by id, by {@code external_id:…}, or by a name that only one has. */
@Component
class ReferenceValues {
    static final String EXTERNAL = "external_id:";
    private final DSLContext sql;
    private final ObjectProvider<RecordType> types;

    ReferenceValues(DSLContext sql, ObjectProvider<RecordType> types) {
        this.sql = sql;
        this.types = types;
    }

    UUID record(ListField field, String text, Actor me) {
        var wanted = field.field().reference();
        var type = types.stream()
                .filter(one -> one.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Unreadable("reference", text));
        var id = FieldConditions.uuid(text);
        if (id != null) {
            return only(find(type, survivor(type, id), me), text);
        }
        if (text.startsWith(EXTERNAL)) {
            var external = text.substring(EXTERNAL.length());
            return only(find(type, type.column("external_id", String.class).eq(external), me), text);
        }
        var name = type.table().field("name_key", String.class);
        if (name == null) {
            throw new Unreadable("reference", text);
        }
        return only(find(type, name.eq(FieldConditions.fold(text)), me), text);
    }

    /** The id of a merged record leads on, as it does where one reads. */
    private Condition survivor(RecordType type, UUID id) {
        var own = type.column("id", UUID.class);
        if (!Merges.isPossible(type)) {
            return own.eq(id);
        }
        var into = type.column("merged_into", UUID.class);
        var merged = sql.select(into).from(type.table()).where(own.eq(id)).fetchOne(into);
        return own.eq(merged == null ? id : merged);
    }

    private List<UUID> find(RecordType type, Condition condition, Actor me) {
        var id = type.column("id", UUID.class);
        var deleted = type.table().field("deleted_at", OffsetDateTime.class);
        return sql.select(id)
                .from(type.table())
                .where(condition)
                .and(deleted == null ? noCondition() : deleted.isNull())
                .and(Visible.to(me, type))
                .limit(2)
                .fetch(id);
    }

    private static UUID only(List<UUID> found, String text) {
        return switch (found.size()) {
            case 0 -> throw new Unreadable("reference", text);
            case 1 -> found.getFirst();
            default -> throw new Unreadable("reference-ambiguous", text);
        };
    }

    UUID member(String text, Actor me) {
        if (text.equals("me")) {
            return me.member().value();
        }
        var id = FieldConditions.uuid(text);
        var condition = id != null
                ? MEMBER.ID.eq(id)
                : text.contains("@")
                        ? MEMBER.EMAIL.eq(text.toLowerCase(Locale.ROOT))
                        : MEMBER.NAME_KEY.eq(FieldConditions.fold(text));
        var found = sql.select(MEMBER.ID)
                .from(MEMBER)
                .where(condition)
                .and(MEMBER.STATE.ne("left"))
                .limit(2)
                .fetch(MEMBER.ID);
        return switch (found.size()) {
            case 0 -> throw new Unreadable("member", text);
            case 1 -> found.getFirst();
            default -> throw new Unreadable("reference-ambiguous", text);
        };
    }
}
