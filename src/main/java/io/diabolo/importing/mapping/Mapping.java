package io.diabolo.importing.mapping;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How files are read: the whole decision of a person, saved as JSON, reused for the next files with the same headers,
 * given to the command line.
 *
 * @param version of this form of writing it down, now 1; may be left out
 * @param files may be left out, and with them what Diabolo proposes by itself
 * @param answers to questions, by their ids: only where a mapping is given with files; once read they stand in the files
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Mapping(int version, List<FileMapping> files, Map<String, String> answers) {
    public static final int VERSION = 1;

    public Mapping {
        // Left out in a file that only answers.
        version = version == 0 ? VERSION : version;
        if (version > VERSION) {
            throw new IllegalArgumentException("a mapping of version " + version + ", newer than " + VERSION);
        }
        // Neither has to stand in a file that is written by hand.
        files = files == null ? List.of() : List.copyOf(files);
        answers = answers == null ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    }

    public Mapping(int version, List<FileMapping> files) {
        this(version, files, Map.of());
    }

    /** The same with these answers beside it. */
    public Mapping answering(Map<String, String> more) {
        return new Mapping(version, files, more);
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

    /** The same, ignoring columns for own fields that aren't there. */
    public Mapping withoutFields(BiPredicate<Target, String> there) {
        return new Mapping(
                version, files.stream().map(file -> file.withoutFields(there)).toList(), answers);
    }

    /** Which columns name records of which kind: file, column and field. */
    public java.util.Set<List<String>> references() {
        var references = new java.util.HashSet<List<String>>();
        for (var file : files) {
            for (var column : file.columns()) {
                if (file.referring(column) != null) {
                    references.add(List.of(file.file(), column.header(), String.valueOf(column.field())));
                }
            }
        }
        return references;
    }
}
