package io.diabolo.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The backups of one kind in a folder, named by their moment. Only files of that name are ever deleted: the folder may hold
 * others.
 */
record KeptBackups(Path folder, String kind) {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** The name of one made now. */
    Path next(Instant now) {
        return folder.resolve(kind + "-" + MOMENT.format(now) + ".zip");
    }

    /** The newest first. */
    List<Path> all() throws IOException {
        return named(Pattern.quote(kind) + "-\\d{4}-\\d\\d-\\d\\dT\\d{6}Z\\.zip");
    }

    /** Deletes all but the newest, and what was left by backups that were cut off. */
    void keep(int newest, Instant now) {
        try {
            for (var old : all().stream().skip(newest).toList()) {
                Files.deleteIfExists(old);
            }
            for (var part :
                    named("\\." + Pattern.quote(kind) + "-.*\\.zip\\..*" + Pattern.quote(PrivateFile.UNFINISHED))) {
                var age = Duration.between(Files.getLastModifiedTime(part).toInstant(), now);
                if (age.compareTo(ABANDONED) > 0) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException e) {
            throw new Refusal(e, Refusal.Reason.NOT_WRITTEN, folder, String.valueOf(e.getMessage()));
        }
    }

    private List<Path> named(String pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted(Comparator.comparing(Path::getFileName).reversed())
                    .toList();
        }
    }
}
