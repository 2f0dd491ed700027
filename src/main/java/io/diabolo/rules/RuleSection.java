package io.diabolo.rules;

import io.diabolo.configuration.ConfigurationSection;
import io.diabolo.configuration.Portable;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rules that the workspace wrote, by purpose: scoring, routing, approvals, health and the rest. */
@Component
class RuleSection implements ConfigurationSection<RuleSection.Said> {
    private final Rules rules;
    private final Portable portable;

    RuleSection(Rules rules, Portable portable) {
        this.rules = rules;
        this.portable = portable;
    }

    record Said(List<One> rules, Map<String, Long> settings) {}

    /**
     * @param points for rules that give points
     * @param outcome for rules that decide
     */
    record One(
            @Nullable String name,
            String expression,
            @Nullable Integer points,
            @Nullable String outcome,
            boolean active) {}

    @Override
    public String id() {
        return "rules";
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public Class<Said> shape() {
        return Said.class;
    }

    @Override
    public Map<String, Said> items() {
        var all = new TreeMap<String, Said>();
        for (var purpose : rules.purposes()) {
            var set = rules.of(purpose.id());
            if (set.version() > 0) {
                all.put(
                        purpose.id(),
                        new Said(
                                set.rules().stream()
                                        .map(one -> said(one, purpose))
                                        .toList(),
                                new TreeMap<>(set.settings())));
            }
        }
        return all;
    }

    private One said(Rule one, RulePurpose purpose) {
        return new One(
                one.name().isEmpty() ? null : one.name(),
                written(one.expression()),
                purpose.givesPoints() ? one.points() : null,
                purpose.givesPoints() ? null : written(one.outcome()),
                one.active());
    }

    /** What names nobody that is here any more stays as it is: whoever takes it over is told. */
    private String written(String text) {
        return Objects.requireNonNullElse(portable.written(text), text);
    }

    @Override
    public void apply(String key, Said wanted, Actor me) {
        var purpose = rules.purposes().stream()
                .filter(one -> one.id().equals(key))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "",
                        "configuration.fault.item",
                        rules.purposes().stream().map(RulePurpose::id).collect(Collectors.joining(", "))));
        var present = new ArrayList<>(rules.of(key).rules());
        var all = new ArrayList<Rule>();
        for (var at = 0; at < wanted.rules().size(); at++) {
            all.add(rule(wanted.rules().get(at), "rules[" + at + "]", purpose, present));
        }
        rules.save(key, all, new LinkedHashMap<>(wanted.settings()), null, me);
    }

    /** The rule that says so already keeps its id, by which runs name it. */
    private Rule rule(One said, String at, RulePurpose purpose, List<Rule> present) {
        var expression = portable.local(said.expression(), at + ".expression");
        var outcome = said.outcome() == null ? "" : portable.local(said.outcome(), at + ".outcome");
        if (purpose.givesPoints() ? said.outcome() != null : said.points() != null) {
            throw new BadInput(
                    at, purpose.givesPoints() ? "configuration.fault.points" : "configuration.fault.outcome");
        }
        var same = present.stream()
                .filter(one ->
                        one.expression().equals(expression) && one.outcome().equals(outcome))
                .findFirst()
                .orElse(null);
        if (same != null) {
            present.remove(same);
        }
        var id = same != null
                ? same.id()
                : UUID.nameUUIDFromBytes((at + outcome + expression).getBytes(StandardCharsets.UTF_8));
        return new Rule(
                id,
                Objects.requireNonNullElse(said.name(), ""),
                expression,
                Objects.requireNonNullElse(said.points(), 0),
                outcome,
                said.active());
    }

    @Override
    public Set<String> actions() {
        return Set.of("rules.");
    }

    @Override
    public Set<String> kinds() {
        return Set.of("rule_set");
    }

    @Override
    public boolean mayApply(Actor me) {
        return Rules.mayEdit(me);
    }
}
