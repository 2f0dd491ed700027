package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;

import io.diabolo.journey.HandoffKind;
import io.diabolo.queues.QueueActions;
import io.diabolo.queues.QueueEntry;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is done about a lead on a desk: a calls, q qualifies, t passes it on, d decides what else becomes of it. */
@Component
@Order(20)
class LeadQueueActions implements QueueActions {
    private final DSLContext sql;

    LeadQueueActions(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Action> of(QueueEntry entry, Ui ui) {
        if (!entry.recordType().equals("lead") || entry.kind().equals("handoff")) {
            return List.of();
        }
        var lead = sql.select(LEAD.STAGE, PERSON.PHONE, PERSON.MOBILE)
                .from(LEAD)
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(LEAD.PERSON_ID))
                .where(LEAD.ID.eq(entry.record()))
                .fetchOne();
        if (lead == null) {
            return List.of();
        }
        var path = "/leads/" + entry.record();
        var all = new ArrayList<Action>();
        var phone = lead.value3() == null ? lead.value2() : lead.value3();
        if (phone != null && !phone.isBlank()) {
            all.add(new Action("a", ui.t("lead.call"), "tel:" + phone.replaceAll("[^0-9+]", ""), false, false));
        }
        all.add(new Action("d", ui.t("lead.decide"), path + "/decision", false, false));
        var qualified = lead.value1().equals("qualified");
        if (!qualified) {
            all.add(new Action("q", ui.t("lead.qualify"), path + "/qualification", true, false));
        }
        all.add(new Action(
                "t",
                ui.t("lead.hand-over"),
                "/handoffs/new?kind=" + HandoffKind.QUALIFIED_LEAD.id() + "&subject_type=lead&subject_id="
                        + entry.record(),
                false,
                true));
        return all;
    }
}
