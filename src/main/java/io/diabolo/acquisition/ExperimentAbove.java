package io.diabolo.acquisition;

import io.diabolo.directory.RecordAbove;
import io.diabolo.journey.Handoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The top of an experiment's page: what it found out is handed on to marketing or to an SDR. */
@Component
class ExperimentAbove implements RecordAbove {
    private final Handoffs handoffs;

    ExperimentAbove(Handoffs handoffs) {
        this.handoffs = handoffs;
    }

    @Override
    public String type() {
        return "experiment";
    }

    @Override
    public @Nullable Top of(RecordRow row, Ui ui) {
        return null;
    }

    @Override
    public List<Action> actions(RecordRow row, Ui ui) {
        var waits = handoffs.of("experiment", row.id()).stream().anyMatch(Handoff::isOpen);
        if (waits || !HandoffKind.MARKET_SIGNAL.mayBeOfferedBy(ui.me())) {
            return List.of();
        }
        return List.of(new Action(
                ui.t("experiment.hand-over"),
                HandoffKind.MARKET_SIGNAL.offerPath("experiment", row.id()),
                "decided".equals(row.value("state"))));
    }
}
