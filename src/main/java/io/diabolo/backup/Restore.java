package io.diabolo.backup;

import io.diabolo.backup.Progress.Step;
import io.diabolo.backup.Refusal.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Brings a backup back into an empty database: the schema as it was then, all rows in one transaction, compared with what
 * was saved, and the migrations since. Cut off anywhere before that transaction commits, it leaves a mark that keeps the
 * database from being used; the same restore, begun again, goes through.
 */
public final class Restore {
    /** A schema of its own: beside a table of ours, Flyway wouldn't begin. */
    private static final String MARK = "diabolo_restore";

    private final DataSource owner;
    private final Schema schema;
    private final Progress progress;

    /** @param appUser the application's role, which is there already */
    public Restore(DataSource owner, String appUser, Progress progress) {
        this.owner = owner;
        this.schema = new Schema(owner, appUser);
        this.progress = progress;
    }

    /**
     * What the file says it holds.
     *
     * @throws Refusal when it is no backup that this Diabolo can restore
     */
    public static Manifest describe(Path file) {
        try (var backup = BackupFile.open(file)) {
            return backup.manifest();
        }
    }

    /**
     * What was restored.
     *
     * @param erasedAgain how many people, erased since the backup was made, will be erased again at the first start; null
     *     when no list of erasures lies beside the file
     */
    public record Restored(Manifest manifest, @Nullable Long erasedAgain) {}

    /** @throws Refusal when the file can't be restored, or not here */
    public Restored read(Path file) {
        try (var backup = BackupFile.open(file)) {
            var manifest = backup.manifest();
            if (!schema.knows(manifest.schema())) {
                throw new Refusal(Reason.NEWER_FILE, file, manifest.diabolo());
            }
            requireEmpty(manifest);
            backup.check(progress);
            begin(manifest);
            schema.migrateTo(manifest.schema());
            var erasures = ErasureList.beside(file);
            var loaded = load(backup, erasures);
            schema.migrateToNewest();
            analyze();
            return new Restored(manifest, loaded.asked() ? loaded.erasedAgain() : again(erasures));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The backup could not be restored", e);
        }
    }

    /** Whether a restore was cut off in this database. */
    static boolean isUnfinished(Connection connection) throws SQLException {
        return Sql.isTrue(connection, "select to_regnamespace('" + MARK + "') is not null");
    }

    private void requireEmpty(Manifest manifest) throws SQLException {
        try (var connection = owner.getConnection()) {
            if (isUnfinished(connection)) {
                var began = Sql.text(connection, "select obj_description(to_regnamespace('" + MARK + "'))");
                if (!mark(manifest).equals(began)) {
                    throw new Refusal(Reason.OTHER_RESTORE);
                }
                return;
            }
            if (Sql.isTrue(connection, """
                    select exists (select from pg_class c
                                   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
                                     and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass
                                                                               and d.objid = c.oid and d.deptype = 'e'))
                    """)) {
                throw new Refusal(Reason.OCCUPIED);
            }
        }
    }

    private static String mark(Manifest manifest) {
        return manifest.at() + " " + manifest.schema();
    }

    private void begin(Manifest manifest) throws SQLException {
        try (var connection = owner.getConnection()) {
            if (!isUnfinished(connection)) {
                connection.setAutoCommit(false);
                Sql.run(connection, "create schema " + MARK);
                Sql.run(connection, "comment on schema " + MARK + " is '" + mark(manifest) + "'");
                connection.commit();
            }
        }
    }

    /** @param asked whether the schema of the backup knew what to erase again: then it is committed with the rows */
    private record Loaded(boolean asked, @Nullable Long erasedAgain) {}

    private Loaded load(BackupFile backup, ErasureList erasures) throws SQLException, IOException {
        var manifest = backup.manifest();
        try (var connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            Sql.speakPlainly(connection);
            requireSameTables(connection, manifest);
            var structure = Structure.takenOff(connection);
            copyIn(connection, backup);
            progress.at(Step.INDEXING, "", 0, 0);
            structure.putBack(connection);
            for (var sequence : manifest.sequences()) {
                Sql.run(
                        connection,
                        "select setval('public." + Relation.quoted(sequence.name()) + "', " + sequence.last() + ", "
                                + sequence.called() + ")");
            }
            compare(connection, manifest);
            var known = ErasureList.isKnown(connection);
            var loaded = new Loaded(known, known ? erasures.again(connection) : null);
            Sql.run(connection, "drop schema " + MARK);
            connection.commit();
            return loaded;
        }
    }

    private @Nullable Long again(ErasureList erasures) throws SQLException, IOException {
        try (var connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            var people = erasures.again(connection);
            connection.commit();
            return people;
        }
    }

    private static void requireSameTables(Connection connection, Manifest manifest) throws SQLException {
        var ours = Relation.all(connection).stream()
                .collect(Collectors.toMap(Relation::name, relation -> Set.copyOf(relation.columns())));
        for (var table : manifest.tables()) {
            if (!Set.copyOf(table.columns()).equals(ours.remove(table.name()))) {
                throw new Refusal(Reason.DIFFERENT, table.name());
            }
        }
        if (!ours.isEmpty()) {
            throw new Refusal(Reason.DIFFERENT, ours.keySet().iterator().next());
        }
    }

    private void copyIn(Connection connection, BackupFile backup) throws SQLException, IOException {
        var total = backup.manifest().rows();
        var buffer = new byte[1 << 16];
        long done = 0;
        for (var table : backup.manifest().tables()) {
            // Some migrations bring rows of their own, which the backup has too.
            Sql.run(connection, "delete from " + Relation.quoted(table.name()));
            var rows = new RowSum();
            try (var in = backup.rows(table)) {
                var copy = connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(Relation.copy(table.name(), table.columns()) + " from stdin");
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    copy.writeToCopy(buffer, 0, n);
                    rows.write(buffer, 0, n);
                    progress.at(Step.LOADING, table.name(), done + rows.rows(), total);
                }
                copy.endCopy();
            }
            done += rows.rows();
        }
    }

    /** Reads all tables again: what stands in the database now, not what was sent to it. */
    private void compare(Connection connection, Manifest manifest) throws SQLException, IOException {
        var tables = manifest.tables().stream().collect(Collectors.toMap(Manifest.Table::name, Function.identity()));
        long done = 0;
        for (var table : tables.values()) {
            var sum = new RowSum();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(Relation.copy(table.name(), table.columns()) + " to stdout", sum);
            if (sum.rows() != table.rows() || !sum.checksum().equals(table.checksum())) {
                throw new Refusal(Reason.DIFFERENT, table.name());
            }
            done += sum.rows();
            progress.at(Step.COMPARING, table.name(), done, manifest.rows());
        }
    }

    /** The planner knows nothing of what it hasn't seen. */
    private void analyze() throws SQLException {
        try (var connection = owner.getConnection()) {
            for (var relation : Relation.all(connection)) {
                Sql.run(connection, "analyze " + Relation.quoted(relation.name()));
            }
        }
    }
}
