package io.diabolo.hiring;

import io.diabolo.directory.RecordAbove;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The top of a candidate's page: until when they are kept, the next talk, and what the law lets them ask. */
@Component
class CandidateAbove implements RecordAbove {
    private final CandidateRetention retention;

    CandidateAbove(CandidateRetention retention) {
        this.retention = retention;
    }

    @Override
    public String type() {
        return "candidate";
    }

    @Override
    public @Nullable Top of(RecordRow row, Ui ui) {
        return null;
    }

    @Override
    public List<String> notes(RecordRow row, Ui ui) {
        var due = HiringRights.hires(ui.me()) ? retention.dueOn(row.id()) : null;
        return due != null && due.minusDays(30).isBefore(ui.today())
                ? List.of(ui.t("hiring.due-on", ui.dayLong(due)))
                : List.of();
    }

    @Override
    public List<Action> actions(RecordRow row, Ui ui) {
        return HiringRights.hires(ui.me())
                ? List.of(
                        new Action(ui.t("hiring.talk.arrange"), "/candidates/" + row.id() + "/interviews/new", true),
                        new Action(ui.t("hiring.data"), "/candidates/" + row.id() + "/data", false))
                : List.of();
    }

    /** The top of an interview's page: its sheet. */
    @Component
    static class Interview implements RecordAbove {
        @Override
        public String type() {
            return "interview";
        }

        @Override
        public @Nullable Top of(RecordRow row, Ui ui) {
            return null;
        }

        @Override
        public List<Action> actions(RecordRow row, Ui ui) {
            return List.of(new Action(ui.t("hiring.talk.sheet"), "/interviews/" + row.id() + "/sheet", true));
        }
    }
}
