package io.diabolo.prospecting;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a company writes its people's addresses before the @. */
enum EmailPattern {
    FIRST_DOT_LAST("first.last") {
        @Override
        String local(String first, String last) {
            return first + "." + last;
        }
    },
    INITIAL_DOT_LAST("f.last") {
        @Override
        String local(String first, String last) {
            return first.charAt(0) + "." + last;
        }
    },
    INITIAL_LAST("flast") {
        @Override
        String local(String first, String last) {
            return first.charAt(0) + last;
        }
    },
    FIRST("first") {
        @Override
        String local(String first, String last) {
            return first;
        }
    },
    LAST("last") {
        @Override
        String local(String first, String last) {
            return last;
        }
    },
    LAST_DOT_FIRST("last.first") {
        @Override
        String local(String first, String last) {
            return last + "." + first;
        }
    },
    FIRST_LAST("firstlast") {
        @Override
        String local(String first, String last) {
            return first + last;
        }
    },
    FIRST_DASH_LAST("first-last") {
        @Override
        String local(String first, String last) {
            return first + "-" + last;
        }
    },
    FIRST_UNDERSCORE_LAST("first_last") {
        @Override
        String local(String first, String last) {
            return first + "_" + last;
        }
    },
    LAST_INITIAL("lastf") {
        @Override
        String local(String first, String last) {
            return last + first.charAt(0);
        }
    };

    /** However many addresses agree, the next one may be the exception. */
    private static final int MOST = 95;

    private final String written;

    EmailPattern(String written) {
        this.written = written;
    }

    abstract String local(String first, String last);

    /** As people recognise it: {@code first.last}. */
    String written() {
        return written;
    }

    /** A known address with its owner's names. */
    record Known(String first, String last, String email) {}

    /** @param confidence of the pattern, from 0 to 100: the share of the known addresses, less where few are known */
    record Learned(EmailPattern pattern, int confidence, int of) {}

    /** The pattern of most of a domain's known addresses; empty where none is known that follows one. */
    static Optional<Learned> of(List<Known> known) {
        var votes = new EnumMap<EmailPattern, Integer>(EmailPattern.class);
        var usable = known.stream()
                .filter(one ->
                        !plain(one.first()).isEmpty() && !plain(one.last()).isEmpty())
                .toList();
        for (var one : usable) {
            var local = one.email()
                    .substring(0, Math.max(0, one.email().lastIndexOf('@')))
                    .toLowerCase(Locale.ROOT);
            Arrays.stream(values())
                    .filter(pattern ->
                            pattern.local(plain(one.first()), plain(one.last())).equals(local))
                    .forEach(pattern -> votes.merge(pattern, 1, Integer::sum));
        }
        return votes.entrySet().stream()
                .max(Map.Entry.<EmailPattern, Integer>comparingByValue()
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                // One more than are known: of a single address nobody can tell a habit.
                .map(best -> new Learned(
                        best.getKey(), Math.min(MOST, 100 * best.getValue() / (usable.size() + 1)), usable.size()));
    }

    /** The address that follows the pattern; empty for a name without letters. */
    Optional<String> address(String first, String last, String domain) {
        var one = plain(first);
        var other = plain(last);
        return one.isEmpty() || other.isEmpty() ? Optional.empty() : Optional.of(local(one, other) + "@" + domain);
    }

    /** Small letters without accents; a hyphen stays, blanks and apostrophes go. */
    static String plain(String name) {
        return Normalizer.normalize(
                        name.toLowerCase(Locale.ROOT).replace("œ", "oe").replace("æ", "ae"), Normalizer.Form.NFD)
                .replaceAll("[^a-z-]", "")
                .replaceAll("^-+|-+$", "");
    }
}
