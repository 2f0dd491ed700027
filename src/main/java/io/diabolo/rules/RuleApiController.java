package io.diabolo.rules;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Rule sets in the API. */
@RestController
class RuleApiController {
    private final Rules rules;

    RuleApiController(Rules rules) {
        this.rules = rules;
    }

    @GetMapping("/api/v1/rule-sets/{purpose}")
    Map<String, @Nullable Object> show(@PathVariable String purpose, Ui ui) {
        return json(rules.of(purpose), ui);
    }

    private Map<String, @Nullable Object> json(RuleSet set, Ui ui) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("purpose", set.purpose());
        body.put("version", set.version());
        body.put("settings", set.settings());
        body.put(
                "rules",
                set.rules().stream()
                        .map(rule -> Map.of(
                                "id", rule.id().toString(),
                                "name", rule.name(),
                                "expression", rule.expression(),
                                "says", rules.says(set.purpose(), rule.expression(), ui.locale()),
                                "points", rule.points(),
                                "outcome", rule.outcome(),
                                "active", rule.active()))
                        .toList());
        return body;
    }

    @PutMapping("/api/v1/rule-sets/{purpose}")
    Map<String, @Nullable Object> save(
            @PathVariable String purpose, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var version = body.get("version") instanceof Integer number ? number : null;
        var asked = rules.purpose(purpose);
        return json(rules.save(purpose, list(body), settings(asked, body), version, ui.me()), ui);
    }

    /** What these rules would change of the last month; nothing is written. */
    @PostMapping("/api/v1/rule-sets/{purpose}/replays")
    Map<String, @Nullable Object> replay(
            @PathVariable String purpose, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        var asked = rules.purpose(purpose);
        var candidate = new RuleSet(null, purpose, 0, list(body), settings(asked, body));
        rules.refuse(asked, candidate.rules(), candidate.settings());
        var replay = asked.replay(candidate, ui.me());
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("looked", replay.looked());
        answer.put("changed", replay.changed());
        answer.put(
                "items",
                replay.lines().stream()
                        .map(line -> Map.of(
                                "id", line.id().toString(),
                                "name", line.name(),
                                "before", line.before(),
                                "after", line.after()))
                        .toList());
        return answer;
    }

    @PostMapping("/api/v1/rule-sets/{purpose}/checks")
    Map<String, @Nullable Object> check(
            @PathVariable String purpose, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        var expression = body.get("expression") instanceof String text ? text : "";
        var fault = rules.fault(purpose, expression);
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("right", fault == null);
        answer.put("position", fault == null ? null : fault.position());
        answer.put(
                "fault", fault == null ? null : ui.t(fault.key(), fault.args().toArray()));
        answer.put("says", fault == null ? rules.says(purpose, expression, ui.locale()) : null);
        answer.put(
                "count",
                fault == null && rules.purpose(purpose).asksSets() ? rules.count(purpose, expression, ui.me()) : null);
        return answer;
    }

    private static List<Rule> list(Map<String, @Nullable Object> body) {
        if (!(body.get("rules") instanceof List<?> given)) {
            throw new BadInput("rules", "problem.field.text");
        }
        var all = new ArrayList<Rule>();
        for (var one : given) {
            if (!(one instanceof Map<?, ?> rule)) {
                throw new BadInput("rules", "problem.field.text");
            }
            all.add(new Rule(
                    id(rule.get("id")),
                    text(rule.get("name")),
                    text(rule.get("expression")),
                    points(rule.get("points")),
                    text(rule.get("outcome")),
                    !Boolean.FALSE.equals(rule.get("active"))));
        }
        return all;
    }

    private static Map<String, Long> settings(RulePurpose purpose, Map<String, @Nullable Object> body) {
        if (!(body.get("settings") instanceof Map<?, ?> given)) {
            return purpose.settings();
        }
        var all = new LinkedHashMap<String, Long>();
        given.forEach((name, value) ->
                all.put(String.valueOf(name), value instanceof Integer number ? number.longValue() : 0L));
        return all;
    }

    private static UUID id(@Nullable Object value) {
        var text = text(value);
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? UUID.fromString(text) : UUID.randomUUID();
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }

    /** What isn't a small whole number is refused with the rest. */
    private static int points(@Nullable Object value) {
        return value == null ? 0 : value instanceof Integer number ? number : Integer.MAX_VALUE;
    }
}
