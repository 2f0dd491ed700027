package io.diabolo.rules;

import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Table;

/**
 * All that the rules of a purpose may name, in the order in which it is offered.
 *
 * @param from what a query over the records reads, with what they refer to
 * @param zone in which a day begins
 */
record Vocabulary(String type, Map<String, RuleVariable> variables, Table<?> from, Field<?> id, ZoneId zone) {
    /** Two of the same signature take the same expressions. */
    String signature() {
        return zone
                + variables.values().stream()
                        .map(one -> "|" + one.name() + ":" + one.holds())
                        .collect(Collectors.joining());
    }
}
