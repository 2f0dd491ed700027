package io.diabolo.prospecting;

import io.diabolo.platform.Jobs;
import io.diabolo.records.Bulk;
import io.diabolo.records.BulkAction;
import io.diabolo.records.RecordType;
import io.diabolo.web.Ui;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Looks for more about chosen companies or people, as a job. */
@Component
@Order(20)
class EnrichMany implements BulkAction {
    private final Jobs jobs;

    EnrichMany(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public boolean takes(RecordType type) {
        return Set.of("company", "person").contains(type.id());
    }

    @Override
    public String id() {
        return "enrich";
    }

    @Override
    public String label() {
        return "enrichment.look";
    }

    @Override
    public ModelAndView ask(Bulk.Wanted wanted, String query, Ui ui) {
        ui.me().mayWrite();
        return ProfileEditController.seeOther(
                "/jobs/" + jobs.submit(EnrichWork.KIND, wanted.plural(), wanted, ui.me()));
    }
}
