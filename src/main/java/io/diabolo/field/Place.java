package io.diabolo.field;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where something is, as it is written on an envelope. */
record Place(
        @Nullable String street,
        @Nullable String postcode,
        @Nullable String city,
        @Nullable String country) {
    /** In one line; empty where nothing is known. */
    String line() {
        var town = joined(" ", postcode, city);
        return joined(", ", street, town.isEmpty() ? null : town);
    }

    /** OpenStreetMap's search: it needs no account, and a telephone offers to open its own map. Empty where nothing is known. */
    String map() {
        var line = line();
        return line.isEmpty()
                ? ""
                : "https://www.openstreetmap.org/search?query="
                        + URLEncoder.encode(country == null ? line : line + ", " + country, StandardCharsets.UTF_8);
    }

    private static String joined(String by, @Nullable String... parts) {
        return Stream.of(parts)
                .filter(part -> part != null && !part.isBlank())
                .map(part -> String.valueOf(part).strip())
                .collect(Collectors.joining(by));
    }
}
