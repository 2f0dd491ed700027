package io.diabolo.prospecting;

import io.diabolo.rules.RuleWord;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All that the page of a target profile shows; its market is asked for after the page.
 *
 * @param priorities what may be cited, by id
 * @param activities the sub-classes of the nomenclature that were looked for, by code
 * @param sought the words by which they were
 * @param lists those made from it that may be seen, by id
 * @param said what is wrong with what was typed, and in which field
 */
record ProfilePage(
        TargetProfiles.Profile profile,
        List<Part> parts,
        Map<UUID, String> priorities,
        Map<String, String> activities,
        String sought,
        Map<UUID, String> lists,
        Map<String, String> typed,
        Said said,
        boolean stale) {
    static final List<String> OPS =
            List.of("eq", "ne", "gt", "gte", "lt", "lte", "contains", "prefix", "filled", "empty");

    /** @param field the one that is wrong; {@code text} is empty where none is */
    record Said(String field, String text) {
        static final Said NOTHING = new Said("", "");
    }

    /** @param words what its conditions may name */
    record Part(Criteria.Side side, List<Line> lines, List<RuleWord> words) {
        String id() {
            return side.field();
        }
    }

    /**
     * @param says the condition in words
     * @param beside what its codes stand for, or empty
     * @param fault why it isn't a rule any more, or empty
     */
    record Line(int place, String says, String beside, String expression, String fault) {}

    String path() {
        return "/target-profiles/" + profile.id();
    }

    /** What was typed is the profile as text, not one more condition. */
    boolean isText() {
        return typed.containsKey("companies");
    }

    /** What is wrong with a field of the text; empty while nothing is. */
    String fault(String name) {
        return isText() && said.field().equals(name) ? said.text() : "";
    }

    /** What is wrong and stands at no field. */
    String fault() {
        return fault(said.field()).isEmpty() ? said.text() : "";
    }

    String value(String name) {
        return typed.getOrDefault(name, "");
    }

    /** What stands, unless somebody typed something else that was refused. */
    String value(String name, String standing) {
        return typed.getOrDefault(name, standing);
    }
}
