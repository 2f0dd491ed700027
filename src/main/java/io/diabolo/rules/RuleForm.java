package io.diabolo.rules;

import io.diabolo.platform.BadInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules as a form sends them. A row whose text was emptied is gone; the order is what the rows say. */
record RuleForm(
        List<Row> rows,
        Map<String, String> settings,
        @Nullable Integer version) {
    private static final Pattern NAME =
            Pattern.compile("rules\\[(\\d{1,3})]\\.(id|name|expression|points|outcome|active|order)");

    /** @param at its place in the form, by which faults name it */
    record Row(int at, Map<String, String> typed) {
        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        boolean isActive() {
            return typed.containsKey("active");
        }

        boolean isGone() {
            return value("expression").isBlank();
        }

        private int order() {
            return value("order").matches("[0-9]{1,4}") ? Integer.parseInt(value("order")) : 10_000 + at;
        }
    }

    static RuleForm of(Map<String, String> form) {
        var rows = new TreeMap<Integer, Map<String, String>>();
        var settings = new LinkedHashMap<String, String>();
        form.forEach((name, value) -> {
            var match = NAME.matcher(name);
            if (match.matches()) {
                rows.computeIfAbsent(Integer.valueOf(match.group(1)), _ -> new LinkedHashMap<>())
                        .put(match.group(2), value.replace("\r\n", "\n"));
            } else if (name.startsWith("settings.")) {
                settings.put(name.substring("settings.".length()), value.strip());
            }
        });
        var version = form.getOrDefault("version", "");
        var all = new ArrayList<Row>();
        rows.forEach((_, typed) -> all.add(new Row(all.size(), typed)));
        return new RuleForm(all, settings, version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null);
    }

    static RuleForm of(RuleSet set) {
        var rows = new ArrayList<Row>();
        for (var rule : set.rules()) {
            rows.add(new Row(rows.size(), typed(rule, rows.size() + 1)));
        }
        var settings = new LinkedHashMap<String, String>();
        new TreeMap<>(set.settings()).forEach((name, value) -> settings.put(name, String.valueOf(value)));
        return new RuleForm(rows, settings, set.version());
    }

    private static Map<String, String> typed(Rule rule, int order) {
        var typed = new LinkedHashMap<String, String>();
        typed.put("id", rule.id().toString());
        typed.put("name", rule.name());
        typed.put("expression", rule.expression());
        typed.put("points", String.valueOf(rule.points()));
        typed.put("outcome", rule.outcome());
        typed.put("order", String.valueOf(order));
        if (rule.active()) {
            typed.put("active", "true");
        }
        return typed;
    }

    RuleForm with(String expression, Map<String, String> more) {
        var all = new ArrayList<>(rows);
        var typed = new LinkedHashMap<>(more);
        typed.put("expression", expression);
        typed.put("active", "true");
        typed.put("order", String.valueOf(all.size() + 1));
        all.add(new Row(all.size(), typed));
        return new RuleForm(all, settings, version);
    }

    private List<Row> standing() {
        return rows.stream()
                .filter(row -> !row.isGone())
                .sorted(Comparator.comparingInt(Row::order).thenComparingInt(Row::at))
                .toList();
    }

    /** @throws BadInput where a number isn't one */
    List<Rule> rules() {
        var faults = new ArrayList<BadInput.Fault>();
        var rules = new ArrayList<Rule>();
        for (var row : standing()) {
            var points = row.value("points").strip().replace('−', '-');
            var number = points.matches("[+-]?[0-9]{1,4}") ? Integer.parseInt(points) : 0;
            if (!points.isEmpty() && !points.matches("[+-]?[0-9]{1,4}")) {
                faults.add(new BadInput.Fault("rules[" + row.at() + "].points", "rules.fault.points"));
            }
            rules.add(new Rule(
                    id(row.value("id")),
                    row.value("name").strip(),
                    row.value("expression").strip(),
                    number,
                    row.value("outcome"),
                    row.isActive()));
        }
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return rules;
    }

    Map<String, Long> numbers() {
        var numbers = new LinkedHashMap<String, Long>();
        settings.forEach((name, value) -> numbers.put(name, value.matches("[0-9]{1,6}") ? Long.parseLong(value) : 0L));
        return numbers;
    }

    /** Faults name a rule by its place among those that stand; here they come back to the rows that were typed. */
    Map<String, BadInput.Fault> placed(List<BadInput.Fault> faults) {
        var standing = standing();
        var placed = new LinkedHashMap<String, BadInput.Fault>();
        for (var fault : faults) {
            var match = Pattern.compile("rules\\[(\\d+)](.*)").matcher(fault.field());
            var field = match.matches() && Integer.parseInt(match.group(1)) < standing.size()
                    ? "rules[" + standing.get(Integer.parseInt(match.group(1))).at() + "]" + match.group(2)
                    : fault.field();
            placed.putIfAbsent(field, fault);
        }
        return placed;
    }

    private static UUID id(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? UUID.fromString(text) : UUID.randomUUID();
    }
}
