package io.diabolo.importing.mapping;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How files are read: the whole decision of a person, saved as JSON, reused for the next files with the same headers,
 * given to the command line.
 *
 * @param version of this form of writing it down, now 1
 */
public record Mapping(int version, List<FileMapping> files) {
    public static final int VERSION = 1;

    public Mapping {
        if (version > VERSION) {
            throw new IllegalArgumentException("a mapping of version " + version + ", newer than " + VERSION);
        }
        files = List.copyOf(files);
    }

    /** The mapping of one file, null when it isn't in here. */
    public @Nullable FileMapping of(String file) {
        return files.stream()
                .filter(mapping -> mapping.file().equals(file))
                .findFirst()
                .orElse(null);
    }

    Mapping changing(String file, UnaryOperator<FileMapping> change) {
        return new Mapping(
                version,
                files.stream()
                        .map(mapping -> mapping.file().equals(file) ? change.apply(mapping) : mapping)
                        .toList());
    }
}
