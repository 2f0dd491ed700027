package io.diabolo.roles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A title of our own, what it has to be read as, and which other readings it has to have. */
record OwnTitle(String title, CanonicalRole role, List<CanonicalRole> others) {
    static List<OwnTitle> all() {
        var all = new ArrayList<OwnTitle>();
        for (var line : lines("own-titles.txt")) {
            var colon = line.indexOf(": ");
            var roles = Arrays.stream(line.substring(0, colon).split(" ", -1))
                    .map(OwnTitle::role)
                    .toList();
            for (var title : line.substring(colon + 2).split(" \\| ", -1)) {
                all.add(new OwnTitle(title, roles.getFirst(), roles.subList(1, roles.size())));
            }
        }
        return all;
    }

    static CanonicalRole role(String id) {
        return Objects.requireNonNull(CanonicalRole.of(id), id);
    }

    /** The lines of a file beside this class, without comments. */
    static List<String> lines(String file) {
        try (var in = Objects.requireNonNull(OwnTitle.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
