package io.diabolo.accounts;

import io.diabolo.directory.RecordAbove;
import io.diabolo.records.RecordRow;
import io.diabolo.records.Reference;
import io.diabolo.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What leads on from the pages of plans, objectives, recommendations and departures. */
final class RecordTops {
    private RecordTops() {}

    /** A plan leads to its account, where it is worked on. */
    @Component
    static class PlanAbove implements RecordAbove {
        @Override
        public String type() {
            return "account_plan";
        }

        @Override
        public @Nullable Top of(RecordRow row, Ui ui) {
            return null;
        }

        @Override
        public List<Action> actions(RecordRow row, Ui ui) {
            return row.value("company") instanceof Reference company
                    ? List.of(new Action(ui.t("plan.open"), "/accounts/" + company.id() + "/plan", true))
                    : List.of();
        }
    }

    /** A departure is pursued again. */
    @Component
    static class WinBackAbove implements RecordAbove {
        @Override
        public String type() {
            return "win_back";
        }

        @Override
        public @Nullable Top of(RecordRow row, Ui ui) {
            return null;
        }

        @Override
        public List<Action> actions(RecordRow row, Ui ui) {
            return "waiting".equals(row.value("state")) && AccountRights.mayWork(ui.me())
                    ? List.of(new Action(ui.t("win-back.reopen"), "/win-backs/" + row.id() + "/reopening", true))
                    : List.of();
        }
    }
}
