package io.diabolo.backup;

import io.diabolo.backup.Refusal.Reason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** What happens before the migrations: data that this Diabolo can't work with are refused, others are backed up first. */
public final class Upgrade {
    private static final int KEPT = 3;

    private final DataSource owner;
    private final String appUser;
    private final Clock clock;

    public Upgrade(DataSource owner, String appUser, Clock clock) {
        this.owner = owner;
        this.appUser = appUser;
        this.clock = clock;
    }

    /**
     * @param folder where the backup goes; the newest few are kept
     * @param telling gets the file before it is written
     * @throws Refusal when these data are a newer Diabolo's, or half restored, or can't be backed up; nothing is changed
     */
    public void prepare(Path folder, Consumer<Path> telling) {
        try (var connection = owner.getConnection()) {
            if (Restore.isUnfinished(connection)) {
                throw new Refusal(Reason.UNFINISHED_RESTORE);
            }
            var standing = new Schema(owner, appUser).standing();
            if (standing.stranger() != null) {
                throw new Refusal(Reason.NEWER_DATA, standing.stranger(), standing.newest());
            }
            if (!standing.begun() || !standing.pending() || !hasData(connection)) {
                return;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be looked at", e);
        }
        var kept = new KeptBackups(folder, "before-upgrade");
        var file = kept.next(clock.instant());
        telling.accept(file);
        new Backup(owner, Progress.silent()).write(file);
        kept.keep(KEPT, clock.instant());
    }

    /** A workspace: without one, nobody has been here yet. */
    private static boolean hasData(Connection connection) throws SQLException {
        return Sql.isTrue(connection, "select to_regclass('public.workspace') is not null")
                && Sql.isTrue(connection, "select exists (select from workspace)");
    }
}
