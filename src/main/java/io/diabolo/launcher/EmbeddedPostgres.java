package io.diabolo.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** A real PostgreSQL 18 that Diabolo starts itself: durable, on loopback only, with passwords. */
final class EmbeddedPostgres implements AutoCloseable {
    /** Another program may take the free port between our look and PostgreSQL's. */
    private static final int ATTEMPTS = 3;

    private final DataDirectory data;
    private final Secrets secrets;
    private final PostgresCommand command;
    private final int port;

    private EmbeddedPostgres(DataDirectory data, Secrets secrets, PostgresCommand command, int port) {
        this.data = data;
        this.secrets = secrets;
        this.command = command;
        this.port = port;
    }

    /** Starts it. Whoever calls owns the directory ({@link Ownership}), so a server found running there is an orphan. */
    static EmbeddedPostgres start(DataDirectory data) {
        requireOurVersion(data.postgres());
        var secrets = Secrets.of(data);
        var command = new PostgresCommand(PostgresPrograms.under(data.programs()), data.postgresLog());
        command.rotateLog();
        if (!Files.exists(data.postgres())) {
            command.requireRunnable();
            initialise(data, secrets, command);
        }
        stopOrphan(data, command);
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var port = freePort();
            configure(data.postgres(), port);
            if (command.run(
                    "pg_ctl",
                    "start",
                    "-w",
                    "-t",
                    "120",
                    "-D",
                    data.postgres().toString(),
                    "-l",
                    data.postgresLog().toString())) {
                var server = new EmbeddedPostgres(data, secrets, command, port);
                return server.prepared();
            }
        }
        throw new CannotStart("launcher.postgres.failed", data.postgresLog());
    }

    /** The files of one major version mean nothing to another, which would only say so in its log. */
    private static void requireOurVersion(Path directory) {
        var file = directory.resolve("PG_VERSION");
        try {
            if (Files.exists(file) && !Files.readString(file).strip().equals(PostgresPrograms.MAJOR)) {
                throw new CannotStart(
                        "launcher.postgres.version",
                        directory,
                        Files.readString(file).strip(),
                        PostgresPrograms.MAJOR);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres prepared() {
        try {
            DatabaseRoles.ensure(data.postgres(), url("postgres"), url("diabolo"), secrets);
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Database database() {
        return secrets.database(url("diabolo"));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Fast: open transactions are rolled back, everything committed is on disk. Immediate if even that hangs. */
    @Override
    public void close() {
        stop(data.postgres(), command);
    }

    private static void stop(Path directory, PostgresCommand command) {
        var running = Postmaster.of(directory);
        if (running == null) {
            return;
        }
        if (!command.run("pg_ctl", "stop", "-m", "fast", "-w", "-t", "60", "-D", directory.toString())
                && running.serves()) {
            command.run("pg_ctl", "stop", "-m", "immediate", "-w", "-t", "30", "-D", directory.toString());
        }
    }

    /** After a kill -9 of Diabolo its PostgreSQL goes on. Stopped rather than taken over, so that no old session lives. */
    private static void stopOrphan(DataDirectory data, PostgresCommand command) {
        var found = Postmaster.of(data.postgres());
        if (found == null) {
            return;
        }
        if (found.serves()) {
            stop(data.postgres(), command);
            // The last thing a server does is to exit, a moment after its directory says that it is over.
            if (!found.endsWithin(Duration.ofSeconds(10))) {
                throw new CannotStart("launcher.postgres.orphan", Long.toString(found.pid()), data.postgres());
            }
        } else if (found.isStranger()) {
            try {
                Files.deleteIfExists(data.postgres().resolve("postmaster.pid"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void initialise(DataDirectory data, Secrets secrets, PostgresCommand command) {
        var fresh = data.root().resolve("postgres.new");
        var passwordFile = data.root().resolve("postgres.password");
        try {
            PostgresPrograms.delete(fresh);
            Files.deleteIfExists(passwordFile);
            Files.createFile(
                    passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile, secrets.superuser());
            var done = command.run(
                    "initdb",
                    "-D",
                    fresh.toString(),
                    "-U",
                    Secrets.SUPERUSER,
                    "-A",
                    "scram-sha-256",
                    "--pwfile",
                    passwordFile.toString(),
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
            Files.delete(passwordFile);
            if (!done) {
                throw new CannotStart("launcher.postgres.failed", data.postgresLog());
            }
            Files.move(fresh, data.postgres(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void configure(Path directory, int port) {
        try (var settings = EmbeddedPostgres.class.getResourceAsStream("postgresql.conf");
                var access = EmbeddedPostgres.class.getResourceAsStream("pg_hba.conf")) {
            if (settings == null || access == null) {
                throw new IllegalStateException("The settings of PostgreSQL are missing from this build");
            }
            var text = new String(settings.readAllBytes(), UTF_8) + "port = " + port + "\n";
            Files.writeString(directory.resolve("postgresql.conf"), text);
            Files.write(directory.resolve("pg_hba.conf"), access.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
