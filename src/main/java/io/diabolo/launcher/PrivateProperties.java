package io.diabolo.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.Set;

/** A properties file that nobody else may read (0600) and that is there whole or not at all. */
final class PrivateProperties {
    private PrivateProperties() {}

    /** Empty if the file is missing. */
    static Properties read(Path file) {
        var properties = new Properties();
        if (!Files.exists(file)) {
            return properties;
        }
        try (var reader = Files.newBufferedReader(file, UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, Properties properties, String comment) {
        var text = new StringWriter();
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        var permissions = PosixFilePermissions.fromString("rw-------");
        try {
            properties.store(text, comment);
            Files.deleteIfExists(fresh);
            try (var channel = FileChannel.open(
                    fresh,
                    Set.of(CREATE, WRITE, TRUNCATE_EXISTING),
                    PosixFilePermissions.asFileAttribute(permissions))) {
                channel.write(ByteBuffer.wrap(text.toString().getBytes(UTF_8)));
                channel.force(true);
            }
            Files.move(fresh, file, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
