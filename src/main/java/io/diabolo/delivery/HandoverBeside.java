package io.diabolo.delivery;

import io.diabolo.journey.BesideHandoff;
import io.diabolo.journey.Handoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.web.Ui;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** From the hand-off of a new customer to the page with all that goes with it. */
@Component
@Order(20)
class HandoverBeside implements BesideHandoff {
    @Override
    public List<Line> of(Handoff handoff, Ui ui) {
        return handoff.kind() == HandoffKind.NEW_CUSTOMER
                        && handoff.subjectType().equals("opportunity")
                ? List.of(new Line(
                        ui.t("handover.title"),
                        ui.t("handover.open"),
                        "/opportunities/" + handoff.subject() + "/handover"))
                : List.of();
    }
}
