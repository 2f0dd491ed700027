package io.diabolo.prospecting;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A strategic choice of the managers that holds now.
 *
 * @param importance high, normal or low
 * @param territory as the manager wrote it: countries, regions, towns or postcodes, with commas between them
 * @param lists the target lists that serve it, themselves or by their profile
 */
record Priority(
        UUID id,
        String name,
        String importance,
        @Nullable String segment,
        @Nullable String territory,
        List<UUID> lists) {
    private static final List<String> IMPORTANCES = List.of("high", "normal", "low");
    private static final Pattern BETWEEN = Pattern.compile("[,;\\n]");

    /** From 1, the most important. */
    int rank() {
        return IMPORTANCES.indexOf(importance) + 1;
    }

    /** The places that its territory names. */
    List<String> places() {
        return territory == null
                ? List.of()
                : BETWEEN.splitAsStream(territory)
                        .map(String::strip)
                        .filter(place -> !place.isEmpty())
                        .toList();
    }
}
