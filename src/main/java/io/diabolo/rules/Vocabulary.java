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
 * @param signature two of the same take the same expressions
 */
record Vocabulary(
        String type, Map<String, RuleVariable> variables, Table<?> from, Field<?> id, ZoneId zone, String signature) {
    Vocabulary(String type, Map<String, RuleVariable> variables, Table<?> from, Field<?> id, ZoneId zone) {
        this(
                type,
                variables,
                from,
                id,
                zone,
                zone
                        + variables.values().stream()
                                .map(one -> "|" + one.name() + ":" + one.holds())
                                .collect(Collectors.joining()));
    }
}
