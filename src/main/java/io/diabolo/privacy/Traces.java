package io.diabolo.privacy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what people who are to be erased can be recognised in a text: the names, addresses and numbers that their records hold
 * or once held.
 *
 * @param names first and last name
 * @param everywhere what is theirs alone; an address or name that others share isn't looked for beyond their own records
 */
record Traces(List<UUID> people, Set<Name> names, Set<String> words, Set<String> phones, Everywhere everywhere) {
    private static final int SHORTEST = 3;

    record Name(String first, String last) {}

    /** What of it nobody else has. */
    record Everywhere(Set<Name> names, Set<String> words, Set<String> phones) {}

    static Traces together(List<Traces> all) {
        return new Traces(
                all.stream().flatMap(one -> one.people.stream()).toList(),
                union(all, Traces::names),
                union(all, Traces::words),
                union(all, Traces::phones),
                new Everywhere(
                        union(all, one -> one.everywhere.names()),
                        union(all, one -> one.everywhere.words()),
                        union(all, one -> one.everywhere.phones())));
    }

    private static <T> Set<T> union(List<Traces> all, Function<Traces, Set<T>> part) {
        return all.stream().flatMap(one -> part.apply(one).stream()).collect(Collectors.toSet());
    }

    /** As PostgreSQL's regular expressions have it, for any text of the workspace. */
    String pattern() {
        return joined(alternatives(everywhere.names(), everywhere.words(), everywhere.phones()));
    }

    /**
     * For texts that are about them, such as the notes of a deal in which they take part: the last name alone is enough.
     *
     * @param company the company's name, in which their own may stand and stays
     */
    String pattern(String company) {
        var all = alternatives(names, words, phones);
        names.stream()
                .map(Name::last)
                .filter(last -> last.length() >= SHORTEST && !plain(company).contains(plain(last)))
                .forEach(last -> variants(last).forEach(one -> all.add("\\m" + quoted(one) + "\\M")));
        return joined(all);
    }

    /** In names of files, where a number may be anything. */
    String called() {
        return joined(Stream.concat(
                        alternatives(names, words, Set.of()).stream(),
                        names.stream()
                                .flatMap(name -> variants(name.last()).stream())
                                .map(Traces::quoted))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    List<String> ids() {
        return people.stream().map(UUID::toString).toList();
    }

    private Set<String> alternatives(Set<Name> whole, Set<String> words, Set<String> numbers) {
        var all = new LinkedHashSet<String>(ids());
        for (var name : whole) {
            for (var first : variants(name.first())) {
                for (var last : variants(name.last())) {
                    all.add("\\m" + quoted(first) + BETWEEN + quoted(last) + "\\M");
                    all.add("\\m" + quoted(last) + BETWEEN + quoted(first) + "\\M");
                }
            }
        }
        for (var word : words) {
            variants(word).forEach(one -> all.add(quoted(one)));
            all.add(quoted(word.replace("@", "%40")));
        }
        numbers.forEach(number -> all.add(digits(number)));
        return all;
    }

    /** What may stand between two names, in an address or before a comma too. */
    private static final String BETWEEN = "[ \\u00a0._,;-]{1,3}";

    private static String joined(Set<String> all) {
        return "(?:" + String.join("|", all) + ")";
    }

    private static Set<String> variants(String text) {
        return new LinkedHashSet<>(List.of(text, bare(text)));
    }

    private static String quoted(String text) {
        return text.codePoints()
                .mapToObj(point ->
                        Character.isLetterOrDigit(point) ? Character.toString(point) : "\\" + Character.toString(point))
                .collect(Collectors.joining());
    }

    /** However the number is grouped and whether or not it names its country. */
    private static String digits(String number) {
        var all = number.replaceAll("[^0-9]", "");
        var last = all.substring(Math.max(0, all.length() - 9));
        return "(?:[+0(][0-9 ().+-]{0,7})?"
                + last.chars().mapToObj(Character::toString).collect(Collectors.joining("[ .()\\u00a0-]{0,2}"));
    }

    /** Whether a line of a file, its cells beside each other, names one of them. */
    Predicate<String> inLine() {
        var parts = new ArrayList<Predicate<String>>();
        for (var word : words) {
            parts.add(line -> line.contains(plain(word)));
        }
        for (var id : ids()) {
            parts.add(line -> line.contains(id));
        }
        for (var number : phones) {
            var pattern = Pattern.compile(digits(number));
            parts.add(line -> pattern.matcher(line).find());
        }
        for (var name : names) {
            parts.add(line -> word(line, plain(name.first())) && word(line, plain(name.last())));
        }
        return line -> {
            var plain = plain(line);
            return parts.stream().anyMatch(part -> part.test(plain));
        };
    }

    private static boolean word(String line, String word) {
        for (int at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + 1)) {
            var end = at + word.length();
            if ((at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1)))
                    && (end == line.length() || !Character.isLetterOrDigit(line.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    static String plain(String text) {
        return bare(text).toLowerCase(java.util.Locale.ROOT);
    }

    private static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    }
}
