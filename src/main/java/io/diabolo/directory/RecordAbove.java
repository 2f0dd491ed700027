package io.diabolo.directory;

import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a module shows at the top of the page of its records: the stages, and what may be done next. A bean. */
public interface RecordAbove {
    /** The id of the record type meant. */
    String type();

    Top of(RecordRow row, Ui ui);

    /**
     * @param journey whose ledger tells the days spent in each stage
     * @param rail the stages drawn, by their ids
     * @param moves the stages that a person may choose from, by their ids
     * @param next the stage of the main action; null when there is none
     * @param exit the stage of the quiet action that asks for a reason; null when there is none
     */
    record Top(
            UUID journey,
            String stage,
            List<String> rail,
            List<String> moves,
            @Nullable String next,
            @Nullable String exit) {}
}
