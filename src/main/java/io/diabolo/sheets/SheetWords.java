package io.diabolo.sheets;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a workspace worded a sheet that comes in two languages: by language, what differs from Diabolo's own words. Which
 * questions there are, in which order and with which choices, is one thing for both, so that everybody is asked the same.
 */
record SheetWords(Map<String, Worded> byLanguage) {
    static final List<String> LANGUAGES = List.of("fr", "en");

    /** @param name null as Diabolo calls it */
    record Worded(@Nullable String name, Map<String, Line> questions) {}

    record Line(String label, String hint) {
        static Line of(Question question) {
            return new Line(question.label(), question.hint());
        }
    }

    static String language(Locale locale) {
        return locale.getLanguage().equals("fr") ? "fr" : "en";
    }

    static Locale locale(String language) {
        return language.equals("fr") ? Locale.FRANCE : Locale.UK;
    }

    static String other(String language) {
        return language.equals("fr") ? "en" : "fr";
    }

    /** A sheet as it stands, as the words of one language. */
    static SheetWords standing(SheetTemplate sheet, String language) {
        var lines = new LinkedHashMap<String, Line>();
        sheet.questions().forEach(question -> lines.put(question.id(), Line.of(question)));
        return new SheetWords(Map.of(language, new Worded(sheet.name(), lines)));
    }

    private Worded in(String language) {
        return byLanguage.getOrDefault(language, new Worded(null, Map.of()));
    }

    /** The sheet as it reads in a language; what was worded in neither way stands as whoever added it worded it. */
    SheetTemplate read(SheetTemplate kept, SheetTemplate usual, String language) {
        var own = in(language);
        var questions = kept.questions().stream()
                .map(question -> worded(question, own.questions().get(question.id()), find(usual, question.id())))
                .toList();
        var name = own.name() == null ? usual.name() : own.name();
        return new SheetTemplate(kept.key(), name, questions, kept.version(), kept.usedFor());
    }

    private static Question worded(Question kept, @Nullable Line own, @Nullable Question usual) {
        var line = own != null ? own : Line.of(usual != null ? usual : kept);
        return new Question(kept.id(), line.label(), line.hint(), kept.kind(), kept.choices(), kept.required());
    }

    private static @Nullable Question find(SheetTemplate sheet, String id) {
        return sheet.questions().stream()
                .filter(question -> question.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** With what was written in one language; the other keeps its words, but for questions that are gone. */
    SheetWords with(String language, String name, List<Question> questions, SheetTemplate usual) {
        var lines = new LinkedHashMap<String, Line>();
        for (var question : questions) {
            var given = find(usual, question.id());
            if (given == null || !Line.of(given).equals(Line.of(question))) {
                lines.put(question.id(), Line.of(question));
            }
        }
        var all = new HashMap<String, Worded>();
        var ids = questions.stream().map(Question::id).collect(Collectors.toSet());
        byLanguage.forEach((other, worded) -> all.put(other, kept(worded, ids)));
        all.put(language, new Worded(name.equals(usual.name()) ? null : name, lines));
        return new SheetWords(all);
    }

    private static Worded kept(Worded worded, Set<String> ids) {
        var lines = new LinkedHashMap<>(worded.questions());
        lines.keySet().retainAll(ids);
        return new Worded(worded.name(), lines);
    }

    /** The questions that were worded anew in the other language, and not in this one. */
    Set<String> onlyElsewhere(String language) {
        var own = in(language).questions().keySet();
        return byLanguage.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(language))
                .flatMap(entry -> entry.getValue().questions().keySet().stream())
                .filter(id -> !own.contains(id))
                .collect(Collectors.toSet());
    }
}
