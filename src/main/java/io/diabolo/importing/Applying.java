package io.diabolo.importing;

import io.diabolo.platform.Actor;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** One import being written, set by set, in one transaction: what its {@link ImportTarget}s work with. */
public final class Applying {
    private static final String NEW = "refusal is null and same_as is null and record_id is null";

    private final DSLContext sql;
    private final UUID changeSet;
    private final Actor me;
    private final ImportOptions options;
    private final ZoneId zone;
    private final Matching matching;

    Applying(DSLContext sql, UUID changeSet, Actor me, ImportOptions options, ZoneId zone) {
        this.sql = sql;
        this.changeSet = changeSet;
        this.me = me;
        this.options = options;
        this.zone = zone;
        this.matching = new Matching(sql, this);
    }

    public DSLContext sql() {
        return sql;
    }

    public UUID changeSet() {
        return changeSet;
    }

    public Actor me() {
        return me;
    }

    public ImportOptions options() {
        return options;
    }

    /** The workspace's zone, where a date without time begins. */
    public ZoneId zone() {
        return zone;
    }

    public Matching matching() {
        return matching;
    }

    /** Runs SQL in which each %s is the staged table. */
    public int run(String target, String statement, Object... bindings) {
        return sql.execute(statement.replace("%s", "staged_" + target), bindings);
    }

    /**
     * Goes on with the journeys that rows of this kind start or move, if there are any: in a table of their own with a key,
     * so that the planner knows how many, and does well from whichever side it begins.
     *
     * @param which SQL over the staged rows {@code s} that move a journey; updated ones are touched anyway
     */
    public void touching(String target, String which, Consumer<Select<Record1<UUID>>> goOn) {
        sql.execute("analyze staged_" + target);
        run(
                target,
                "create temporary table touched_target_ (id uuid primary key) on commit drop"
                        .replace("target_", target));
        // A subquery a row: of the records just written the planner knows nothing yet.
        run(target, """
                insert into touched_target_
                select s.journey_id from %s s where (which_) and s.journey_id is not null
                union
                select (select r.journey_id from target_ r where r.id = s.record_id) from %s s where s.action = 'update'
                """.replace("target_", target).replace("which_", which));
        // Of none, the planner would begin at the other end, with all journeys there are.
        if (!sql.fetchExists(DSL.selectOne().from(DSL.sql("touched_" + target)))) {
            return;
        }
        sql.execute("analyze touched_" + target);
        goOn.accept(DSL.select(DSL.field("t.id", UUID.class)).from(DSL.sql("touched_" + target + " t")));
    }

    /** Stages rows of a target that rows of another imply; columns and values over {@code s} in the same order. */
    public void imply(String target, String source, String columns, String values, String where) {
        sql.execute("""
                insert into staged_$target (derived, source_row, source_target, file_no, row_no, $columns)
                select true, s.row_id, '$source', s.file_no, s.row_no, $values
                from staged_$source s where s.refusal is null and ($where) order by s.row_id
                """.replace("$target", target)
                .replace("$source", source)
                .replace("$columns", columns)
                .replace("$values", values)
                .replace("$where", where));
    }

    /** The same, once for all rows that imply the same: where nobody asks which row it was. */
    public void implyOnce(String target, String source, String columns, String values, String where) {
        sql.execute("""
                insert into staged_$target (derived, source_row, source_target, file_no, row_no, $columns)
                select distinct on ($values) true, s.row_id, '$source', s.file_no, s.row_no, $values
                from staged_$source s where s.refusal is null and ($where) order by $values, s.row_id
                """.replace("$target", target)
                .replace("$source", source)
                .replace("$columns", columns)
                .replace("$values", values)
                .replace("$where", where));
    }

    /** Says what happens to each row: create, update, skip, reject or same (as another row); gives new rows their ids. */
    public void decide(String target) {
        decide(target, "");
    }

    /** The same, with what else is known of a row then: a write of all rows less. {@code new_} says that it becomes a record. */
    public void decide(String target, String also) {
        if (Matching.canMerge(target)) {
            matching.joinMerged(target);
        }
        run(
                target,
                """
                update %s s set
                    action = case when refusal is not null then 'reject'
                                  when same_as is not null then 'same'
                                  when record_id is null then 'create'
                                  when derived or (matched_by not in ('id', 'external_id') and ? = 'skip') then 'skip'
                                  else 'update' end,
                    mode = case when matched_by in ('id', 'external_id') then 'overwrite' else ? end,
                    record_id = case when refusal is not null then null
                                     when same_as is null then coalesce(record_id, uuidv7()) end also_
                """.replace("also_", also.isEmpty() ? "" : ", " + also.replace("new_", NEW)),
                options.duplicates().id(),
                options.duplicates().id());
        run(target, """
                update %s s set record_id = f.record_id from %s f where s.same_as = f.row_id and s.action = 'same'
                """);
        // Whoever joins records with their rows does well from whichever side the planner begins.
        run(target, "create index on %s (record_id)");
        sql.execute("analyze staged_" + target);
    }

    /** Writes the rows decided upon; updates keep the old values of the columns changed. */
    public void write(RecordSet set) {
        new WriteRecordSet(sql, changeSet).write(set);
    }
}
