package io.diabolo.directory;

import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.Map;

/** What a module knows of where a record's values are from; shown at the field. A bean. */
public interface FactNotes {
    /** By the name of the field. */
    Map<String, Note> of(String type, RecordRow row, Ui ui);

    /** @param refusal where a POST refuses the value, or empty */
    record Note(String text, String refusal) {}
}
