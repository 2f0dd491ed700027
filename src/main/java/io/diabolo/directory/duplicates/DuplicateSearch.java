package io.diabolo.directory.duplicates;

import static org.jooq.impl.DSL.val;

import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks for duplicates among all companies, or all people, of a workspace, in one transaction: each record is laid under
 * its keys, those that meet are paired by the database, and every pair is judged. Tables of its own end with it.
 */
final class DuplicateSearch {
    private static final int BATCH = 10_000;

    /** More that share one key share it by chance, or by a switchboard; they meet under another key, or not at all. */
    private static final int MOST_UNDER_ONE_KEY = 60;

    private final DSLContext sql;
    private final JsonMapper json;
    private final String type;

    DuplicateSearch(DSLContext sql, JsonMapper json, String type) {
        this.sql = sql;
        this.json = json;
        this.type = type;
    }

    /** @return how many pairs are worth asking about */
    long search(UUID run, LongConsumer progress) {
        sql.execute("create temporary table laid_under (key text not null, id uuid not null) on commit drop");
        layAll(progress);
        pair();
        judgeAll(progress);
        keep(run);
        return sql.fetchSingle("select count(*) from judged_pair").get(0, Long.class);
    }

    private void layAll(LongConsumer progress) {
        UUID after = null;
        long read = 0;
        while (true) {
            var rows = sql.fetch(
                    "select t.id, " + TraitsReader.columns(type, "t") + " from " + TraitsReader.from(type, "t")
                            + " where t.deleted_at is null and ({0}::uuid is null or t.id > {0}) order by t.id limit {1}",
                    val(after, UUID.class),
                    val(BATCH));
            if (rows.isEmpty()) {
                break;
            }
            var text = new StringBuilder();
            for (var row : rows) {
                keys(row).forEach(key -> line(text, key, row.get(0, UUID.class).toString()));
            }
            copy("laid_under", text);
            after = rows.getLast().get(0, UUID.class);
            read += rows.size();
            progress.accept(read);
        }
        sql.execute("create index on laid_under (key)");
        sql.execute("analyze laid_under");
    }

    private Set<String> keys(Record row) {
        return type.equals("company")
                ? BlockingKeys.of(TraitsReader.company(row, 1))
                : BlockingKeys.of(TraitsReader.person(row, 1));
    }

    private void pair() {
        sql.execute("""
                create temporary table met_pair on commit drop as
                with narrow as materialized (
                    select key from laid_under group by key having count(*) between 2 and {0}),
                near as materialized (select l.key, l.id from laid_under l join narrow using (key))
                select row_number() over () as n, one, other
                from (select distinct a.id as one, b.id as other
                      from near a join near b on b.key = a.key and b.id > a.id) pairs
                """, val(MOST_UNDER_ONE_KEY));
        sql.execute("create index on met_pair (n)");
        sql.execute("analyze met_pair");
        sql.execute("""
                create temporary table judged_pair (one uuid not null, other uuid not null, score smallint not null, reasons jsonb not null)
                on commit drop
                """);
    }

    private void judgeAll(LongConsumer progress) {
        long all = sql.fetchSingle("select count(*) from met_pair").get(0, Long.class);
        var width = TraitsReader.width(type);
        for (long from = 0; from < all; from += BATCH) {
            var rows = sql.fetch(
                    "select m.one, m.other, " + TraitsReader.columns(type, "a") + ", " + TraitsReader.columns(type, "b")
                            + " from met_pair m " + joined("a", "one") + joined("b", "other")
                            + " where m.n > {0} and m.n <= {1}",
                    val(from),
                    val(from + BATCH));
            var text = new StringBuilder();
            for (var row : rows) {
                var judged = TraitsReader.judged(type, row, 2, 2 + width);
                if (judged.isAsked()) {
                    line(
                            text,
                            row.get(0, UUID.class).toString(),
                            row.get(1, UUID.class).toString(),
                            Integer.toString(judged.score()),
                            json.writeValueAsString(judged.reasons()));
                }
            }
            copy("judged_pair", text);
            progress.accept(Math.min(all, from + BATCH));
        }
    }

    private String joined(String alias, String side) {
        var from = TraitsReader.from(type, alias);
        var rest = from.indexOf(" left join");
        var table = rest < 0 ? from : from.substring(0, rest);
        return " join " + table + " on " + alias + ".id = m." + side + (rest < 0 ? "" : from.substring(rest));
    }

    /** New ones are open; who decided on one is asked no more; what isn't likely any longer goes, unless it was decided. */
    private void keep(UUID run) {
        sql.execute("""
                insert into duplicate_pair (record_type, one_id, other_id, score, reasons, found_in)
                select {0}, one, other, score, reasons, {1} from judged_pair
                on conflict (workspace_id, record_type, one_id, other_id)
                do update set score = excluded.score, reasons = excluded.reasons, found_in = excluded.found_in
                """, val(type), val(run));
        sql.execute(
                "delete from duplicate_pair where record_type = {0} and state in ('open', 'later') and found_in is distinct from {1}",
                val(type), val(run));
    }

    private static void line(StringBuilder text, String... values) {
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : "\t");
            text.append(values[i]
                    .replace("\\", "\\\\")
                    .replace("\t", "\\t")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r"));
        }
        text.append('\n');
    }

    /** Temporary tables know no workspaces, so COPY may write them. */
    private void copy(String table, StringBuilder text) {
        if (text.isEmpty()) {
            return;
        }
        sql.connection(connection -> {
            try {
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + table + " from stdin", new StringReader(text.toString()));
            } catch (IOException e) {
                throw new DataAccessException("rows couldn't be sent", e);
            }
        });
    }
}
