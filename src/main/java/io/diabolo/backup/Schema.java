package io.diabolo.backup;

import java.util.Arrays;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** The migrations that this Diabolo knows, beside those that a database has been through. */
final class Schema {
    private final DataSource owner;
    private final String appUser;

    Schema(DataSource owner, String appUser) {
        this.owner = owner;
        this.appUser = appUser;
    }

    void migrateTo(String version) {
        flyway().target(MigrationVersion.fromVersion(version)).load().migrate();
    }

    void migrateToNewest() {
        flyway().load().migrate();
    }

    boolean knows(String version) {
        var wanted = MigrationVersion.fromVersion(version);
        return Arrays.stream(flyway().load().info().all())
                .anyMatch(migration -> wanted.equals(migration.getVersion()) && !isUnknown(migration));
    }

    /** How the database stands to this Diabolo. */
    Standing standing() {
        var info = flyway().load().info();
        var stranger = Arrays.stream(info.all())
                .filter(Schema::isUnknown)
                .map(migration -> String.valueOf(migration.getVersion()))
                .reduce((_, last) -> last)
                .orElse(null);
        var newest = Arrays.stream(info.all())
                .filter(migration -> !isUnknown(migration))
                .map(migration -> String.valueOf(migration.getVersion()))
                .reduce((_, last) -> last)
                .orElse("");
        return new Standing(info.applied().length > 0, info.pending().length > 0, newest, stranger);
    }

    /** Applied, and not among ours: a newer Diabolo's, or another edition's. */
    private static boolean isUnknown(MigrationInfo migration) {
        return switch (migration.getState()) {
            case FUTURE_SUCCESS, FUTURE_FAILED, MISSING_SUCCESS, MISSING_FAILED -> true;
            default -> false;
        };
    }

    /**
     * @param begun whether it has any migration
     * @param pending whether it lacks any
     * @param newest the last that this Diabolo knows
     * @param stranger the last that it doesn't know, though the database has it
     */
    record Standing(
            boolean begun,
            boolean pending,
            String newest,
            @Nullable String stranger) {}

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/migration")
                .placeholders(Map.of("app_user", appUser));
    }
}
