package io.diabolo.directory;

import io.diabolo.journey.Handoff;
import io.diabolo.journey.Handoffs;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The hand-offs of a record, beside it: who passed it to whom, and what became of it. */
@Component
@Order(5)
class HandoffsBeside implements RecordBeside {
    private final Handoffs handoffs;

    HandoffsBeside(Handoffs handoffs) {
        this.handoffs = handoffs;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        var lines = handoffs.of(type, row.id()).stream()
                .map(one ->
                        new Line(ui.t("handoff.kind." + one.kind().id()), said(one, ui), "/handoffs/" + one.id(), ""))
                .toList();
        return List.of(new Panel("handoffs.title", lines));
    }

    private static String said(Handoff handoff, Ui ui) {
        var state = ui.t("handoff.state." + handoff.state().id());
        var by = handoff.answeredBy();
        var at = handoff.answeredAt();
        if (by == null || at == null) {
            return state + " · " + ui.ago(handoff.dueAt());
        }
        var reason = handoff.reason();
        return state + " · " + by.name() + " · " + ui.ago(at) + (reason == null ? "" : " · " + reason);
    }
}
