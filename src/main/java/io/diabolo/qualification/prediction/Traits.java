package io.diabolo.qualification.prediction;

import java.util.Map;

/** What was known of a lead at first contact, by field; what wasn't known is left out. */
record Traits(Map<String, String> words, Map<String, Double> numbers) {}
