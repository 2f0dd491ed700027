package io.diabolo.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Data directories for tests, below target and gone before the next run; PostgreSQL is unpacked once for all. */
final class TrialData {
    private static final Path HOME = Path.of("target", "launcher").toAbsolutePath();

    private TrialData() {}

    static DataDirectory fresh(String name) throws IOException {
        var programs = HOME.resolve("programs");
        PostgresPrograms.under(programs);
        System.setProperty("diabolo.programs", programs.toString());
        var home = HOME.resolve(name);
        stopLeftOver(home);
        PostgresPrograms.delete(home);
        return new DataDirectory(home, false).create();
    }

    /** A test run that was killed leaves its server running. */
    private static void stopLeftOver(Path home) {
        var server = Postmaster.of(home.resolve("postgres"));
        if (server != null && server.serves()) {
            ProcessHandle.of(server.pid()).ifPresent(process -> {
                process.destroyForcibly();
                process.onExit().join();
            });
        }
    }

    static boolean isPrivate(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).stream()
                .allMatch(permission -> permission.name().startsWith("OWNER"));
    }
}
