package io.diabolo.launcher;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL that comes with Diabolo, unpacked once. */
final class PostgresPrograms {
    /** The major version of the archive that the build takes in. */
    static final String MAJOR = "18";

    private PostgresPrograms() {}

    /** The directory that holds bin, lib and share. */
    static Path under(Path programs) {
        try {
            var archive = archive();
            var target = programs.resolve("postgresql-" + checksum(archive));
            if (!Files.exists(target)) {
                install(archive, target);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL archive() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        var found = PostgresPrograms.class.getResource("/postgres-" + system + "-" + machine + ".txz");
        if (found == null) {
            throw new CannotStart("launcher.postgres.missing", system, machine);
        }
        return found;
    }

    /** From the jar's directory, so that knowing whether the programs are unpacked doesn't read 15 MB at each start. */
    private static String checksum(URL archive) throws IOException {
        return archive.openConnection() instanceof JarURLConnection connection
                ? Long.toHexString(connection.getJarEntry().getCrc())
                : "unpacked";
    }

    /** Beside and then moved: a start cut off in the middle leaves no half PostgreSQL behind. */
    private static void install(URL archive, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        var fresh = Files.createTempDirectory(target.getParent(), "unpacking-");
        var unpacked = Path.of(System.getProperty("diabolo.programs", "")).resolve(target.getFileName());
        try {
            if (Files.isDirectory(unpacked.resolve("bin"))) {
                copy(unpacked, fresh);
            } else {
                unpack(archive, fresh);
            }
            Files.move(fresh, target, ATOMIC_MOVE);
        } catch (IOException e) {
            // the demo and the real one may start for the first time at the same moment
            if (!Files.exists(target)) {
                throw e;
            }
        } finally {
            delete(fresh);
        }
    }

    /** The build left them unpacked, which saves seconds. Copied, because the next build takes them away. */
    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.skip(1).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), COPY_ATTRIBUTES, NOFOLLOW_LINKS);
            }
        }
    }

    private static void unpack(URL archive, Path directory) throws IOException {
        try (var files =
                new TarArchiveInputStream(new BufferedInputStream(new XZInputStream(archive.openStream()), 1 << 16))) {
            for (var entry = files.getNextEntry(); entry != null; entry = files.getNextEntry()) {
                unpack(files, entry, directory);
            }
        }
    }

    private static void unpack(TarArchiveInputStream files, TarArchiveEntry entry, Path directory) throws IOException {
        var file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
            throw new IOException("The archive of PostgreSQL points outside: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(files, file);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e) throws IOException {
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
