package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * What every whole Diabolo of the tests starts with, made once for all of them by one first start: the classes in a jar and
 * the cache of a start, as the launcher makes it, and a database that is migrated, with nothing set up in it.
 */
record Prepared(Path jar, Path cache, Path data) {
    private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();
    private static final Path PLACE = Path.of("target", "prepared").toAbsolutePath();

    /** Looked for once in a run. */
    private static final class Once {
        static final Prepared MADE = made();
    }

    static Prepared once() {
        return Once.MADE;
    }

    /** The tests run in two processes beside each other: one makes it, the other waits. */
    private static Prepared made() {
        try {
            Files.createDirectories(PLACE);
            try (var lock = FileChannel.open(
                            PLACE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = lock.lock()) {
                var place = PLACE.resolve(classes());
                var made =
                        new Prepared(place.resolve("diabolo.jar"), place.resolve("diabolo.aot"), place.resolve("data"));
                if (!Files.exists(place.resolve("done"))) {
                    Files.createDirectories(place);
                    made.make();
                    Files.createFile(place.resolve("done"));
                }
                return made;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void make() throws IOException, InterruptedException {
        Files.deleteIfExists(jar);
        var packed = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--no-compress",
                        "--file",
                        jar.toString(),
                        "-C",
                        CLASSES.toString(),
                        ".");
        assertThat(packed).isZero();
        KilledDiabolo.empty(data);
        var log = jar.resolveSibling("made.log");
        var command = new ArrayList<>(List.of(java(), "-XX:AOTCacheOutput=" + cache, "-Ddiabolo.exit=ready"));
        command.addAll(options());
        command.addAll(List.of("io.diabolo.Diabolo", "start", "--port", "0", "--data", data.toString()));
        var ended = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(ended).as(Files.readString(log)).isZero();
    }

    /** The command up to the verb. */
    List<String> command() {
        var words = new ArrayList<>(List.of(java(), "-XX:AOTCache=" + cache));
        words.addAll(options());
        words.add("io.diabolo.Diabolo");
        return words;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private List<String> options() {
        // A cache takes no directories of classes. That one isn't used is about time, and nothing else.
        var path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:aot*=off",
                "-Xlog:cds*=off",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                jar + File.pathSeparator + path,
                // PostgreSQL is unpacked once for all such tests.
                "-Ddiabolo.programs="
                        + Path.of("target", "launcher", "programs").toAbsolutePath());
    }

    /** With its rights: PostgreSQL takes no directory that others may read. */
    void copyTo(Path place) throws IOException {
        try (var all = Files.walk(data)) {
            for (var path : all.toList()) {
                Files.copy(path, place.resolve(data.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Other classes, another one. */
    private static String classes() throws IOException {
        var known = new CRC32();
        try (var all = Files.walk(CLASSES)) {
            for (var file : all.filter(Files::isRegularFile).sorted().toList()) {
                known.update(CLASSES.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                known.update(Files.readAllBytes(file));
            }
        }
        return Long.toHexString(known.getValue());
    }
}
