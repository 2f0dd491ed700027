package io.diabolo.roles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * The titles to search for when somebody is looked for, as boolean search strings: by language, and by country where a country
 * says it otherwise.
 */
@Service
public class SearchStrings {
    /** Languages that the vocabulary knows, each with the countries in which it is searched; the first is the usual one. */
    private static final Map<String, List<String>> COUNTRIES = new LinkedHashMap<>();

    static {
        COUNTRIES.put("fr", List.of("FR", "BE", "CH", "LU", "CA"));
        COUNTRIES.put("en", List.of("GB", "IE", "US", "CA"));
        COUNTRIES.put("de", List.of("DE", "AT", "CH"));
        COUNTRIES.put("es", List.of("ES"));
    }

    /** Google reads no more words than that. */
    private static final int WORDS = 32;

    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern COMMA = Pattern.compile(",\\s*(?![^{]*})");
    private static final Pattern FORMS = Pattern.compile("\\{([^}]*)}");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private final Map<String, List<String>> titles = new HashMap<>();
    private final Map<String, List<String>> others = new HashMap<>();

    SearchStrings() {
        for (var line : RoleCatalogue.lines("search.txt")) {
            var cells = BAR.split(line.startsWith("@not ") ? line.substring(5) : line, -1);
            var words = Arrays.stream(COMMA.split(cells[2], -1))
                    .flatMap(one -> forms(one).stream())
                    .toList();
            (line.startsWith("@not ") ? others : titles).put(cells[0] + "|" + cells[1], words);
        }
    }

    /** {@code {chargé,chargée} d'affaires} is two titles. */
    private static List<String> forms(String title) {
        var found = FORMS.matcher(title);
        return found.find()
                ? Arrays.stream(found.group(1).split(",", -1))
                        .map(form -> title.substring(0, found.start()) + form.strip() + title.substring(found.end()))
                        .toList()
                : List.of(title);
    }

    /**
     * One search, in the ways of writing it.
     *
     * @param titles to be found, the most usual first
     * @param not words that would bring others; with spaces in quotes
     * @param linkedin for LinkedIn's own search of people
     * @param general for job boards and databases that know AND, OR, NOT
     * @param google for a search engine, among profiles of that country; cut to what it reads
     */
    public record Search(
            CanonicalRole role,
            String language,
            String country,
            List<String> titles,
            List<String> not,
            String linkedin,
            String general,
            String google) {
        public Search {
            titles = List.copyOf(titles);
            not = List.copyOf(not);
        }
    }

    public static List<String> languages() {
        return List.copyOf(COUNTRIES.keySet());
    }

    /** The countries in which this language is searched. */
    public static List<String> countries(String language) {
        return COUNTRIES.getOrDefault(language, List.of());
    }

    /**
     * @param language one of {@link #languages()}; another is taken as English
     * @param country ISO 3166; one in which the language isn't searched is taken as its usual one
     */
    public Search of(CanonicalRole role, String language, String country) {
        var spoken = COUNTRIES.containsKey(language) ? language : "en";
        var there = countries(spoken).contains(country)
                ? country
                : countries(spoken).getFirst();
        var all = new LinkedHashSet<String>();
        all.addAll(titles.getOrDefault(role.id() + "|" + spoken + "-" + there, List.of()));
        all.addAll(titles.getOrDefault(role.id() + "|" + spoken, List.of()));
        var not = new LinkedHashSet<String>();
        not.addAll(others.getOrDefault(role.id() + "|" + spoken, List.of()));
        not.addAll(others.getOrDefault("*|" + spoken, List.of()));
        var any = any(all.stream().map(SearchStrings::quoted).toList());
        var none = any(List.copyOf(not));
        return new Search(
                role,
                spoken,
                there,
                List.copyOf(all),
                List.copyOf(not),
                any + " NOT " + none,
                any + " AND NOT " + none,
                google(List.copyOf(all), List.copyOf(not), there));
    }

    private static String any(List<String> words) {
        return words.stream().collect(Collectors.joining(" OR ", "(", ")"));
    }

    private static String quoted(String title) {
        return title.contains(" ") || title.contains("-") || title.contains("'") ? "\"" + title + "\"" : title;
    }

    /** The exclusions first, for they are short; then as many titles as are read. */
    private static String google(List<String> titles, List<String> not, String country) {
        var site = "site:"
                + (country.equals("US")
                        ? "www"
                        : country.equals("GB") ? "uk" : country.toLowerCase(java.util.Locale.ROOT))
                + ".linkedin.com/in";
        var minus = not.stream().limit(4).map(word -> "-" + word).collect(Collectors.joining(" "));
        var left = WORDS - 1 - words(minus);
        var taken = new ArrayList<String>();
        for (var title : titles) {
            var quoted = quoted(title);
            // OR is a word, too.
            var more = words(title) + (taken.isEmpty() ? 0 : 1);
            if (more > left) {
                break;
            }
            taken.add(quoted);
            left -= more;
        }
        return site + " " + any(taken) + " " + minus;
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : SPACE.split(text.strip(), -1).length;
    }
}
