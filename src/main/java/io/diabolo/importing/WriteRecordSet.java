package io.diabolo.importing;

import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** Staged rows become records: new ones at once, known ones where they differ, with their old values in the change set. */
final class WriteRecordSet {
    /**
     * Whether a value is another. A spreadsheet takes {@code 01000} and {@code +33612345678} for numbers and writes 1000 and
     * 33612345678 back: what differs by that alone was not edited.
     */
    private static final String EDITED = "old -> key is distinct from new -> key"
            + " and not coalesce(old ->> key ~ '^[+0][0-9]+$' and ltrim(old ->> key, '+0') = new ->> key, false)";

    private final DSLContext sql;
    private final UUID changeSet;

    WriteRecordSet(DSLContext sql, UUID changeSet) {
        this.sql = sql;
        this.changeSet = changeSet;
    }

    void write(RecordSet set) {
        create(set);
        update(set);
    }

    private void run(RecordSet set, String statement, Object... bindings) {
        sql.execute(statement.replace("%s", "staged_" + set.target()), bindings);
    }

    private void create(RecordSet set) {
        run(
                set,
                """
                insert into table_ (id, created_in, external_id, custom, columns_)
                select s.record_id, ?, s.external_id, s.custom, values_
                from %s s where s.action = 'create' order by s.row_id
                """.replace("table_", set.table())
                        .replace(
                                "columns_",
                                set.columns().stream()
                                        .map(RecordSet.Column::name)
                                        .collect(Collectors.joining(", ")))
                        .replace(
                                "values_",
                                set.columns().stream()
                                        .map(RecordSet.Column::value)
                                        .collect(Collectors.joining(", "))),
                changeSet);
    }

    /** Only what differs is written, over what is there now: the rows are locked, so nobody else's edit is lost. */
    private void update(RecordSet set) {
        run(set, """
                select count(*) from (
                    select r.id from table_ r where r.id in (select s.record_id from %s s where s.action = 'update')
                    order by r.id for update) locked
                """.replace("table_", set.table()));
        compare(set);
        run(set, """
                update %s s set action = 'unchanged' from changed_target_ c where c.row_id = s.row_id and c.after is null
                """.replace("target_", set.target()));
        var assignments = set.columns().stream()
                .map(column -> "name_ = case when jsonb_exists(c.after, 'name_') then n.name_ else r.name_ end"
                        .replace("name_", column.name()))
                .collect(Collectors.joining(", "));
        sql.execute("""
                update table_ r set assignments_, external_id = coalesce(n.external_id, r.external_id),
                       custom = (r.custom || own.written) - own.emptied, updated_at = now(), version = r.version + 1
                from changed_target_ c, lateral jsonb_populate_record(null::table_, c.after) n,
                     lateral (select coalesce(jsonb_object_agg(substr(key, 8), value) filter (where value <> 'null'), '{}') as written,
                                     coalesce(array_agg(substr(key, 8)) filter (where value = 'null'), '{}') as emptied
                              from jsonb_each(c.after) where key like 'custom.%') own
                where c.after is not null and r.id = c.id
                """.replace("assignments_", assignments)
                .replace("target_", set.target())
                .replace("table_", set.table()));
        sql.execute("""
                insert into change (change_set_id, record_type, record_id, kind, before, after)
                select ?, 'table_', id, 'updated', before, after from changed_target_ where after is not null
                on conflict do nothing
                """.replace("target_", set.target()).replace("table_", set.table()), changeSet);
    }

    /** Before and after, column by column and own field by own field, as a single edit's history has them. */
    private void compare(RecordSet set) {
        var before = set.columns().stream()
                .map(column -> "'" + column.name() + "', r." + column.name())
                .collect(Collectors.joining(", "));
        var after = set.columns().stream()
                .map(column -> "'" + column.name() + "', " + column.updated())
                .collect(Collectors.joining(", "));
        run(set, """
                create temporary table changed_target_ on commit drop as
                select row_id, id,
                    (select jsonb_object_agg(key, old -> key) from jsonb_object_keys(new) key where edited_) as before,
                    (select jsonb_object_agg(key, new -> key) from jsonb_object_keys(new) key where edited_) as after
                from (select s.row_id, r.id,
                             jsonb_build_object(before_, 'external_id', r.external_id) || own.old as old,
                             jsonb_build_object(after_, 'external_id', coalesce(r.external_id, s.external_id)) || own.new as new
                      from %s s join table_ r on r.id = s.record_id,
                      lateral (select coalesce(jsonb_object_agg('custom.' || key, coalesce(r.custom -> key, 'null')), '{}') as old,
                                      coalesce(jsonb_object_agg('custom.' || key, coalesce(
                                          case when s.mode = 'fill' then coalesce(r.custom -> key, s.custom -> key)
                                               else s.custom -> key end, 'null')), '{}') as new
                               from (select jsonb_object_keys(s.custom) as key
                                     union select substr(cleared, 8) from unnest(s.clears) cleared
                                     where cleared like 'custom.%' and s.matched_by = 'id' and s.mode = 'overwrite') keys) own
                      where s.action = 'update'
                      offset 0) compared -- or it is worked out again for each key
                """.replace("edited_", EDITED)
                .replace("before_", before)
                .replace("after_", after)
                .replace("target_", set.target())
                .replace("table_", set.table()));
    }
}
