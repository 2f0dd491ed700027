package io.diabolo.mentions;

import io.diabolo.identity.Member;
import io.diabolo.platform.MemberId;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads who is named out of a text: {@code @"Inès Roy"}, {@code @Inès Roy}, {@code @Inès} where only one is called so, or what
 * stands before the @ of their address. Case and accents don't matter. An @ within a word, as in an address, names nobody,
 * and neither does a name that several have.
 */
final class MentionText {
    /** An @ that begins a word. */
    private static final String AT = "(?<![\\p{L}\\p{N}._%+-])@";

    private static final Pattern NAMED =
            Pattern.compile(AT + "(?:\"([^\"\\n]{1,200})\"|«\\s?([^»\\n]{1,200}?)\\s?»|“([^”\\n]{1,200})”"
                    + "|([\\p{L}\\p{N}._'’-]{1,80}(?: [\\p{L}\\p{N}.'’-]{1,80}){0,5}))");
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}'’-]+(?: [\\p{L}\\p{N}'’-]+)*");
    private static final int WORDS = 6;
    /** The group of a name without quotation marks; those before it are in some. */
    private static final int PLAIN_NAME = 4;

    private MentionText() {}

    /** A member and how they stand in the text. */
    record Found(Member member, String written) {}

    /** A piece of a text; with a mention it is a link. */
    record Piece(String text, @Nullable Mention mention) {}

    /** Each member once, in the order in which they are named. */
    static List<Found> read(String text, List<Member> members) {
        var names = new Names(members);
        var all = new LinkedHashMap<MemberId, Found>();
        var named = NAMED.matcher(text);
        while (named.find()) {
            var quoted = quoted(named);
            var plain = named.group(PLAIN_NAME);
            var found =
                    quoted != null ? names.quoted(quoted, named.group()) : plain == null ? null : names.plain(plain);
            if (found != null) {
                all.putIfAbsent(found.member().id(), found);
            }
        }
        return List.copyOf(all.values());
    }

    private static @Nullable String quoted(Matcher named) {
        for (var group = 1; group < PLAIN_NAME; group++) {
            if (named.group(group) != null) {
                return named.group(group);
            }
        }
        return null;
    }

    /** Who is meant by which name; a name of several means nobody. */
    private static final class Names {
        private final Map<String, List<Member>> whole;
        private final Map<String, List<Member>> first;
        private final Map<String, List<Member>> address;

        Names(List<Member> members) {
            whole = members.stream().collect(Collectors.groupingBy(member -> fold(member.name())));
            first = members.stream()
                    .collect(Collectors.groupingBy(
                            member -> fold(member.name().strip().split("\\s+", 2)[0])));
            address = members.stream()
                    .filter(member -> member.email() != null)
                    .collect(Collectors.groupingBy(member -> fold(local(member.email()))));
        }

        private static String local(@Nullable String email) {
            return email == null ? "" : email.replaceFirst("@.*$", "");
        }

        @Nullable
        Found quoted(String name, String written) {
            var one = only(whole, name);
            return one == null ? null : new Found(one, written);
        }

        /** The longest name that fits goes first: "@Inès Roy-Martin" is she and not "@Inès Roy". */
        @Nullable
        Found plain(String words) {
            var parts = words.split(" ", -1);
            for (var length = Math.min(WORDS, parts.length); length > 0; length--) {
                var said = String.join(" ", List.of(parts).subList(0, length));
                for (var tried = said; !tried.isEmpty(); tried = shorter(tried)) {
                    var one = only(whole, tried);
                    if (one == null && length == 1) {
                        // A first name that several have isn't settled by whose address it happens to be.
                        one = only(first.containsKey(fold(tried)) ? first : address, tried);
                    }
                    if (one != null) {
                        return new Found(one, "@" + tried);
                    }
                }
            }
            return null;
        }

        /** Without the full stop or apostrophe that ends the sentence; empty when there is none. */
        private static String shorter(String text) {
            var last = text.charAt(text.length() - 1);
            return Character.isLetterOrDigit(last) ? "" : text.substring(0, text.length() - 1);
        }

        private static @Nullable Member only(Map<String, List<Member>> by, String name) {
            var all = by.getOrDefault(fold(name), List.of());
            return all.size() == 1 ? all.getFirst() : null;
        }
    }

    /** The text in pieces: those that name somebody apart. */
    static List<Piece> pieces(String text, Collection<Mention> mentions) {
        if (mentions.isEmpty() || text.indexOf('@') < 0) {
            return List.of(new Piece(text, null));
        }
        // The longest first, so that "@Inès Roy" isn't cut by "@Inès".
        var written = mentions.stream()
                .sorted(Comparator.comparingInt((Mention one) -> one.written().length())
                        .reversed())
                .toList();
        var any = Pattern.compile("(?<![\\p{L}\\p{N}._%+-])(?:"
                + written.stream()
                        .map(one ->
                                Pattern.quote(one.written()) + (endsInWord(one.written()) ? "(?![\\p{L}\\p{N}])" : ""))
                        .collect(Collectors.joining("|"))
                + ")");
        var all = new ArrayList<Piece>();
        var matcher = any.matcher(text);
        var done = 0;
        while (matcher.find()) {
            if (matcher.start() > done) {
                all.add(new Piece(text.substring(done, matcher.start()), null));
            }
            var said = matcher.group();
            all.add(new Piece(
                    said,
                    written.stream()
                            .filter(one -> one.written().equals(said))
                            .findFirst()
                            .orElse(null)));
            done = matcher.end();
        }
        if (done < text.length()) {
            all.add(new Piece(text.substring(done), null));
        }
        return all;
    }

    private static boolean endsInWord(String written) {
        return Character.isLetterOrDigit(written.charAt(written.length() - 1));
    }

    /** What is put into a text for a name: in quotation marks where the name has signs that would end it. */
    static String written(String name) {
        var bare = name.strip();
        return PLAIN.matcher(bare).matches() && bare.split(" ", -1).length <= WORDS
                ? "@" + bare
                : "@\"" + bare.replace("\"", "") + "\"";
    }

    static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('’', '\'')
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
