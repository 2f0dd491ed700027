package io.diabolo.directory;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a module shows at the top of the page of its records: the stages, and what may be done next. A bean. */
public interface RecordAbove {
    /** The id of the record type meant. */
    String type();

    /** Null where a record goes through no stages. */
    @Nullable
    Top of(RecordRow row, Ui ui);

    /** What is read first of a record; null where nothing stands out. */
    default @Nullable Headline headline(RecordRow row, Ui ui) {
        return null;
    }

    /** What is promised for it and still runs; null where nothing is. */
    default @Nullable ClockBadge clock(RecordRow row, Ui ui) {
        return null;
    }

    /** What has to be known before it is worked on, in words. */
    default List<String> notes(RecordRow row, Ui ui) {
        return List.of();
    }

    /** Further pages that lead on from here, such as passing the record on; the first may be what comes next. */
    default List<Action> actions(RecordRow row, Ui ui) {
        return List.of();
    }

    /**
     * @param label as the reader reads it
     * @param main whether it is what comes next
     */
    record Action(String label, String path, boolean main) {}

    /**
     * @param figure such as an amount, and {@code part} what is worth saying of it; both may be empty
     * @param fields the names of the fields that this says already
     * @param step null where none is asked for
     */
    record Headline(
            String figure,
            String part,
            Set<String> fields,
            @Nullable Step step) {}

    /**
     * What comes next, and until when; edited where it stands.
     *
     * @param field the name of the field that says what, and {@code dueField} of the one that says when
     * @param due as an input of dates holds it, and {@code dueShown} as people read it
     * @param look late, soon, missing or empty
     */
    record Step(String field, String text, String dueField, String due, String dueShown, String look) {
        public boolean isMissing() {
            return look.equals("missing");
        }
    }

    /**
     * @param journey whose ledger tells the days spent in each stage
     * @param rail the stages drawn, by their ids
     * @param moves the stages that a person may choose from, by their ids
     * @param next the stage of the main action; null when there is none
     * @param exit the stage of the quiet action that asks for a reason; null when there is none
     * @param asked the stages that a dialog asks about before the record goes there: {@code moves/new} below its page
     * @param labels what stages are called here, by their ids, where it isn't their usual name
     */
    record Top(
            UUID journey,
            String stage,
            List<String> rail,
            List<String> moves,
            @Nullable String next,
            @Nullable String exit,
            Set<String> asked,
            Map<String, String> labels) {
        public Top(
                UUID journey,
                String stage,
                List<String> rail,
                List<String> moves,
                @Nullable String next,
                @Nullable String exit) {
            this(journey, stage, rail, moves, next, exit, Set.of(), Map.of());
        }

        public String label(String id, Ui ui) {
            var own = labels.getOrDefault(id, "");
            return own.isEmpty() ? ui.t("stage." + id) : own;
        }

        boolean asks() {
            return !asked.isEmpty();
        }
    }
}
