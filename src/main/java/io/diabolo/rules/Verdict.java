package io.diabolo.rules;

import org.jspecify.annotations.Nullable;

/**
 * What a rule says of one record.
 *
 * @param says the rule in words
 * @param broken why it can't be run any more, such as a field that was removed; null: it can
 */
public record Verdict(
        Rule rule, boolean holds, String says, @Nullable RuleFault broken) {}
