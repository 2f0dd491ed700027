package io.diabolo.rules;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a workspace's rules are for: scoring, routing, target profiles. A bean of the module that acts by them. */
public interface RulePurpose {
    /** In URLs, the API and texts: {@code rules.purpose.<id>}. */
    String id();

    /** The id of the record type that the rules look at. */
    String recordType();

    /** What its fields are; of a type that has no list of its own, the purpose says it itself. */
    default RecordType lookedAt(RecordTypes types) {
        return types.byId(recordType()).orElseThrow();
    }

    /** Further records that it refers to and whose fields may be asked: {@code company}, {@code person}. */
    default Set<String> joined() {
        return Set.of();
    }

    /** Whether its rules run on whole tables, so that each has to be one that SQL can say. */
    default boolean asksSets() {
        return true;
    }

    /**
     * Whether the workspace keeps one set of these rules, which is written in its settings. Otherwise each record of the
     * module has expressions of its own, such as a target profile.
     */
    default boolean isKept() {
        return true;
    }

    /** Fields, by their full names, that these rules can't ask for, since they follow from them. */
    default Set<String> unasked() {
        return Set.of();
    }

    /** What a rule gives: points, or an outcome. */
    default boolean givesPoints() {
        return true;
    }

    /** What holds until the workspace says something else. */
    default List<Rule> defaults() {
        return List.of();
    }

    /** Numbers that go with the rules, with what they are until somebody sets them. */
    default Map<String, Long> settings() {
        return Map.of();
    }

    /** The key of what is wrong with a setting; null when it is right. */
    default @Nullable String fault(String setting, long value) {
        return value < 1 || value > 3_650 ? "rules.fault.setting" : null;
    }

    /** The key of what is wrong with an outcome; null when it is right. */
    default @Nullable String fault(String outcome) {
        return null;
    }

    /** Text key of what an outcome is called. */
    default String outcomeLabel() {
        return "rules.outcome";
    }

    /** The outcomes that may be chosen, by their value, as their reader calls them. */
    default Map<String, String> outcomes(Actor me) {
        return Map.of();
    }

    /** An outcome that a rule holds already, also one that can't be chosen any more, as its reader calls it. */
    default String called(String outcome, Actor me) {
        return outcomes(me).getOrDefault(outcome, outcome);
    }

    /** What these rules would have made of the last month's records that {@code me} may see. */
    default Replay replay(RuleSet candidate, Actor me) {
        return new Replay(0, 0, List.of());
    }

    /** What these rules say of a record, found by name or id; null when there is none that {@code me} may see. */
    default @Nullable Trial trial(RuleSet candidate, String named, Actor me) {
        return null;
    }

    /** What must follow when the rules were changed, in the same transaction. */
    default void changed(RuleSet set, Actor me) {}
}
