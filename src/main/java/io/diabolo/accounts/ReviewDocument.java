package io.diabolo.accounts;

import java.util.List;

/**
 * All that a review shows, in the customer's language, whoever reads it: the page and the PDF show this one. Figures are words
 * already, so that they can't differ.
 *
 * @param labels what the document itself calls its parts, in its language
 */
record ReviewDocument(
        String language,
        String title,
        String company,
        String seller,
        String day,
        String period,
        String agenda,
        String decisions,
        List<Section> sections,
        Labels labels) {
    record Labels(String agenda, String decisions, String nothing) {}

    /**
     * @param figures what is read first, and {@code rows} the details below their headings
     * @param note how it was counted, or empty
     */
    record Section(
            String id,
            String title,
            String note,
            List<Figure> figures,
            List<String> headings,
            List<List<String>> rows) {
        boolean isEmpty() {
            return figures.isEmpty() && rows.isEmpty();
        }
    }

    record Figure(String value, String label) {}
}
