package io.diabolo.backup;

import io.diabolo.backup.Progress.Step;
import io.diabolo.backup.Refusal.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * One file of all data as they stand at one moment, made while others write: a zip of the COPY text of each table, and a
 * {@link Manifest}. It depends on no version of PostgreSQL.
 */
public final class Backup {
    static final String MANIFEST = "manifest.json";
    static final String TABLES = "tables/";
    /** Text shrinks well at once; the higher levels take several times longer for a tenth. */
    private static final int COMPRESSION = 2;

    private final DataSource owner;
    private final Progress progress;

    /** @param owner who sees the rows of all workspaces */
    public Backup(DataSource owner, Progress progress) {
        this.owner = owner;
        this.progress = progress;
    }

    /**
     * Writes the file, in place of one of that name; while that lasts, and if it fails, nothing of it is there.
     *
     * @throws Refusal when there is no Diabolo in the database, or the file can't be written
     */
    public Manifest write(Path file) {
        try (var connection = owner.getConnection()) {
            if (!isDiabolo(connection)) {
                throw new Refusal(Reason.NOTHING_THERE);
            }
            ErasureList.beside(file).keep(connection);
            return PrivateFile.write(file, out -> snapshot(connection, out));
        } catch (IOException e) {
            throw new Refusal(e, Reason.NOT_WRITTEN, file, String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw new IllegalStateException("The data could not be read", e);
        }
    }

    static boolean isDiabolo(Connection connection) throws SQLException {
        return Sql.isTrue(connection, "select to_regclass('public.flyway_schema_history') is not null");
    }

    private Manifest snapshot(Connection connection, OutputStream out) throws IOException {
        try {
            var relations = begin(connection);
            var tables = new ArrayList<Manifest.Table>();
            var zip = new ZipOutputStream(out);
            zip.setLevel(COMPRESSION);
            var at = Instant.parse(Objects.requireNonNull(
                    Sql.text(connection, "select to_char(now(), 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")));
            var total = relations.stream().mapToLong(Relation::estimate).sum();
            for (var relation : relations) {
                zip.putNextEntry(new ZipEntry(TABLES + relation.name()));
                var before = tables.stream().mapToLong(Manifest.Table::rows).sum();
                tables.add(copy(connection.unwrap(PGConnection.class).getCopyAPI(), relation, zip, before, total));
                zip.closeEntry();
            }
            var manifest = new Manifest(
                    Manifest.FORMAT,
                    Objects.requireNonNullElse(Backup.class.getPackage().getImplementationVersion(), "(unpacked)"),
                    schema(connection),
                    Objects.requireNonNull(Sql.text(connection, "show server_version")),
                    at,
                    tables,
                    sequences(connection));
            connection.rollback();
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
            zip.closeEntry();
            zip.finish();
            return manifest;
        } catch (SQLException e) {
            throw new IllegalStateException("The data could not be read", e);
        }
    }

    /**
     * The locks first and all at once, then the snapshot: a migration that begins meanwhile waits for its end instead of
     * changing tables between the two. Writers never wait.
     */
    private static List<Relation> begin(Connection connection) throws SQLException {
        var tables = Relation.all(connection).stream().map(Relation::name).map(Relation::quoted);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        Sql.speakPlainly(connection);
        Sql.run(connection, "lock table " + tables.collect(Collectors.joining(", ")) + " in access share mode");
        return Relation.all(connection);
    }

    private Manifest.Table copy(CopyManager copy, Relation relation, OutputStream out, long before, long total)
            throws SQLException, IOException {
        var sum = new RowSum();
        copy.copyOut(relation.copyOut(), new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                sum.write(bytes, offset, length);
                out.write(bytes, offset, length);
                progress.at(Step.READING, relation.name(), before + sum.rows(), total);
            }
        });
        return new Manifest.Table(relation.name(), relation.columns(), sum.rows(), sum.checksum());
    }

    private static String schema(Connection connection) throws SQLException {
        return Objects.requireNonNull(Sql.text(connection, """
                select version from flyway_schema_history
                where success and version is not null order by installed_rank desc limit 1
                """));
    }

    /** Of no snapshot, but never behind it. */
    private static List<Manifest.Sequence> sequences(Connection connection) throws SQLException {
        var sequences = new ArrayList<Manifest.Sequence>();
        for (var name : Sql.texts(connection, """
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname collate "C"
                """)) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("select last_value, is_called from " + Relation.quoted(name))) {
                row.next();
                sequences.add(new Manifest.Sequence(name, row.getLong(1), row.getBoolean(2)));
            }
        }
        return sequences;
    }
}
