package io.diabolo.pipeline;

import io.diabolo.records.Bulk;
import io.diabolo.records.BulkAction;
import io.diabolo.records.RecordType;
import io.diabolo.web.Ui;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Deals chosen in their list, or all that match it, go to a stage together. */
@Component
@Order(30)
class MoveChosen implements BulkAction {
    private final BulkMoveController pages;

    MoveChosen(BulkMoveController pages) {
        this.pages = pages;
    }

    @Override
    public boolean takes(RecordType type) {
        return type.id().equals("opportunity");
    }

    @Override
    public String id() {
        return "move";
    }

    @Override
    public String label() {
        return "opportunity.move.title";
    }

    @Override
    public ModelAndView ask(Bulk.Wanted wanted, String query, Ui ui) {
        ui.me().mayWrite();
        return pages.ask(wanted.ids(), wanted.ids().isEmpty() ? query : "", ui);
    }
}
