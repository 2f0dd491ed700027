package io.diabolo.configuration;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a file would change here.
 *
 * @param fingerprint of what is shown: another one when anything was set meanwhile
 */
record Comparison(List<OfSection> sections, String fingerprint) {
    /** ADDED: only in the file; CHANGED: it says something else; KEPT: only here, and so it stays. */
    enum Kind {
        ADDED,
        CHANGED,
        KEPT;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param same how many say the same on both sides */
    record OfSection(String id, List<OfItem> items, int same) {
        long count(Kind kind) {
            return items.stream().filter(one -> one.kind() == kind).count();
        }

        boolean isChanging() {
            return items.stream().anyMatch(one -> one.kind() != Kind.KEPT);
        }
    }

    record OfItem(String key, Kind kind, List<Difference> differences) {}

    /**
     * One value.
     *
     * @param path within the item, as the file has it
     * @param old null: there was none
     * @param now null: there is none
     */
    record Difference(
            String path, @Nullable String old, @Nullable String now) {
        private static final int SHOWN = 1_000;

        /** As much of a value as somebody looks at. */
        static String clipped(String value) {
            return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
        }
    }

    boolean isChanging() {
        return sections.stream().anyMatch(OfSection::isChanging);
    }
}
