package io.diabolo.sheets;

import io.diabolo.platform.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The sheets that come with Diabolo, in the reader's language. */
@Component
class BuiltInSheets {
    /** The kinds of record that have a sheet, in the order of the funnel. */
    static final List<String> TYPES = List.of("lead", "opportunity");

    /** By which sheet they are asked until somebody chooses another. */
    static final Map<String, String> USUAL = Map.of("lead", "bant", "opportunity", "discovery");

    private final Texts texts;

    BuiltInSheets(Texts texts) {
        this.texts = texts;
    }

    private record Asked(String id, String kind, boolean required) {}

    private static Asked asked(String id, String kind) {
        return new Asked(id, kind, true);
    }

    private static Asked perhaps(String id, String kind) {
        return new Asked(id, kind, false);
    }

    List<SheetTemplate> all(Locale locale) {
        return List.of(
                template(
                        "bant",
                        locale,
                        asked("need", "text"),
                        asked("timing", "text"),
                        perhaps("decision_on", "date"),
                        asked("budget", "text"),
                        perhaps("amount", "money"),
                        asked("authority", "text"),
                        perhaps("current_solution", "text")),
                template(
                        "spiced",
                        locale,
                        asked("situation", "text"),
                        asked("pain", "text"),
                        asked("impact", "text"),
                        asked("critical_event", "text"),
                        perhaps("event_on", "date"),
                        perhaps("decision", "text")),
                template(
                        "meddicc",
                        locale,
                        asked("metrics", "text"),
                        asked("economic_buyer", "text"),
                        perhaps("decision_criteria", "text"),
                        perhaps("decision_process", "text"),
                        asked("pain", "text"),
                        asked("champion", "text"),
                        perhaps("competition", "text")),
                template(
                        "discovery",
                        locale,
                        asked("need", "text"),
                        asked("pains", "text"),
                        asked("impact", "text"),
                        asked("timing", "text"),
                        perhaps("decision_on", "date"),
                        asked("budget", "text"),
                        perhaps("amount", "money"),
                        asked("existing_solutions", "text"),
                        asked("deployment", "text"),
                        asked("support_and_training", "text"),
                        asked("decision_process", "text"),
                        perhaps("decision_criteria", "text"),
                        asked("success_measures", "text")));
    }

    private SheetTemplate template(String key, Locale locale, Asked... asked) {
        var questions = new ArrayList<Question>();
        for (var one : asked) {
            var text = "sheet." + key + "." + one.id();
            questions.add(new Question(
                    one.id(),
                    texts.text(locale, text),
                    texts.text(locale, text + ".hint"),
                    one.kind(),
                    List.of(),
                    one.required()));
        }
        return new SheetTemplate(key, texts.text(locale, "sheet." + key), questions, 0, List.of());
    }
}
