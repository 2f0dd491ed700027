package io.diabolo.growth;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.RENEWAL;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.List;
import org.jooq.Condition;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a contract, beside the deal that renews it and beside the customer: the renewals, the latest first. */
@Component
@Order(11)
class RenewalBeside implements RecordBeside {
    private final RenewalList list;

    RenewalBeside(RenewalList list) {
        this.list = list;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        return switch (type) {
            case "contract" -> panel(RENEWAL.CONTRACT_ID.eq(row.id()), ui);
            case "company" -> panel(CONTRACT.COMPANY_ID.eq(row.id()), ui);
            case "opportunity" -> panel(RENEWAL.OPPORTUNITY_ID.eq(row.id()), ui);
            default -> List.of();
        };
    }

    private List<Panel> panel(Condition which, Ui ui) {
        var lines = list.beside(which, ui.me()).stream()
                .map(one -> new Line(
                        ui.t("renewal.beside", ui.day(one.renewalOn())),
                        ui.t("choice.renewal.state." + one.state().id()) + " · " + ui.money(one.offered()),
                        "/renewals/" + one.id(),
                        ""))
                .toList();
        return List.of(Panel.ofRevenue("renewal.title", lines));
    }
}
