package io.diabolo.hiring;

import java.util.List;
import java.util.Locale;

/**
 * A job description as it is read, in its own language: on the public page, as PDF, as DOCX and as HTML.
 *
 * @param facts pay, contract, place and dates, each with its label
 * @param description of the whole, for search engines: HTML without styles
 */
record JobDocument(
        String title, String employer, Locale locale, List<Fact> facts, List<Part> parts, String description) {
    record Fact(String label, String value) {}

    record Part(String id, String heading, Blocks text) {}

    JobDocument {
        facts = List.copyOf(facts);
        parts = List.copyOf(parts);
    }

    String language() {
        return locale.getLanguage();
    }
}
