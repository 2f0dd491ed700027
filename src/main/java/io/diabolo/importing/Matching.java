package io.diabolo.importing;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Which records the rows of an import are, and which they name; in silence none is chosen between two. */
public final class Matching {
    /** The keys asked for are looked up, computed before: row security lets only a plain comparison use an index. */
    private static final String EXISTING = """
            with named as materialized (
                select s.row_id, (key_)::text as key, (part_) as part from %s s
                where s.record_id is null and s.refusal is null and s.same_as is null and (all_)),
            wanted as materialized (select distinct key, part from named where key is not null),
            found as (
                select w.key, (array_agg(own_ order by r.id))[1] as id, count(distinct own_) as candidates
                from wanted w join table_ r on indexed_ = w.part and (other_)::text = w.key and alive_
                group by w.key)
            update %s s set
                record_id = case when f.candidates = 1 then f.id end,
                matched_by = case when f.candidates = 1 then 'how_' end,
                refusal = case when f.candidates > 1 then 'import.rejected.ambiguous' end,
                refusal_arg = case when f.candidates > 1 then f.key end
            from named n join found f on f.key = n.key
            where s.row_id = n.row_id
            """;

    private final DSLContext sql;
    private final Applying applying;

    Matching(DSLContext sql, Applying applying) {
        this.sql = sql;
        this.applying = applying;
    }

    private void run(String target, String statement) {
        applying.run(target, statement);
    }

    /** Rows that carry Diabolo's own id are that record, or none. */
    public void matchById(String target, String table) {
        run(
                target,
                """
                update %s s set record_id = own_, matched_by = 'id'
                from table_ r where s.id = r.id and s.refusal is null and alive_
                """.replace("own_", own(table)).replace("alive_", alive(table)).replace("table_", table));
        run(target, """
                update %s set refusal = 'import.rejected.no-such-id', refusal_arg = id::text
                where id is not null and record_id is null and refusal is null
                """);
        // A row given twice in one file isn't written twice.
        run(target, """
                update %s s set refusal = 'import.rejected.repeated', refusal_arg = f.row_no::text, same_as = f.row_id
                from (select id, min(row_id) as row_id, min(row_no) as row_no from %s
                      where id is not null and refusal is null group by id having count(*) > 1) f
                where s.id = f.id and s.row_id <> f.row_id and s.refusal is null
                """);
    }

    /**
     * Rows whose key is that of exactly one record are that record; two candidates are never chosen between in silence.
     * Rows of one import that share a key become one record.
     *
     * @param how the name of the rule
     * @param key SQL over the staged row {@code s}, null where the rule has nothing to say
     * @param recordKey SQL over the record {@code r}
     */
    public void match(String target, String table, String how, String key, String recordKey) {
        match(target, table, how, key, recordKey, key, recordKey);
    }

    /**
     * As above, with a part of the key that an index of the table finds.
     *
     * @param part SQL over the staged row {@code s}
     * @param indexed SQL over the record {@code r}, a plain column
     */
    public void match(
            String target, String table, String how, String key, String recordKey, String part, String indexed) {
        boolean byId = how.equals("external_id");
        var all = byId || applying.options().duplicates() != ImportOptions.Duplicates.CREATE ? "true" : "s.derived";
        run(
                target,
                EXISTING.replace("key_", key)
                        .replace("all_", all)
                        .replace("part_", part)
                        .replace("indexed_", indexed)
                        .replace("other_", recordKey)
                        .replace("own_", own(table))
                        .replace("alive_", alive(table))
                        .replace("table_", table)
                        .replace("how_", how));
        // Two rows with ids of their own are two records there, unless the register says that they are one.
        var joins = byId || how.equals("siren") ? all : "s.derived or s.external_id is null and " + all;
        // Implied rows always join the row that says the same; others are named as repeated.
        run(target, """
                update %s s set same_as = f.first_row,
                    refusal = case when s.derived then null else 'import.rejected.repeated' end,
                    refusal_arg = case when s.derived then null else f.first_no::text end
                from (select row_id, first_value(row_id) over same as first_row, first_value(row_no) over same as first_no,
                             row_number() over same as place
                      from (select s.row_id, s.row_no, s.derived, (key_) as key from %s s
                            where s.record_id is null and s.refusal is null and s.same_as is null) k
                      where key is not null
                      window same as (partition by key order by derived, row_id)) f
                where s.row_id = f.row_id and f.place > 1 and (joins_)
                """.replace("key_", key).replace("joins_", joins));
    }

    /**
     * Fills {@code <field>_id} with the record that the field's value names: by its id, its external id, else by one of
     * its keys.
     *
     * @param recordKeys SQL over the record {@code r}, compared with the value, then with its folded form
     */
    public void refer(String target, String field, String table, String... recordKeys) {
        for (var recordKey : recordKeys) {
            // Keys are computed before they are looked up: row security lets only a plain comparison use an index.
            run(target, """
                    with named as materialized (
                        select s.row_id, value_ as key from %s s
                        where s."field_" is not null and s."field__id" is null and s.refusal is null),
                    wanted as materialized (select distinct key from named where key is not null),
                    found as (
                        select w.key, (array_agg(own_ order by r.id))[1] as id
                        from wanted w join table_ r on other_ = w.key and alive_
                        group by w.key having count(distinct own_) = 1)
                    update %s s set "field__id" = f.id
                    from named n join found f on f.key = n.key
                    where s.row_id = n.row_id
                    """.replace("value_", named(recordKey))
                    .replace("field_", field)
                    .replace("other_", recordKey.equals("r.id::text") ? "r.id" : recordKey)
                    .replace("own_", own(table))
                    .replace("alive_", table.equals("member") ? "r.state <> 'left'" : alive(table))
                    .replace("table_", table));
        }
    }

    /** Rows implied by others that name a record by an id, as {@code same} says over {@code s} and {@code r}, are that record. */
    public void matchImplied(String target, String table, String same) {
        run(target, """
                update %s s set record_id = own_, matched_by = 'id'
                from table_ r where s.derived and same_ and s.record_id is null and s.refusal is null and alive_
                """.replace("same_", same)
                .replace("own_", own(table))
                .replace("alive_", alive(table))
                .replace("table_", table));
    }

    /** A file that was made before a merge has rows of both: the survivor's own says what it says, and the other is the same. */
    void joinMerged(String table) {
        if (!sql.fetchExists(DSL.selectOne()
                .from(DSL.name(table))
                .where(DSL.field(DSL.name("merged_into")).isNotNull()))) {
            return;
        }
        run(table, """
                update %s s set same_as = f.first_row
                from (select s.row_id, first_value(s.row_id) over same as first_row, row_number() over same as place
                      from %s s join table_ r on r.id = s.record_id
                      where s.refusal is null and s.same_as is null and not s.derived
                        and exists (select from table_ m where m.merged_into = r.id)
                      window same as (partition by s.record_id order by
                          (s.id is not distinct from r.id or s.external_id is not distinct from r.external_id) desc, s.row_id)) f
                where s.row_id = f.row_id and f.place > 1
                """.replace("table_", table));
    }

    /** A merged record goes on being known by what it was called, and is its survivor. */
    private static String own(String table) {
        return canMerge(table) ? "coalesce(r.merged_into, r.id)" : "r.id";
    }

    static String alive(String table) {
        return canMerge(table) ? "(r.deleted_at is null or r.merged_into is not null)" : "r.deleted_at is null";
    }

    static boolean canMerge(String table) {
        return table.equals("company") || table.equals("person");
    }

    /** What a field's value is compared as with this key. */
    private static String named(String recordKey) {
        return switch (recordKey) {
            case "r.id::text" -> "case when pg_input_is_valid(s.\"field_\", 'uuid') then s.\"field_\"::uuid end";
            case "r.name_key" -> "fold(s.\"field_\")";
            default -> "s.\"field_\"";
        };
    }

    /** Rows whose reference leads nowhere are rejected, or lose it, as was chosen. */
    public void missing(String target, String field) {
        if (applying.options().missing() == ImportOptions.Missing.EMPTY) {
            return;
        }
        run(target, """
                update %s s set refusal = 'import.rejected.missing', refusal_arg = s."field_"
                where s."field_" is not null and s."field__id" is null and s.refusal is null and s."field__optional" is not true
                """.replace("field_", field));
    }

    /** The owner, by address, name or id. Of two members with one name neither is chosen in silence, nor left out. */
    public void referOwner(String target) {
        refer(target, "owner", "member", "lower(r.email)", "r.name_key", "r.id::text");
        run(target, """
                update %s s set refusal = 'import.rejected.ambiguous', refusal_arg = s.owner
                where s.owner is not null and s.owner_id is null and s.refusal is null and s.owner_optional is not true
                  and (select count(*) from member m where m.state <> 'left' and m.name_key = fold(s.owner)) > 1
                """);
    }
}
