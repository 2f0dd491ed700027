package io.diabolo.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where one Diabolo keeps all it has. The demo lives in a directory of its own below, apart from real data. */
record DataDirectory(Path home, boolean demo) {
    DataDirectory {
        home = home.toAbsolutePath().normalize();
    }

    Path root() {
        return demo ? home.resolve("demo") : home;
    }

    Path postgres() {
        return root().resolve("postgres");
    }

    Path postgresLog() {
        return root().resolve("postgres.log");
    }

    Path secrets() {
        return root().resolve("secrets.properties");
    }

    Path applicationKey() {
        return root().resolve("application-key.properties");
    }

    Path connection() {
        return root().resolve("connection.properties");
    }

    Path lock() {
        return root().resolve("lock");
    }

    /** What was saved before upgrades. */
    Path backups() {
        return root().resolve("backups");
    }

    /** PostgreSQL's programs, shared with the demo. Not under /tmp, which is swept while servers run. */
    Path programs() {
        return home.resolve("programs");
    }

    /** Makes what is missing, for this user's eyes only. */
    DataDirectory create() {
        try {
            Files.createDirectories(
                    root(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
