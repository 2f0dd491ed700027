package io.diabolo.records;

import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes one record within a command's change set: values read, the type's own rules, the row, its history, its search. */
@Component
class RecordWriter {
    private final DSLContext sql;
    private final RecordInput inputs;
    private final RecordColumns columns;
    private final Lists lists;
    private final ChangeSets changeSets;
    private final RecordsBatch batch;
    private final JsonMapper json;
    private final Clock clock;

    RecordWriter(
            DSLContext sql,
            RecordInput inputs,
            RecordColumns columns,
            Lists lists,
            ChangeSets changeSets,
            RecordsBatch batch,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.inputs = inputs;
        this.columns = columns;
        this.lists = lists;
        this.changeSets = changeSets;
        this.batch = batch;
        this.json = json;
        this.clock = clock;
    }

    UUID create(RecordType type, Map<String, ? extends @Nullable Object> input, UUID changeSet, Actor me) {
        var given = inputs.read(type, input, me);
        var draft = new Draft(changeSet, null, Map.of(), given.own());
        prepare(type, draft, given, me);
        var row = columns.of(type, draft);
        var now = now();
        row.put(type.column("created_at", OffsetDateTime.class), now);
        row.put(type.column("updated_at", OffsetDateTime.class), now);
        row.put(type.column("created_in", UUID.class), changeSet);
        if (!given.custom().isEmpty()) {
            row.put(type.column("custom", JSONB.class), jsonb(withoutNulls(given.custom())));
        }
        var id = sql.insertInto(type.table())
                .set(row)
                .returningResult(type.column("id", UUID.class))
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, type.id(), id);
        batch.referred(type, draft.values());
        follow(type, id, new Written(changeSet, id, true, draft.values().keySet(), draft.extras()), me);
        return id;
    }

    /** Locks a record that the actor may see and change. */
    void lock(RecordType type, UUID id, @Nullable Integer version, Actor me) {
        var actual = sql.select(type.column("version", Integer.class))
                .from(type.table())
                .where(type.column("id", UUID.class).eq(id))
                .and(type.column("deleted_at", OffsetDateTime.class).isNull())
                .and(Visible.to(me, type))
                .forUpdate()
                .fetchOptional(type.column("version", Integer.class))
                .orElseThrow(() -> new NoSuchRecord(type.id(), id));
        if (version != null && !version.equals(actual)) {
            throw new StaleVersion(version, actual);
        }
    }

    /** Locks a record in the bin. @return false when it lies there no longer, or was merged */
    boolean lockInBin(RecordType type, UUID id) {
        return sql.select(type.column("id", UUID.class))
                        .from(type.table())
                        .where(type.column("id", UUID.class).eq(id))
                        .and(type.column("deleted_at", OffsetDateTime.class).isNotNull())
                        .and(Merges.isApart(type))
                        .forUpdate()
                        .fetchOne()
                != null;
    }

    /** @return false when every value was the same already: nothing was written */
    boolean update(RecordType type, UUID id, Map<String, ? extends @Nullable Object> input, UUID changeSet, Actor me) {
        var given = inputs.read(type, input, me);
        var shown = lists.find(type, id, false, me);
        if (shown == null) {
            throw new NoSuchRecord(type.id(), id);
        }
        var draft = new Draft(changeSet, id, plain(shown), given.own());
        prepare(type, draft, given, me);
        if (!change(type, id, columns.of(type, draft), given.custom(), draft.extras(), changeSet, me)) {
            return false;
        }
        batch.referred(type, draft.values());
        return true;
    }

    /** Whether these values can be read at all. @throws BadInput naming each that can't */
    void check(RecordType type, Map<String, ? extends @Nullable Object> input, Actor me) {
        var faults = inputs.read(type, input, me).faults();
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    /** Values of another record of the type, which were right there, so that nothing is derived from them again. */
    void take(
            RecordType type,
            UUID id,
            Map<Field<?>, @Nullable Object> wanted,
            Map<String, @Nullable Object> custom,
            UUID changeSet,
            Actor me) {
        change(type, id, wanted, custom, Map.of(), changeSet, me);
    }

    private boolean change(
            RecordType type,
            UUID id,
            Map<Field<?>, @Nullable Object> wanted,
            Map<String, @Nullable Object> custom,
            Map<String, @Nullable Object> extras,
            UUID changeSet,
            Actor me) {
        var row = sql.selectFrom(type.table())
                .where(type.column("id", UUID.class).eq(id))
                .fetchSingle();
        var change = new RowChange(json, type, row, wanted, custom);
        if (change.isNone()) {
            return false;
        }
        write(type, id, change);
        changeSets.updated(changeSet, type.id(), id, change.before, change.after);
        var changed = columns.fieldsOf(type, change.after.keySet());
        follow(type, id, new Written(changeSet, id, false, changed, extras), me);
        return true;
    }

    private void write(RecordType type, UUID id, RowChange change) {
        var set = new HashMap<Field<?>, @Nullable Object>(change.columns);
        if (change.custom != null) {
            set.put(type.column("custom", JSONB.class), jsonb(change.custom));
        }
        var version = type.column("version", Integer.class);
        set.put(version, version.plus(1));
        set.put(type.column("updated_at", OffsetDateTime.class), now());
        sql.update(type.table())
                .set(set)
                .where(type.column("id", UUID.class).eq(id))
                .execute();
    }

    void delete(RecordType type, UUID id, UUID changeSet, Actor me) {
        mark(type, id, now());
        changeSets.deleted(changeSet, type.id(), id);
        follow(type, id, new Written(changeSet, id, false, Set.of("deleted_at"), Map.of()), me);
    }

    void restore(RecordType type, UUID id, UUID changeSet, Actor me) {
        mark(type, id, null);
        changeSets.restored(changeSet, type.id(), id);
        follow(type, id, new Written(changeSet, id, false, Set.of("deleted_at"), Map.of()), me);
    }

    private void mark(RecordType type, UUID id, @Nullable OffsetDateTime at) {
        var version = type.column("version", Integer.class);
        sql.update(type.table())
                .set(type.column("deleted_at", OffsetDateTime.class), at)
                .set(version, version.plus(1))
                .where(type.column("id", UUID.class).eq(id))
                .execute();
    }

    /** The record's name, as titles and links show it. */
    String label(RecordType type, UUID id) {
        var first = type.field(type.defaultColumns().getFirst());
        var value = sql.select(first.column())
                .from(type.from())
                .where(type.column("id", UUID.class).eq(id))
                .fetchOne(first.column());
        return value == null ? "" : value.toString();
    }

    private static void prepare(RecordType type, Draft draft, RecordInput.Given given, Actor me) {
        if (given.faults().isEmpty()) {
            List.copyOf(draft.values().entrySet()).forEach(entry -> {
                if (entry.getValue() instanceof NewReference meant) {
                    var field = type.field(entry.getKey());
                    draft.set(field.name(), type.createReference(field, meant.name(), draft, me));
                }
            });
            type.prepare(draft, me);
        }
        var faults = new java.util.ArrayList<>(given.faults());
        faults.addAll(draft.faults());
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    private void follow(RecordType type, UUID id, Written written, Actor me) {
        type.written(written, me);
        // Nothing refers to what is new, so nobody keeps anything of it yet.
        batch.found(type, one(type, id), written.created() ? Set.of() : written.changed());
    }

    static Select<Record1<UUID>> one(RecordType type, UUID id) {
        var column = type.column("id", UUID.class);
        return select(column).from(type.table()).where(column.eq(id));
    }

    private static Map<String, @Nullable Object> plain(RecordRow row) {
        var values = new HashMap<String, @Nullable Object>();
        row.values()
                .forEach((name, value) ->
                        values.put(name, value instanceof Reference reference ? reference.id() : value));
        return values;
    }

    private static Map<String, Object> withoutNulls(Map<String, @Nullable Object> values) {
        var rest = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> {
            if (value != null) {
                rest.put(key, value);
            }
        });
        return rest;
    }

    private JSONB jsonb(Object value) {
        return JSONB.valueOf(json.writeValueAsString(value));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
