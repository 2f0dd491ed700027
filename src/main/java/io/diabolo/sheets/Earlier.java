package io.diabolo.sheets;

/**
 * What was answered before on another sheet, such as that of the lead.
 *
 * @param sheet its name, and {@code question} in the words in which it was asked
 * @param kind of the question
 */
public record Earlier(String sheet, String question, String kind, Answer answer) {}
