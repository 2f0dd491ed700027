package io.diabolo.rules;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of a rule set shows.
 *
 * @param words what rules may name, with how people call it
 * @param outcomeLabel text key of what an outcome is called, and {@code outcomes} those that a new rule may have
 * @param stale somebody changed the rules meanwhile
 */
record RulesPage(
        String purpose,
        List<String> purposes,
        boolean editable,
        boolean points,
        int version,
        List<Row> rows,
        List<Setting> settings,
        List<Word> words,
        String outcomeLabel,
        Map<String, String> outcomes,
        Map<String, String> typed,
        String fault,
        boolean stale,
        @Nullable Trial trial,
        boolean tried,
        @Nullable Replay replay) {

    /**
     * @param says the rule in words, or empty where it is wrong
     * @param outcomes those to choose from, with the one that the rule has
     */
    record Row(RuleForm.Row form, String says, Map<String, String> faults, Map<String, String> outcomes) {
        String id(String name) {
            return "rule-" + form.at() + "-" + name;
        }

        String name(String name) {
            return "rules[" + form.at() + "]." + name;
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }

    record Setting(String name, String value, String fault) {}

    record Word(String name, String label, String kind) {}

    String path() {
        return "/settings/rules/" + purpose;
    }

    String typed(String name) {
        return typed.getOrDefault(name, "");
    }

    static List<String> ops() {
        return List.of("eq", "ne", "gt", "gte", "lt", "lte", "contains", "prefix", "filled", "empty");
    }
}
