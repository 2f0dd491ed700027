package io.diabolo.privacy;

import io.diabolo.testkit.Given;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.ZipFile;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Where a text stands in any column of any table, and in what files hold once they are unpacked. */
final class WhereItStands {
    private final DataSource owner;

    WhereItStands(DataSource owner) {
        this.owner = owner;
    }

    Set<String> places(Given given, String wanted) throws Exception {
        var found = new java.util.TreeSet<String>();
        try (var connection = owner.getConnection()) {
            var all = DSL.using(connection);
            for (var row : all.fetch("""
                select c.relname, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id')
                from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'\
                """)) {
                var table = row.get(0, String.class);
                var where = row.get(1, Boolean.class) ? "t.workspace_id = ? and " : "?::uuid is not null and ";
                var hits = all.fetchSingle(
                                "select count(*) from " + table + " t where " + where + "t::text ilike ?",
                                given.workspace().value(),
                                "%" + wanted + "%")
                        .get(0, Long.class);
                if (hits > 0) {
                    found.add(table + " "
                            + all.fetch(
                                    "select left(t::text, 600) from " + table + " t where " + where
                                            + "t::text ilike ? limit 2",
                                    given.workspace().value(),
                                    "%" + wanted + "%"));
                }
            }
            files(all, given, wanted, found);
        }
        return found;
    }

    private static void files(DSLContext all, Given given, String wanted, Set<String> found) throws Exception {
        for (var row : all.fetch(
                "select file_id, bytes from stored_file_piece where workspace_id = ?",
                given.workspace().value())) {
            var bytes = row.get(1, byte[].class);
            if (holds(bytes, wanted)) {
                found.add("file " + row.get(0));
            }
            if (bytes.length > 2 && bytes[0] == 'P' && bytes[1] == 'K') {
                unpacked(bytes, wanted, found);
            }
        }
    }

    private static void unpacked(byte[] bytes, String wanted, Set<String> found) throws IOException {
        var copy = java.nio.file.Files.createTempFile("diabolo-test", ".zip");
        java.nio.file.Files.write(copy, bytes);
        try (var zip = new ZipFile(copy.toFile())) {
            for (var entry : java.util.Collections.list(zip.entries())) {
                try (var in = zip.getInputStream(entry)) {
                    if (holds(in.readAllBytes(), wanted)) {
                        found.add("packed file " + entry.getName());
                    }
                }
            }
        }
        java.nio.file.Files.delete(copy);
    }

    private static boolean holds(byte[] bytes, String wanted) {
        return new String(bytes, StandardCharsets.UTF_8)
                .toLowerCase(java.util.Locale.ROOT)
                .contains(wanted);
    }
}
