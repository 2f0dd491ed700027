package io.diabolo.prediction;

import java.util.Map;

/** What was known of a case at the time, by field; what wasn't known is left out. */
public record Traits(Map<String, String> words, Map<String, Double> numbers) {}
