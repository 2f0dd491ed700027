package io.diabolo.importing;

import io.diabolo.importing.mapping.Target;
import io.diabolo.importing.mapping.Unresolved;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which names in files lead to no record, and which records they resemble: set by set over the different names, found by
 * keys first, then by a trigram index over the names known.
 */
@Component
class KnownRecords {
    /** So many names of a column, the most frequent ones, are compared with those known. */
    private static final int COMPARED = 2_000;

    /** So few records are all offered as an answer. */
    private static final int LISTED = 50;

    /** How a value names a record of each kind, as {@link Matching#refer} finds it: over the record {@code r}. */
    private static final Map<Target, List<String>> KEYS = Map.of(
            Target.COMPANY, List.of("r.id::text", "r.external_id", "r.domain", "r.siren", "r.name_key"),
            Target.PERSON, List.of("r.id::text", "r.external_id", "r.email", "r.name_key"),
            Target.LEAD, List.of("r.id::text", "r.external_id"),
            Target.PRODUCT, List.of("r.id::text", "r.external_id", "r.name_key"),
            Target.MEMBER, List.of("r.id::text", "lower(r.email)", "r.name_key"));

    private static final String BARE = "regexp_replace(fold(value_), '[^[:alnum:]]', '', 'g')";

    private final DSLContext sql;

    KnownRecords(DSLContext sql) {
        this.sql = sql;
    }

    /** Within the caller's transaction, at whose end the names are forgotten. */
    List<Unresolved> unresolved(FileNames names, LongConsumer progress) {
        var columns = names.columns();
        if (columns.isEmpty()) {
            return List.of();
        }
        open();
        names.fill(this::named, this::stands, progress);
        sql.execute("analyze import_named");
        sql.execute("analyze import_stands");
        columns.forEach(column -> forget(column.number(), column.reference()));
        var missing = sql.fetch("select number, count(*), sum(rows)::bigint from "
                        + "(select number, value, sum(rows) as rows from import_named group by 1, 2) n group by 1")
                .intoMap(row -> row.get(0, Integer.class));
        if (missing.isEmpty()) {
            return List.of();
        }
        columns.stream()
                .filter(column -> missing.containsKey(column.number()))
                .map(FileNames.Column::reference)
                .distinct()
                .forEach(this::compare);
        return columns.stream()
                .filter(column -> missing.containsKey(column.number()))
                .map(column -> {
                    var row = java.util.Objects.requireNonNull(missing.get(column.number()));
                    return unresolved(column, row.get(1, Long.class), row.get(2, Long.class));
                })
                .toList();
    }

    private void open() {
        for (var table : List.of("import_named", "import_stands", "import_known")) {
            sql.execute("drop table if exists pg_temp." + table);
        }
        sql.execute("create temporary table import_named (number integer, value text, rows bigint) on commit drop");
        sql.execute("create temporary table import_stands (target text, value text, folded text) on commit drop");
        sql.execute("create temporary table import_known (target text, bare text, name text, digits text"
                + " generated always as (regexp_replace(bare, '[^0-9]', '', 'g')) stored) on commit drop");
    }

    private void named(int number, Map<String, Long> values) {
        var rows = values.entrySet().stream().toList();
        sql.execute(
                "insert into import_named select ?, v, n from unnest(?::text[], ?::bigint[]) t (v, n)",
                number,
                rows.stream().map(Map.Entry::getKey).toArray(String[]::new),
                rows.stream().map(Map.Entry::getValue).toArray(Long[]::new));
    }

    private void stands(Target target, List<String> values) {
        sql.execute(
                "insert into import_stands select ?, v, fold(v) from unnest(?::text[]) v",
                target.id(),
                values.toArray(String[]::new));
    }

    /** Names that lead to a record, of a dropped file or of this workspace, are settled. */
    private void forget(int number, Target reference) {
        sql.execute(
                "delete from import_named where number = ? and (value in (select value from import_stands where target = ?) "
                        + "or fold(value) in (select folded from import_stands where target = ?))",
                number,
                reference.id(),
                reference.id());
        for (var key : keys(reference)) {
            sql.execute(
                    "delete from import_named n where n.number = ? and value_ in (select key_ from table_ r where alive_)"
                            .replace(
                                    "value_",
                                    key.contains("_key") || key.contains("email") ? "fold(n.value)" : "n.value")
                            .replace("key_", key + " ")
                            .replace("table_", reference.id())
                            .replace("alive_", alive(reference)),
                    number);
        }
    }

    private static List<String> keys(Target target) {
        return java.util.Objects.requireNonNull(KEYS.get(target));
    }

    private static String alive(Target target) {
        return target == Target.MEMBER ? "r.state <> 'left'" : Matching.alive(target.id());
    }

    /** All names known, without those that several records bear: which of them would be meant? */
    private void compare(Target target) {
        var named = target == Target.LEAD ? "r.external_id" : "r.name";
        sql.execute(
                """
                insert into import_known
                select ?, bare, min(name) from (
                    select bare_ as bare, value_ as name, r.id::text as record from table_ r where alive_ and value_ is not null
                    union all
                    select regexp_replace(folded, '[^[:alnum:]]', '', 'g'), value, folded from import_stands where target = ?) k
                where bare <> '' group by bare having count(distinct fold(name)) = 1
                """.replace("bare_", BARE)
                        .replace("value_", named)
                        .replace("table_", target.id())
                        .replace("alive_", alive(target)),
                target.id(),
                target.id());
        sql.execute("create index if not exists import_known_bare on import_known (target, bare)");
        sql.execute(
                "create index if not exists import_known_trigram on import_known using gin (target, bare gin_trgm_ops)");
        sql.execute(
                "create index if not exists import_known_digits on import_known (target, digits) where digits <> ''");
        sql.execute("analyze import_known");
    }

    private Unresolved unresolved(FileNames.Column column, long count, long rows) {
        var target = column.reference().id();
        var names = sql.fetch(
                        "select name from import_known where target = ? order by fold(name) limit ?",
                        target,
                        LISTED + 1)
                .getValues(0, String.class);
        boolean populated = column.reference() == Target.LEAD || !names.isEmpty();
        return new Unresolved(
                column.file(),
                column.header(),
                column.of(),
                column.use(),
                populated,
                names.size() > LISTED ? List.of() : names,
                count,
                rows,
                names.isEmpty() ? frequent(column.number(), "null::text[]", "") : alike(column.number(), target));
    }

    private List<Unresolved.Value> alike(int number, String target) {
        sql.execute("set local pg_trgm.similarity_threshold = 0.3");
        return frequent(number, """
                (select array_agg(k.name) from (
                    select name, 1 as closeness from import_known where target = ? and bare = n.bare
                    union all
                    (select name, similarity(bare, n.bare) from import_known
                     where n.digits = '' and target = ? and digits = '' and bare % n.bare
                       and length(n.bare) > 4 and bare <> n.bare
                     order by 2 desc, 1 limit 5)
                    union all
                    -- Other digits are another thing; the same ones narrow it down more than any letters.
                    (select name, similarity(bare, n.bare) from (
                         select name, bare from import_known
                         where n.digits <> '' and target = ? and digits = n.digits and digits <> '' limit 1000) same
                     where similarity(bare, n.bare) > 0.3 and length(n.bare) > 4 and bare <> n.bare
                     order by 2 desc, 1 limit 5)) k)
                """, BARE.replace("value_", "value"), target, target, target);
    }

    /** @param alike SQL for known names that resemble {@code n.bare} */
    private List<Unresolved.Value> frequent(int number, String alike, String bare, Object... bindings) {
        var all = new java.util.ArrayList<@Nullable Object>(Arrays.asList(bindings));
        all.add(number);
        all.add(COMPARED);
        return sql.fetch("""
                        select n.value, n.rows, alike_ as alike
                        from (select value, rows, bare, regexp_replace(bare, '[^0-9]', '', 'g') as digits
                              from (select value, sum(rows)::bigint as rows, bare_ as bare from import_named where number = ?
                                    group by value order by 2 desc, 1 limit ?) v) n
                        order by n.rows desc, n.value
                        """.replace("alike_", alike).replace("bare_", bare.isEmpty() ? "''" : bare), all.toArray())
                .map(row -> {
                    var names = row.get(2, String[].class);
                    return new Unresolved.Value(
                            row.get(0, String.class),
                            row.get(1, Long.class),
                            names == null
                                    ? List.of()
                                    : Arrays.stream(names).distinct().collect(Collectors.toList()));
                });
    }
}
