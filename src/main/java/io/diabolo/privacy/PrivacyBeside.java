package io.diabolo.privacy;

import io.diabolo.directory.LegalBases;
import io.diabolo.directory.LegalBasis;
import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On a person's page: what they may be contacted for, and the way to the rest. */
@Component
@Order(90)
class PrivacyBeside implements RecordBeside {
    private final LegalBases bases;

    PrivacyBeside(LegalBases bases) {
        this.bases = bases;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!type.equals("person")) {
            return List.of();
        }
        var path = "/people/" + row.id() + "/privacy";
        var lines = new ArrayList<Line>();
        bases.of(row.id(), ui.me()).stream()
                .filter(LegalBasis::holds)
                .forEach(basis -> lines.add(new Line(
                        ui.t(
                                "basis.line",
                                ui.t("basis.channel." + basis.channel()),
                                ui.t("basis.purpose." + basis.purpose())),
                        ui.t(basis.isObjection() ? "basis.state.objected" : "basis.basis." + basis.basis()),
                        path,
                        "")));
        if (lines.isEmpty()) {
            lines.add(new Line(ui.t("basis.none.short"), "", path, ""));
        }
        return List.of(new Panel("privacy.title", lines));
    }
}
