package io.diabolo.roles;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code titles.txt}, whose head says how it is written, made ready for look-ups: every word is a number, every
 * term (some words in a row) a number, and of a rule only those are looked at whose first term stands in the title.
 */
final class TitleRules {
    static final String TABLE = "/io/diabolo/roles/titles.txt";
    /** A word of its own before the first one: "^ associate" is a title that begins with it. */
    static final String START = "^";

    /** The level of "responsable": a manager, but for whom it belongs to another name than "manager" does. */
    static final String RESPONSIBLE = "responsible";

    /** Words in which "lead", "stage" and the like tell no level: "lead generation", "early stage". */
    static final String NO_LEVEL = "-";

    /** {@code role} by {@code weight}, if all of {@code needs} and none of {@code not} stand in the title. */
    record Rule(
            CanonicalRole role,
            int weight,
            List<CanonicalRole> others,
            @Nullable String note,
            int[] needs,
            int[] not,
            int words) {}

    private static final Set<String> ABOUT_EMPLOYERS = Set.of("shop", "it-services");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern BAR = Pattern.compile("\\|");

    private final Map<String, Integer> words = new HashMap<>();
    private final Set<String> keyWords = new HashSet<>();
    private final Map<String, Integer> terms = new HashMap<>();
    private final Set<String> stops = new HashSet<>();
    private final WordTree tree = new WordTree();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Integer, String> hints = new HashMap<>();
    private final Map<Integer, String> levels = new HashMap<>();
    private final Set<Integer> classes = new HashSet<>();
    private final Set<Integer> context = new HashSet<>();
    private final Rule[][] byTerm;
    private final Spelling spelling;

    TitleRules() {
        word(START);
        try (var in = Objects.requireNonNull(TitleRules.class.getResourceAsStream(TABLE), TABLE);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var head = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (Character.isWhitespace(line.charAt(0))) {
                    for (var pattern : BAR.split(line, -1)) {
                        take(head, pattern.strip());
                    }
                } else if (line.startsWith("@stop ")) {
                    Arrays.stream(line.substring(6).split(",", -1))
                            .map(String::strip)
                            .forEach(stops::add);
                } else {
                    head = line.strip();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byTerm = new Rule[terms.size()][];
        for (var term = 0; term < byTerm.length; term++) {
            var first = term;
            byTerm[term] = rules.stream().filter(rule -> rule.needs[0] == first).toArray(Rule[]::new);
        }
        spelling = new Spelling(keyWords);
    }

    private void take(String head, String pattern) {
        if (pattern.isEmpty()) {
            return;
        }
        var parts = SPACE.split(head, -1);
        switch (parts[0]) {
            case "@class" -> {
                var term = term('<' + parts[1] + '>');
                classes.add(term);
                phrases(pattern).forEach(phrase -> plant(phrase, term));
                if (ABOUT_EMPLOYERS.contains(parts[1])) {
                    context.add(term);
                }
            }
            case "@hint" -> mark(pattern, "@hint", parts[1], hints);
            case "@level" -> {
                mark(pattern, "@level", parts[1], levels);
                context.addAll(levels.keySet());
            }
            default -> rule(parts, pattern);
        }
    }

    private void mark(String pattern, String kind, String name, Map<Integer, String> marks) {
        for (var phrase : phrases(pattern)) {
            var term = term(kind + ' ' + phrase);
            plant(phrase, term);
            marks.put(term, name);
        }
    }

    private void rule(String[] head, String pattern) {
        var role = Objects.requireNonNull(CanonicalRole.of(head[0]), head[0]);
        var others = new ArrayList<CanonicalRole>();
        String note = null;
        for (var i = 2; i < head.length; i++) {
            if (head[i].startsWith("~")) {
                others.add(Objects.requireNonNull(CanonicalRole.of(head[i].substring(1)), head[i]));
            } else {
                note = head[i].substring(1);
            }
        }
        var parts = pattern.split(" (?=[+!] )", -1);
        for (var first : phrases(parts[0])) {
            var needs = new ArrayList<Integer>();
            var not = new ArrayList<Integer>();
            needs.add(term(first));
            var length = length(first);
            for (var i = 1; i < parts.length; i++) {
                var phrase = phrases(parts[i].substring(2)).getFirst();
                (parts[i].startsWith("+") ? needs : not).add(term(phrase));
                length += parts[i].startsWith("+") ? length(phrase) : 0;
            }
            if (role != CanonicalRole.NONE) {
                learn(first);
            }
            rules.add(new Rule(
                    role,
                    Integer.parseInt(head[1]),
                    List.copyOf(others),
                    note,
                    needs.stream().mapToInt(Integer::intValue).toArray(),
                    not.stream().mapToInt(Integer::intValue).toArray(),
                    length));
        }
    }

    /** Its words may be misspelt: they are what a title is found by. */
    private void learn(String phrase) {
        if (!phrase.startsWith("<")) {
            keyWords.addAll(Arrays.asList(SPACE.split(phrase, -1)));
        }
    }

    private static int length(String phrase) {
        return phrase.startsWith("<") ? 1 : SPACE.split(phrase, -1).length;
    }

    /** A phrase in stems, without the words that count for nothing; {@code a/b} makes two of it. */
    private List<String> phrases(String text) {
        if (text.startsWith("<")) {
            return List.of(text);
        }
        var all = List.of("");
        for (var word : SPACE.split(text.strip(), -1)) {
            var next = new ArrayList<String>();
            for (var choice : word.split("/", -1)) {
                var stem = WordStem.of(TitleWords.plain(choice));
                for (var before : all) {
                    next.add(stops.contains(choice) ? before : before.isEmpty() ? stem : before + ' ' + stem);
                }
            }
            all = next;
        }
        return all;
    }

    /** The number of a term; a new phrase is planted in the tree. */
    private int term(String phrase) {
        var known = terms.get(phrase);
        if (known != null) {
            return known;
        }
        var term = terms.size();
        terms.put(phrase, term);
        if (!phrase.startsWith("<") && !phrase.startsWith("@")) {
            plant(phrase, term);
        }
        return term;
    }

    private void plant(String phrase, int term) {
        tree.add(Arrays.stream(SPACE.split(phrase, -1)).mapToInt(this::word).toArray(), term);
    }

    private int word(String stem) {
        return words.computeIfAbsent(stem, _ -> words.size());
    }

    /** The number of a word, or less than 0. */
    int number(String stem) {
        return words.getOrDefault(stem, -1);
    }

    /** The number of a term of the table. */
    int termOf(String phrase) {
        return Objects.requireNonNull(terms.get(phrase), phrase);
    }

    /** Is it no job, but what surrounds one: a place, a contract, a seniority? */
    boolean isContext(int term) {
        return context.contains(term);
    }

    boolean isClass(int term) {
        return classes.contains(term);
    }

    boolean isStop(String word) {
        return stops.contains(word);
    }

    @Nullable
    String meant(String stem) {
        return spelling.meant(stem);
    }

    WordTree tree() {
        return tree;
    }

    int terms() {
        return byTerm.length;
    }

    Rule[] startingWith(int term) {
        return byTerm[term];
    }

    @Nullable
    String hint(int term) {
        return hints.get(term);
    }

    @Nullable
    String level(int term) {
        return levels.get(term);
    }

    static Seniority seniority(String level) {
        return level.equals(RESPONSIBLE) ? Seniority.MANAGER : Seniority.valueOf(level.toUpperCase(Locale.ROOT));
    }
}
