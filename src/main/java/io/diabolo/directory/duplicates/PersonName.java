package io.diabolo.directory.duplicates;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person is called, as folded words.
 *
 * @param first Léa, Jean-Pierre, J.
 * @param last Martin, de La Tour
 */
record PersonName(List<String> first, List<String> last) {
    static PersonName of(@Nullable String first, @Nullable String last) {
        var given = Words.of(Words.fold(first == null ? "" : first));
        var family = Words.of(Words.fold(last == null ? "" : last));
        if (given.isEmpty() && family.size() == 2) {
            // A whole name in one field.
            return new PersonName(family.subList(0, 1), family.subList(1, 2));
        }
        return family.isEmpty() && given.size() == 2
                ? new PersonName(given.subList(0, 1), given.subList(1, 2))
                : new PersonName(given, family);
    }

    boolean isEmpty() {
        return first.isEmpty() && last.isEmpty();
    }

    /** How two parts of names compare. */
    private enum Part {
        SAME,
        SLIP,
        /** J. for Jean, JP for Jean-Pierre. */
        INITIAL,
        /** One of them has a further name. */
        MORE,
        MISSING,
        OTHER
    }

    /**
     * @param points how much it speaks for one person; negative when these are two
     * @param key the tail of the reason's text
     */
    record Comparison(int points, String key) {}

    Comparison compare(PersonName other) {
        if (isEmpty() || other.isEmpty()) {
            return new Comparison(0, "");
        }
        var straight = points(part(first, other.first), part(last, other.last));
        var swapped = points(part(first, other.last), part(last, other.first));
        return swapped.points() - 2 > straight.points() && swapped.points() > 30
                ? new Comparison(swapped.points() - 2, "name-swapped")
                : straight;
    }

    private static Comparison points(Part first, Part last) {
        return switch (last) {
            case SAME ->
                switch (first) {
                    case SAME -> new Comparison(50, "person-name");
                    case SLIP -> new Comparison(44, "name-close");
                    case MORE -> new Comparison(40, "name-part");
                    case INITIAL -> new Comparison(36, "name-initial");
                    case MISSING -> new Comparison(25, "last-name");
                    case OTHER -> new Comparison(-70, "other-first-name");
                };
            case SLIP ->
                switch (first) {
                    case SAME -> new Comparison(44, "name-close");
                    case SLIP, MORE -> new Comparison(34, "name-close");
                    case INITIAL -> new Comparison(24, "name-initial");
                    case MISSING -> new Comparison(15, "name-close");
                    case OTHER -> new Comparison(-70, "other-name");
                };
            case MORE, INITIAL ->
                switch (first) {
                    case SAME -> new Comparison(38, "name-part");
                    case SLIP, MORE -> new Comparison(28, "name-part");
                    case INITIAL, MISSING -> new Comparison(10, "name-part");
                    case OTHER -> new Comparison(-70, "other-name");
                };
            case MISSING -> first == Part.SAME ? new Comparison(15, "first-name") : new Comparison(-10, "other-name");
            case OTHER -> new Comparison(first == Part.SAME ? -30 : -70, "other-name");
        };
    }

    private static Part part(List<String> one, List<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Part.MISSING;
        }
        var mine = String.join("", one);
        var theirs = String.join("", other);
        if (mine.equals(theirs)) {
            return Part.SAME;
        }
        if (isInitials(one, mine, other) || isInitials(other, theirs, one)) {
            return Part.INITIAL;
        }
        if (Words.isSlip(mine, theirs)) {
            return Part.SLIP;
        }
        var rest = new ArrayList<>(one.size() < other.size() ? one : other);
        rest.removeAll(one.size() < other.size() ? other : one);
        return one.size() != other.size() && rest.isEmpty() ? Part.MORE : Part.OTHER;
    }

    /** "j" or "j p" or "jp" for jean pierre. */
    private static boolean isInitials(List<String> shorts, String joined, List<String> whole) {
        var letters = new StringBuilder();
        whole.forEach(word -> letters.append(word.charAt(0)));
        var isShort = joined.length() == 1
                || shorts.stream().allMatch(word -> word.length() == 1)
                || joined.length() == whole.size() && whole.size() > 1;
        return isShort && letters.toString().startsWith(joined);
    }
}
