package io.diabolo.backup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file for its owner's eyes only that has its name once all of it is on the disk, or never. */
final class PrivateFile {
    static final String UNFINISHED = ".part";

    private PrivateFile() {}

    /** Fills it. */
    interface Content<T> {
        T write(OutputStream out) throws IOException;
    }

    static <T> T write(Path file, Content<T> content) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        // Java gives temporary files the rights 0600.
        var fresh = Files.createTempFile(directory, "." + file.getFileName() + ".", UNFINISHED);
        try {
            T result;
            try (var channel = FileChannel.open(fresh, WRITE);
                    var out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
                result = content.write(out);
                out.flush();
                channel.force(true);
            }
            Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
            settle(directory);
            return result;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The name is on the disk too; some file systems don't let a directory be asked for it. */
    private static void settle(@Nullable Path directory) {
        try (var channel = FileChannel.open(directory, READ)) {
            channel.force(true);
        } catch (IOException e) {
            // as safe as such a file system gets
        }
    }
}
