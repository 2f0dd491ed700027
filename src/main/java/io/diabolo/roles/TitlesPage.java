package io.diabolo.roles;

import java.util.List;

/**
 * All that the page for trying titles shows.
 *
 * @param typed what was pasted, as it was
 */
record TitlesPage(String typed, List<Row> rows, String fault) {
    /** A title and its reading, in the reader's words. */
    record Row(
            String title,
            String role,
            boolean catalogued,
            List<String> alternatives,
            String seniority,
            List<String> hints,
            double confidence,
            String reason) {}
}
