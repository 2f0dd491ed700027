package io.diabolo.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The process that a data directory's postmaster.pid speaks of: its server, or what has its number by now. */
record Postmaster(long pid, Path directory) {
    /** Null if the directory has no such file, or one that can't be read. */
    static @Nullable Postmaster of(Path directory) {
        var file = directory.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return null;
        }
        try (var lines = Files.lines(file)) {
            return new Postmaster(Long.parseLong(lines.findFirst().orElse("").strip()), directory);
        } catch (NumberFormatException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is a live postgres on this very directory. */
    boolean serves() {
        var arguments = ProcessHandle.of(pid)
                .flatMap(process -> process.info().arguments())
                .orElseGet(() -> new String[0]);
        return program().endsWith("/postgres") && Arrays.asList(arguments).contains(directory.toString());
    }

    /** Waits until it serves no more. By looking: a container's first process may never clear away what ended. */
    boolean endsWithin(Duration patience) {
        var until = System.nanoTime() + patience.toNanos();
        while (serves() && System.nanoTime() < until) {
            LockSupport.parkNanos(20_000_000);
        }
        return !serves();
    }

    /** Process numbers come back, in containers soon. PostgreSQL wouldn't start beside a stranger with that number. */
    boolean isStranger() {
        var program = program();
        return !program.isEmpty() && !program.endsWith("/postgres");
    }

    private String program() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .orElse("");
    }
}
