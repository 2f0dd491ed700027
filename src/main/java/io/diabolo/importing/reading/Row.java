package io.diabolo.importing.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table, with as many cells as the table has headers.
 *
 * @param number the line where it begins, as an editor or spreadsheet counts
 * @param cells the text as it stands in the file; what is missing at the end is empty
 * @param fault why the row can't be imported as it is, null when it can
 */
public record Row(int number, List<String> cells, @Nullable Fault fault) {
    public Row {
        cells = List.copyOf(cells);
    }

    /** What can be wrong with one row while the others are good. */
    public enum Fault {
        /** Filled cells beyond the last header: a separator that should have stood in quotes. */
        MORE_CELLS_THAN_HEADERS("import.faulty.more-cells-than-headers"),
        /** The last row of a text ends before the others do: the file was cut off, and what is missing isn't empty. */
        CUT_SHORT("import.faulty.cut-short");

        private final String key;

        Fault(String key) {
            this.key = key;
        }

        /** The key of the sentence that stands beside the rejected row. */
        public String key() {
            return key;
        }
    }
}
