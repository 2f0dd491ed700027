package io.diabolo.automation;

import io.diabolo.rules.RuleWord;
import io.diabolo.web.Ui;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that the editor shows.
 *
 * @param automation as it is kept; null: it isn't yet
 * @param faults by parameter
 * @param conditions each in words, or empty where it has none
 * @param typed what was typed into the parts that add something
 */
record EditorPage(
        @Nullable Automation automation,
        AutomationForm form,
        Map<String, String> faults,
        List<String> conditions,
        Map<String, String> typed,
        Offered offered,
        List<Automations.Version> versions,
        Map<String, Integer> counts,
        @Nullable TrialShown trial,
        Ui ui) {

    /**
     * What can be chosen, by value, as its reader calls it.
     *
     * @param whom members and roles, of an action that means one; {@code all} of one that may mean several
     */
    record Offered(
            List<String> events,
            Map<String, String> changing,
            Map<String, String> dates,
            Map<String, String> stages,
            Map<String, String> handoffs,
            List<RuleWord> words,
            List<String> deeds,
            Map<String, String> fields,
            Map<String, String> whom,
            Map<String, String> all,
            Map<String, String> templates,
            Map<String, String> sequences,
            Map<String, String> webhooks) {}

    /** One action of the form, by the parameters' own names. */
    record Row(int at, Action action, boolean first, boolean last) {
        String name(String part) {
            return "actions[" + at + "]." + part;
        }

        String id(String part) {
            return "action-" + at + "-" + part;
        }
    }

    /** @param lines with the reason in words */
    record TrialShown(Trials.Trial trial, List<Line> lines) {
        record Line(Trials.Line line, String why) {}
    }

    Plan plan() {
        return form.plan();
    }

    Trigger trigger() {
        return form.plan().trigger();
    }

    String path() {
        var kept = automation;
        return kept == null ? "/automations" : "/automations/" + kept.id();
    }

    String type() {
        return ui.t("record." + plan().recordType() + ".one");
    }

    List<Row> rows() {
        var actions = plan().actions();
        return IntStream.range(0, actions.size())
                .mapToObj(i -> new Row(i, actions.get(i), i == 0, i == actions.size() - 1))
                .toList();
    }

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    String fault(Row row, String part) {
        return faults.getOrDefault(row.name(part), "");
    }

    /** The first that is said at no field. */
    String fault() {
        return faults.entrySet().stream()
                .filter(one -> one.getKey().isEmpty() || one.getKey().equals("record_type"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    String typed(String name) {
        return typed.getOrDefault(name, "");
    }

    String amount() {
        return String.valueOf(AutomationForm.amount(Math.max(0, plan().delayMinutes())));
    }

    String unit() {
        return AutomationForm.unit(Math.max(0, plan().delayMinutes()));
    }

    String days() {
        return String.valueOf(Math.min(9_999, Math.abs(trigger().days())));
    }

    String direction() {
        return trigger().days() > 0 ? "after" : "before";
    }

    String weekday(int day) {
        return AutomationWords.weekday(day, ui);
    }

    /** What is chosen now stays to be chosen, though the page wouldn't offer it. */
    static Map<String, String> with(Map<String, String> offered, String present) {
        if (present.isEmpty() || offered.containsKey(present)) {
            return offered;
        }
        var all = new LinkedHashMap<String, String>();
        all.put(present, present);
        all.putAll(offered);
        return all;
    }

    String fields() {
        return String.join(",", trigger().fields());
    }

    String at() {
        try {
            return LocalTime.parse(trigger().at()).toString();
        } catch (java.time.format.DateTimeParseException _) {
            return Trigger.USUAL_TIME;
        }
    }

    static List<String> ops() {
        return List.of("eq", "ne", "gt", "gte", "lt", "lte", "contains", "prefix", "filled", "empty");
    }

    /** When the one that is kept begins. */
    String says(Automation kept) {
        return AutomationWords.trigger(kept.plan(), ui);
    }

    /** An action that nobody does has no name. */
    String action(Action action) {
        return offered.deeds().contains(action.kind()) ? ui.t("automation.action." + action.kind()) : "";
    }
}
