package io.diabolo.launcher;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The right to run the PostgreSQL of a data directory. The system's file lock says who has it, because it ends with the
 * process however that ends; the connection file only tells the others how to get in.
 */
final class Ownership implements AutoCloseable {
    private final DataDirectory data;
    private final FileLock lock;

    private Ownership(DataDirectory data, FileLock lock) {
        this.data = data;
        this.lock = lock;
    }

    /** Null while another process has it. */
    static @Nullable Ownership claim(DataDirectory data) {
        try {
            var channel = FileChannel.open(data.create().lock(), CREATE, WRITE);
            try {
                var lock = channel.tryLock();
                if (lock != null) {
                    Files.deleteIfExists(data.connection());
                    return new Ownership(data, lock);
                }
            } catch (OverlappingFileLockException e) {
                // held by this very process, which is another owner all the same
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What to tell who comes second. */
    static CannotStart taken(DataDirectory directory) {
        var owner = Owner.of(directory);
        if (owner == null) {
            return new CannotStart("launcher.owned.starting", directory.root());
        }
        var pid = Long.toString(owner.pid());
        return switch (owner.kind()) {
            case SERVER ->
                new CannotStart("launcher.owned.server", pid, Integer.toString(owner.webPort()), directory.root());
            case COMMAND -> new CannotStart("launcher.owned.command", pid, directory.root());
        };
    }

    /** Tells commands beside this process where the database is. The passwords are in the secrets file. */
    void announce(String url, Owner.Kind kind, int webPort, Clock clock) {
        var properties = new Properties();
        properties.setProperty("url", url);
        properties.setProperty("kind", kind.name());
        properties.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        properties.setProperty("port", Integer.toString(webPort));
        properties.setProperty("started", clock.instant().toString());
        PrivateProperties.write(data.connection(), properties, "How to reach the running Diabolo; gone when it stops");
    }

    @Override
    public void close() {
        try {
            if (lock.isValid()) {
                Files.deleteIfExists(data.connection());
            }
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
