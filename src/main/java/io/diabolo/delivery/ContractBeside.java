package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a contract what is paid for, what was agreed since, and of what it was made. */
@Component
@Order(10)
class ContractBeside implements RecordBeside {
    private static final int SHOWN = 50;
    private final DSLContext sql;
    private final ContractLines lines;

    ContractBeside(DSLContext sql, ContractLines lines) {
        this.sql = sql;
        this.lines = lines;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        if (!type.equals("contract")) {
            return List.of();
        }
        var contract = sql.selectFrom(CONTRACT).where(CONTRACT.ID.eq(row.id())).fetchSingle();
        var all = lines.of(row.id(), contract.getCurrency());
        var path = "/contracts/" + row.id() + "/amendments/new";
        var running = all.stream()
                .filter(line ->
                        !line.isVoid() && (line.until() == null || ui.today().isBefore(line.until())))
                .limit(SHOWN)
                .map(line -> new Line(LineText.name(line, ui), LineText.of(line, ui), path, ""))
                .toList();
        var over = all.stream()
                .filter(line ->
                        !line.isVoid() && line.until() != null && !ui.today().isBefore(line.until()))
                .limit(SHOWN)
                .map(line -> new Line(LineText.name(line, ui), LineText.of(line, ui), "", ""))
                .toList();
        var agreed = lines.amendments(row.id()).stream()
                .limit(SHOWN)
                .map(one -> new Line(
                        ui.t("contract.amendment." + one.kind().id(), ui.dayLong(one.effectiveOn())),
                        (one.note().isEmpty() ? "" : one.note() + " · ")
                                + ui.t("contract.recorded", one.by(), ui.day(one.recordedAt())),
                        "",
                        ""))
                .toList();
        var panels = new ArrayList<Panel>();
        panels.add(new Panel("contract.lines", running));
        panels.add(new Panel("contract.lines.over", over));
        panels.add(new Panel("contract.amendments", agreed));
        if (contract.getQuoteId() != null) {
            panels.add(new Panel(
                    "contract.from",
                    List.of(
                            new Line(ui.t("order.quote"), "", "/quotes/" + contract.getQuoteId(), ""),
                            new Line(
                                    ui.t("order.signed"),
                                    "",
                                    "/quotes/" + contract.getQuoteId() + "/acceptance",
                                    ""))));
        }
        return panels;
    }
}
