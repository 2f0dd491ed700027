package io.diabolo.sequences;

import io.diabolo.records.Bulk;
import io.diabolo.records.BulkAction;
import io.diabolo.records.RecordType;
import io.diabolo.web.Ui;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Leads chosen in their list, or all that match it, are taken into a sequence. */
@Component
@Order(20)
class EnrollChosen implements BulkAction {
    private final EnrollController pages;

    EnrollChosen(EnrollController pages) {
        this.pages = pages;
    }

    @Override
    public boolean takes(RecordType type) {
        return type.id().equals("lead");
    }

    @Override
    public String id() {
        return "enroll";
    }

    @Override
    public String label() {
        return "enrollment.enroll";
    }

    @Override
    public ModelAndView ask(Bulk.Wanted wanted, String query, Ui ui) {
        ui.me().mayWrite();
        return pages.ask(wanted.ids(), wanted.ids().isEmpty() ? query : null);
    }
}
