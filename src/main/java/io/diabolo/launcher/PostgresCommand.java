package io.diabolo.launcher;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs one of PostgreSQL's programs to its end. */
final class PostgresCommand {
    private static final boolean AS_ROOT = System.getProperty("user.name").equals("root");

    private final Path programs;
    private final Path log;

    PostgresCommand(Path programs, Path log) {
        this.programs = programs;
        this.log = log;
    }

    /** Whether it ended well; what it said is in the log. */
    boolean run(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (AS_ROOT) {
            // PostgreSQL refuses to be root. In a user namespace of its own it isn't, and the files are still its own.
            command.add("unshare");
            command.add("-U");
        }
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .directory(programs.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether root can run PostgreSQL here; some containers forbid user namespaces. */
    void requireRunnable() {
        if (AS_ROOT && !run("postgres", "--version")) {
            throw new CannotStart("launcher.postgres.namespace");
        }
    }

    /** The log is the server's too, and a server runs for months. */
    void rotateLog() {
        try {
            if (Files.exists(log) && Files.size(log) > 10_000_000) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".old"), REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
