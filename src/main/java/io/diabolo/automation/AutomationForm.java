package io.diabolo.automation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An automation as the editor sends it: what was typed, readable or not, so that nothing of it is lost.
 *
 * @param plan what it comes to; a number that is none is far beyond its limits, so that it is named as wrong
 */
record AutomationForm(String name, Plan plan, @Nullable Integer version) {
    private static final Pattern CONDITION = Pattern.compile("conditions\\[(\\d{1,3})]");
    private static final Pattern ACTION = Pattern.compile("actions\\[(\\d{1,3})]\\.([a-z_]{1,40})");
    private static final int WRONG = -99_999;

    static AutomationForm read(Map<String, String> form) {
        var conditions = new TreeMap<Integer, String>();
        var actions = new TreeMap<Integer, Map<String, String>>();
        form.forEach((name, value) -> {
            var condition = CONDITION.matcher(name);
            var action = ACTION.matcher(name);
            if (condition.matches()) {
                conditions.put(
                        Integer.valueOf(condition.group(1)),
                        value.replace("\r\n", "\n").strip());
            } else if (action.matches()) {
                actions.computeIfAbsent(Integer.valueOf(action.group(1)), _ -> new LinkedHashMap<>())
                        .put(action.group(2), value.replace("\r\n", "\n"));
            }
        });
        var version = form.getOrDefault("version", "");
        var delay = number(form, "delay", 0);
        var unit = form.getOrDefault("delay_unit", "minutes");
        var plan = new Plan(
                form.get("record_type"),
                trigger(form),
                delay < 0 ? delay : (int) Math.min(1_000_000L, (long) delay * minutes(unit)),
                form.containsKey("settles"),
                form.containsKey("imports"),
                number(form, "most_an_hour", Plan.USUAL_MOST),
                conditions.values().stream().filter(one -> !one.isBlank()).toList(),
                actions.values().stream().map(AutomationForm::action).toList());
        return new AutomationForm(
                form.getOrDefault("name", ""), plan, version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null);
    }

    private static Trigger trigger(Map<String, String> form) {
        var days = number(form, "days", 0);
        var fields = Arrays.stream(form.getOrDefault("fields", "").split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
        var every = form.getOrDefault("every", "day");
        var on = switch (every) {
            case "week" -> number(form, "weekday", 1);
            case "month" -> number(form, "monthday", 1);
            default -> 1;
        };
        return new Trigger(
                form.get("begins"),
                form.get("event"),
                fields,
                detail(form),
                form.get("field"),
                form.getOrDefault("direction", "before").equals("before") ? -days : days,
                every,
                on == 0 ? WRONG : on,
                form.get("at"),
                form.containsKey("again"));
    }

    /** Of each kind of event the form has a choice of its own. */
    private static String detail(Map<String, String> form) {
        var event = form.getOrDefault("event", "");
        if (event.equals("stage")) {
            return form.getOrDefault("stage", "");
        }
        return event.startsWith("handoff") ? form.getOrDefault("handoff", "") : "";
    }

    private static Action action(Map<String, String> typed) {
        var values = new LinkedHashMap<>(typed);
        var kind = values.remove("kind");
        return new Action(kind, values);
    }

    private static int number(Map<String, String> form, String name, int usual) {
        var text = form.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return usual;
        }
        return text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : WRONG;
    }

    private static int minutes(String unit) {
        return switch (unit) {
            case "hours" -> 60;
            case "days" -> 1_440;
            default -> 1;
        };
    }

    /** The unit in which a delay is shown best. */
    static String unit(int minutes) {
        return minutes > 0 && minutes % 1_440 == 0 ? "days" : minutes > 0 && minutes % 60 == 0 ? "hours" : "minutes";
    }

    static int amount(int minutes) {
        return minutes / minutes(unit(minutes));
    }

    /** With a further condition. */
    AutomationForm with(String condition) {
        var all = new ArrayList<>(plan.conditions());
        all.add(condition);
        return changed(all, plan.actions());
    }

    /** With a further action. */
    AutomationForm withAction(String kind) {
        var all = new ArrayList<>(plan.actions());
        all.add(new Action(kind, usual(kind)));
        return changed(plan.conditions(), all);
    }

    private static Map<String, String> usual(String kind) {
        return switch (kind) {
            case "assign", "notify", "task" -> Map.of("to", "owner");
            case "mail" -> Map.of("from", "keeper", "purpose", "prospecting");
            default -> Map.of();
        };
    }

    /** What a button of the form asks for, such as {@code up:2}. */
    AutomationForm pressed(String press) {
        var at = press.indexOf(':');
        var n = press.substring(at + 1);
        if (at < 0 || !n.matches("[0-9]{1,3}")) {
            return this;
        }
        var i = Integer.parseInt(n);
        var conditions = new ArrayList<>(plan.conditions());
        var actions = new ArrayList<>(plan.actions());
        switch (press.substring(0, at)) {
            case "uncondition" -> remove(conditions, i);
            case "remove" -> remove(actions, i);
            case "up" -> swap(actions, i - 1, i);
            case "down" -> swap(actions, i, i + 1);
            default -> {
                // a button of another page
            }
        }
        return changed(conditions, actions);
    }

    private static void remove(List<?> all, int i) {
        if (i < all.size()) {
            all.remove(i);
        }
    }

    private static void swap(List<Action> all, int one, int other) {
        if (one >= 0 && other < all.size()) {
            java.util.Collections.swap(all, one, other);
        }
    }

    private AutomationForm changed(List<String> conditions, List<Action> actions) {
        return new AutomationForm(
                name,
                new Plan(
                        plan.recordType(),
                        plan.trigger(),
                        plan.delayMinutes(),
                        plan.settles(),
                        plan.imports(),
                        plan.mostAnHour(),
                        conditions,
                        actions),
                version);
    }
}
