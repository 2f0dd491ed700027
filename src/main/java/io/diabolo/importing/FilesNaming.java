package io.diabolo.importing;

import static org.jooq.impl.DSL.val;

import io.diabolo.importing.reading.Opening;
import io.diabolo.importing.reading.Tables;
import io.diabolo.platform.Files;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Kept files that name somebody: uploads, exports, rejected rows. For what the law lets people ask. */
@Service
public class FilesNaming {
    private final DSLContext sql;
    private final Files files;
    private final TransactionTemplate transactions;
    private final Clock clock;

    FilesNaming(DSLContext sql, Files files, TransactionTemplate transactions, Clock clock) {
        this.sql = sql;
        this.files = files;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks through all kept files, line by line, the cells of a row beside each other. */
    public List<UUID> naming(Predicate<String> line) {
        var all = new ArrayList<UUID>();
        each((file, name) -> {
            var found = new boolean[1];
            lines(file, name, text -> found[0] = found[0] || line.test(text));
            if (found[0]) {
                all.add(file);
            }
        });
        return all;
    }

    /** A line of a kept file. */
    public record Line(String file, String text) {}

    /** The lines themselves, a few thousand at most. */
    public List<Line> lines(Predicate<String> line, int most) {
        var all = new ArrayList<Line>();
        each((file, name) -> lines(file, name, text -> {
            if (all.size() < most && line.test(text)) {
                all.add(new Line(name, text));
            }
        }));
        return all;
    }

    private void each(BiConsumer<UUID, String> what) {
        var kept = transactions.execute(_ -> sql.fetch("""
            select f.id, f.name from stored_file f
            where f.expired_at is null and f.size > 0 order by f.created_at, f.id
            """));
        kept.forEach(row -> what.accept(row.get(0, UUID.class), row.get(1, String.class)));
    }

    private void lines(UUID file, String name, Consumer<String> what) {
        try {
            var copy = java.nio.file.Files.createTempFile("diabolo-file", ".kept");
            try {
                try (var out = java.nio.file.Files.newOutputStream(copy)) {
                    files.copy(file, out);
                }
                read(copy, name, what);
            } finally {
                java.nio.file.Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Path copy, String name, Consumer<String> what) throws IOException {
        switch (Tables.open(copy, name)) {
            case Opening.Opened(var tables) ->
                tables.forEach(table -> {
                    what.accept(String.join(" ", table.header()));
                    try (var rows = table.rows()) {
                        rows.forEachRemaining(row -> what.accept(String.join(" ", row.cells())));
                    }
                });
            // What can't be read as a table is searched as it stands.
            case Opening.Unreadable _ -> {
                try (var lines = java.nio.file.Files.lines(copy, StandardCharsets.ISO_8859_1)) {
                    lines.forEach(line -> what.accept(
                            new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)));
                }
            }
        }
    }

    /** The files in which an import found these records, whatever they are called in them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> broughtIn(List<UUID> records) {
        return sql.fetch("""
            select distinct f.id from import i
            join import_file m on m.import_id = i.id join stored_file f on f.id in (m.file_id, i.rejects_file_id)
            where f.expired_at is null and i.change_set_id in (select change_set_id from change where record_id = any ({0}))
            """, val(records.toArray(UUID[]::new))).getValues(0, UUID.class);
    }

    /**
     * Gives up the bytes of these files, and what imports show of their rows. An import not yet applied ends.
     *
     * @param pattern a regular expression of PostgreSQL: what goes from the names of the files too
     */
    @Transactional
    public void destroy(List<UUID> kept, String pattern) {
        var ids = val(kept.toArray(UUID[]::new));
        var at = val(clock.instant().atOffset(ZoneOffset.UTC));
        var names = val(pattern);
        sql.execute("delete from stored_file_piece where file_id = any ({0})", ids);
        sql.execute("""
            update job set title = regexp_replace(title, {1}, '[…]', 'gi'), error = regexp_replace(error, {1}, '[…]', 'gi'),
                result = regexp_replace(result::text, {1}, '[…]', 'gi')::jsonb
            where result_file_id = any ({0}) or id in (
                select i.job_id from import i left join import_file m on m.import_id = i.id
                where i.rejects_file_id = any ({0}) or m.file_id = any ({0}))
            """, ids, names);
        sql.execute("""
            update import i set questions = '[]', matches = '[]', preview = '{}',
                mapping = regexp_replace(mapping::text, {1}, '[…]', 'gi')::jsonb,
                error = regexp_replace(error, {1}, '[…]', 'gi'),
                summary = case when summary = '{}' then summary else summary || '{"samples": [], "differences": []}' end,
                state = case when state in ('reading', 'mapping', 'previewing', 'ready') then 'cancelled' else state end
            where rejects_file_id = any ({0})
               or exists (select from import_file m where m.import_id = i.id and m.file_id = any ({0}))
            """, ids, names);
        sql.execute("""
            update import_file set profile = '[]', name = regexp_replace(name, {1}, '[…]', 'gi') where file_id = any ({0})
            """, ids, names);
        sql.execute("""
            update stored_file set expired_at = {1}, name = regexp_replace(name, {2}, '[…]', 'gi')
            where id = any ({0}) and expired_at is null
            """, ids, at, names);
    }
}
