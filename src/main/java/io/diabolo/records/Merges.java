package io.diabolo.records;

import static io.diabolo.jooq.Tables.CHANGE_SET;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Several records of one kind become one: the survivor takes the values chosen and all that hung on the others, which stay
 * with {@code merged_into} so that their ids lead on. It is one change set, taken back by {@link Undo} like any other.
 */
@Service
public class Merges {
    /** More at once can't be compared field by field. */
    public static final int MOST = 5;

    private final DSLContext sql;
    private final RecordTypes types;
    private final Records records;
    private final RecordWriter writer;
    private final MovedReferences references;
    private final ChangeSets changeSets;
    private final JsonMapper json;

    Merges(
            DSLContext sql,
            RecordTypes types,
            Records records,
            RecordWriter writer,
            MovedReferences references,
            ChangeSets changeSets,
            JsonMapper json) {
        this.sql = sql;
        this.types = types;
        this.records = records;
        this.writer = writer;
        this.references = references;
        this.changeSets = changeSets;
        this.json = json;
    }

    /**
     * What shall become one.
     *
     * @param fields by field name the record whose value stays; what isn't named is proposed
     * @param versions of the records as they were shown; what isn't named is taken as it is
     */
    public record Wanted(UUID survivor, List<UUID> losers, Map<String, UUID> fields, Map<UUID, Integer> versions) {}

    /** The answer to "make one of these". */
    public sealed interface Answer {
        /** @param moved how many rows name the survivor now */
        record Done(RecordRow survivor, UUID changeSet, int moved) implements Answer {}

        /** Somebody merged one of them meanwhile; nothing was done. */
        record MergedAlready(UUID record, UUID into) implements Answer {}
    }

    public static boolean isPossible(RecordType type) {
        return type.table().field("merged_into") != null;
    }

    /** Not merged into another. */
    static Condition isApart(RecordType type) {
        var into = type.table().field("merged_into", UUID.class);
        return into == null ? noCondition() : into.isNull();
    }

    static boolean isMerge(DSLContext sql, UUID changeSet) {
        return sql.fetchExists(
                CHANGE_SET, CHANGE_SET.ID.eq(changeSet), CHANGE_SET.ACTION.in("company.merged", "person.merged"));
    }

    /** Where a merged record's id leads; null when it was never merged. */
    @Transactional(readOnly = true)
    public @Nullable UUID survivorOf(RecordType type, UUID id) {
        return isPossible(type)
                ? sql.select(type.column("merged_into", UUID.class))
                        .from(type.table())
                        .where(type.column("id", UUID.class).eq(id))
                        .fetchOne(type.column("merged_into", UUID.class))
                : null;
    }

    /** What would stay of each field. @throws NoSuchRecord also if one of them can't be seen */
    @Transactional(readOnly = true)
    public Merging prepare(RecordType type, Wanted wanted, Actor me) {
        Records.mayWrite(type, me);
        check(type, wanted);
        var rows = Stream.concat(Stream.of(wanted.survivor()), wanted.losers().stream())
                .map(id -> records.get(type, id, me))
                .toList();
        var fields = types.fields(type);
        wanted.fields().forEach((name, from) -> {
            if (fields.stream().noneMatch(field -> field.name().equals(name) && Merging.isTaken(field))) {
                throw new BadInput("fields." + name, "problem.field.unknown", name);
            }
            if (rows.stream().noneMatch(row -> row.id().equals(from))) {
                throw new BadInput("fields." + name, "problem.merge.from");
            }
        });
        return Merging.of(type, fields, rows, wanted.fields());
    }

    private static void check(RecordType type, Wanted wanted) {
        if (!isPossible(type)) {
            throw new NoSuchRecord("merge", type.id());
        }
        var all = wanted.losers();
        // An id that is no text at all, as a form may send it, comes as null.
        if (all.isEmpty()
                || all.stream().anyMatch(Objects::isNull)
                || all.contains(wanted.survivor())
                || all.stream().distinct().count() < all.size()) {
            throw new BadInput("loser_id", "problem.merge.other");
        }
        if (all.size() >= MOST) {
            throw new BadInput("loser_id", "problem.merge.most", MOST);
        }
    }

    /** @throws StaleVersion when one of them isn't as it was shown */
    @Transactional
    public Answer merge(RecordType type, Wanted wanted, Actor me) {
        Records.mayWrite(type, me);
        check(type, wanted);
        var locked = lock(type, wanted, me);
        for (var row : locked.values()) {
            var into = row.get("merged_into", UUID.class);
            if (into != null) {
                return new Answer.MergedAlready(row.get("id", UUID.class), into);
            }
        }
        checkVersions(wanted, locked);
        var merging = prepare(type, wanted, me);
        var changeSet = changeSets.open(me, type.id() + ".merged", "");
        var imposed = type.imposed(wanted.survivor(), wanted.losers(), changeSet);
        int moved = 0;
        for (var loser : wanted.losers()) {
            moved += references.move(type, loser, wanted.survivor(), changeSet);
        }
        take(merging, locked, imposed, changeSet, me);
        wanted.losers().forEach(loser -> mark(type, loser, wanted.survivor(), changeSet));
        changeSets.count(changeSet, 0, moved + wanted.losers().size(), 0);
        references.follow(changeSet, me);
        changeSets.entitle(changeSet, writer.label(type, wanted.survivor()));
        return new Answer.Done(records.get(type, wanted.survivor(), me), changeSet, moved);
    }

    /** In the order of their ids, so that two who merge the same wait for each other and don't lock each other out. */
    private Map<UUID, Record> lock(RecordType type, Wanted wanted, Actor me) {
        var ids = new ArrayList<>(wanted.losers());
        ids.add(wanted.survivor());
        var id = type.column("id", UUID.class);
        var locked = new LinkedHashMap<UUID, Record>();
        sql.selectFrom(type.table())
                .where(id.in(ids))
                .and(Visible.to(me, type))
                .orderBy(id)
                .forUpdate()
                .forEach(row -> locked.put(row.get(id), row));
        for (var one : ids) {
            if (!locked.containsKey(one)) {
                throw new NoSuchRecord(type.id(), one);
            }
        }
        return locked;
    }

    private static void checkVersions(Wanted wanted, Map<UUID, Record> locked) {
        wanted.versions().forEach((id, version) -> {
            var row = locked.get(id);
            if (row != null && !version.equals(row.get("version", Integer.class))) {
                throw new StaleVersion(version, row.get("version", Integer.class));
            }
        });
    }

    private void take(
            Merging merging,
            Map<UUID, Record> locked,
            Map<Field<?>, @Nullable Object> imposed,
            UUID changeSet,
            Actor me) {
        var survivor = merging.survivor().id();
        var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
        var custom = new HashMap<String, @Nullable Object>();
        for (var line : merging.lines()) {
            if (line.from().equals(survivor)) {
                continue;
            }
            var row = Objects.requireNonNull(locked.get(line.from()));
            var added = line.field().custom();
            if (added != null) {
                custom.put(added.key(), custom(merging.type(), row).get(added.key()));
            } else {
                columnsOf(merging.type(), line.field().field()).forEach(column -> columns.put(column, row.get(column)));
            }
        }
        above(merging.type(), locked, survivor, columns);
        columns.putAll(imposed);
        writer.take(merging.type(), survivor, columns, custom, changeSet, me);
    }

    private static List<Field<?>> columnsOf(RecordType type, RecordField field) {
        var all = new ArrayList<Field<?>>(List.of(field.column()));
        if (field.currency() != null) {
            all.add(field.currency());
        }
        all.addAll(type.beside(field));
        return all;
    }

    @SuppressWarnings("unchecked")
    private Map<String, @Nullable Object> custom(RecordType type, Record row) {
        return json.readValue(row.get(type.column("custom", JSONB.class)).data(), Map.class);
    }

    /** Who stood below a loser, at whatever depth, stands below what was above it: nothing is above itself. */
    private void above(
            RecordType type, Map<UUID, Record> locked, UUID survivor, Map<Field<?>, @Nullable Object> columns) {
        var parent = type.table().field("parent_id", UUID.class);
        if (parent == null) {
            return;
        }
        var wanted = columns.containsKey(parent)
                ? (UUID) columns.get(parent)
                : Objects.requireNonNull(locked.get(survivor)).get(parent);
        if (wanted == null) {
            return;
        }
        // After the move the losers' children are the survivor's, so its own line leads back to it where it was below.
        var circle = locked.containsKey(wanted)
                || sql.fetchSingle("""
                        with recursive line as (
                            select id, parent_id from {0} where id = {1}
                            union
                            select t.id, t.parent_id from {0} t join line on t.id = line.parent_id)
                        select exists (select from line where id = {2})
                        """, type.table().getUnqualifiedName(), val(wanted), val(survivor))
                        .get(0, Boolean.class);
        if (circle) {
            columns.put(
                    parent,
                    locked.values().stream()
                            .map(row -> row.get(parent))
                            .filter(one -> one != null && !locked.containsKey(one) && !one.equals(wanted))
                            .findFirst()
                            .orElse(null));
        }
    }

    private void mark(RecordType type, UUID loser, UUID survivor, UUID changeSet) {
        sql.execute("""
                with merged as (
                    update {0} set merged_into = {2}, deleted_at = now(), version = version + 1
                    where id = {1} returning id, deleted_at)
                insert into change (change_set_id, record_type, record_id, kind, before, after)
                select {3}, {4}, id, 'updated', '{"merged_into": null, "deleted_at": null}',
                       jsonb_build_object('merged_into', {2}, 'deleted_at', deleted_at)
                from merged
                on conflict (workspace_id, change_set_id, record_type, record_id)
                do update set before = excluded.before || change.before, after = change.after || excluded.after
                """, type.table().getUnqualifiedName(), val(loser), val(survivor), val(changeSet), val(type.id()));
    }
}
