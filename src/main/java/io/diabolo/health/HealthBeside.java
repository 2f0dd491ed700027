package io.diabolo.health;

import static io.diabolo.jooq.Tables.HEALTH;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a company: its score with how it went, what weighs most, and the risk that is open. */
@Component
@Order(5)
class HealthBeside implements RecordBeside {
    private static final int REASONS = 3;
    private final Healths healths;
    private final DSLContext sql;

    HealthBeside(Healths healths, DSLContext sql) {
        this.healths = healths;
        this.sql = sql;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!type.equals("company") || !isCustomer(row.id())) {
            return List.of();
        }
        var health = healths.beside(row.id(), "", ui);
        var now = health.now();
        if (now == null) {
            return List.of();
        }
        var path = "/companies/" + row.id() + "/health";
        var lines = new ArrayList<Line>();
        lines.add(new Line(
                ui.t("health.score.of", now.score()) + " · "
                        + ui.t("choice.health.band." + now.band().id()),
                HealthPage.change(now.change(), ui),
                path,
                ""));
        var risk = health.openRisk();
        if (risk != null) {
            lines.add(new Line(ui.t("risk.title", risk.playbook()), risk.reason(), path + "#risk", ""));
        }
        now.holding().stream()
                .sorted((one, other) -> Math.abs(other.points()) - Math.abs(one.points()))
                .limit(REASONS)
                .forEach(line -> lines.add(new Line(line.says(), HealthPage.points(line.points(), ui), path, "")));
        var drawing = HealthDrawing.of(health.history(), ui.today(), now.goodFrom(), now.watchFrom());
        return List.of(new Panel(
                "health.title.one",
                lines,
                null,
                "",
                drawing == null
                        ? null
                        : new Drawing(
                                drawing.line(),
                                drawing.good(),
                                drawing.watch(),
                                ui.t("health.drawing.text", now.goodFrom(), now.watchFrom())),
                false));
    }

    /** Reads the index health_of. */
    private boolean isCustomer(UUID company) {
        return sql.fetchExists(HEALTH, HEALTH.COMPANY_ID.eq(company));
    }
}
