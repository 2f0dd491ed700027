package io.diabolo.importing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Real public data sets, which stand beside the project and are never part of it. */
final class RealFiles {
    private RealFiles() {}

    static List<Imports.Upload> of(String... names) {
        return Arrays.stream(names).map(RealFiles::upload).toList();
    }

    /** The rows of a table of figures, without its header; none of its cells is quoted. */
    static List<List<String>> figures(String name) {
        try (var in = upload("reference/" + name).bytes()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Imports.Upload upload(String name) {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            var file = folder.resolve("shared/data").resolve(name);
            if (Files.exists(file)) {
                try {
                    return new Imports.Upload(file.getFileName().toString(), Files.newInputStream(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        assumeTrue(false, "real data isn't here: ../shared/data/" + name);
        throw new IllegalStateException();
    }
}
