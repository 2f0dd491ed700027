package io.diabolo.rules;

/**
 * Something that a rule may name.
 *
 * @param name as an expression writes it: {@code company.headcount}
 * @param label as people call it
 * @param kind what it holds: text, whole, number, yes_no, moment or several
 */
public record RuleWord(String name, String label, String kind) {}
