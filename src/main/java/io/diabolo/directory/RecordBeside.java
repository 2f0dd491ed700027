package io.diabolo.directory;

import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Relations that a module shows beside records of other modules too. A bean; a panel without rows is shown only where one
 * can be added.
 */
public interface RecordBeside {
    List<Panel> of(String type, RecordRow row, Ui ui);

    /**
     * @param title text key
     * @param adding how a line is added; null where none can be
     * @param removing text key of what takes a line away, with its label; empty where a cross says it
     * @param drawing how it went, above the lines; null where nothing is drawn
     * @param ofRevenue its lines say what was sold and for how much
     */
    record Panel(
            String title,
            List<Line> lines,
            @Nullable Adding adding,
            String removing,
            @Nullable Drawing drawing,
            boolean ofRevenue) {
        public Panel(String title, List<Line> lines, @Nullable Adding adding, String removing) {
            this(title, lines, adding, removing, null, false);
        }

        public Panel(String title, List<Line> lines) {
            this(title, lines, null, "");
        }

        public Panel(String title, List<Line> lines, @Nullable Adding adding) {
            this(title, lines, adding, "");
        }

        /** Left out where no revenue is shown. */
        public static Panel ofRevenue(String title, List<Line> lines) {
            return new Panel(title, lines, null, "", null, true);
        }
    }

    /**
     * A course as a small line in a field of 320 by 80.
     *
     * @param line a path, and {@code upper} and {@code lower} the heights of two limits
     * @param says in words, for who doesn't see it
     */
    record Drawing(String line, double upper, double lower, String says) {}

    /**
     * A small form below a panel's lines: one name, of which some are suggested.
     *
     * @param path where it is posted to
     * @param name of its one parameter
     * @param label text key
     */
    record Adding(String path, String name, String label, List<String> suggested) {}

    /** @param removal where a POST takes it away, or empty */
    record Line(String label, String sub, String path, String removal) {
        public static Line of(@Nullable String label, @Nullable String sub, String plural, UUID id) {
            return new Line(label == null ? "" : label, sub == null ? "" : sub, "/" + plural + "/" + id, "");
        }
    }
}
