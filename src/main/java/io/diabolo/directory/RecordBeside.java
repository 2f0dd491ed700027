package io.diabolo.directory;

import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Relations that a module shows beside records of other modules too. A bean; panels without rows aren't shown. */
public interface RecordBeside {
    List<Panel> of(String type, RecordRow row, Ui ui);

    /** @param title text key */
    record Panel(String title, List<Line> lines) {}

    /** @param removal where a POST takes it away, or empty */
    record Line(String label, String sub, String path, String removal) {
        public static Line of(@Nullable String label, @Nullable String sub, String plural, UUID id) {
            return new Line(label == null ? "" : label, sub == null ? "" : sub, "/" + plural + "/" + id, "");
        }
    }
}
