package io.diabolo.rules;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a workspace for one purpose.
 *
 * @param id null as long as nobody changed what comes with Diabolo
 * @param version rises with each change; 0: as it comes with Diabolo
 * @param settings numbers that go with the rules, such as a half-life in days
 */
public record RuleSet(@Nullable UUID id, String purpose, int version, List<Rule> rules, Map<String, Long> settings) {
    public List<Rule> active() {
        return rules.stream().filter(Rule::active).toList();
    }

    public long setting(String name) {
        return settings.getOrDefault(name, 0L);
    }
}
