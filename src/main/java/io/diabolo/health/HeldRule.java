package io.diabolo.health;

import io.diabolo.rules.Rule;
import java.util.UUID;

/** A rule that held on a day, as it was then. */
record HeldRule(UUID id, String name, String expression, int points) {
    static HeldRule of(Rule rule) {
        return new HeldRule(rule.id(), rule.name(), rule.expression(), rule.points());
    }
}
