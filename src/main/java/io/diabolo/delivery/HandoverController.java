package io.diabolo.delivery;

import io.diabolo.deals.Blockers;
import io.diabolo.deals.Stakeholders;
import io.diabolo.delivery.BesideHandover.Line;
import io.diabolo.delivery.BesideHandover.Part;
import io.diabolo.journey.Handoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.platform.Money;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Reference;
import io.diabolo.sheets.SheetPart;
import io.diabolo.sheets.Sheets;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** All that a CSM has to know of a new customer, on one page: what was found out, who is who, what is risky, what was signed. */
@Controller
class HandoverController {
    private final Records records;
    private final RecordTypes types;
    private final Sheets sheets;
    private final Stakeholders stakeholders;
    private final Blockers blockers;
    private final Handoffs handoffs;
    private final ContractLines lines;
    private final DSLContext sql;
    private final ObjectProvider<BesideHandover> beside;

    HandoverController(
            Records records,
            RecordTypes types,
            Sheets sheets,
            Stakeholders stakeholders,
            Blockers blockers,
            Handoffs handoffs,
            ContractLines lines,
            DSLContext sql,
            ObjectProvider<BesideHandover> beside) {
        this.records = records;
        this.types = types;
        this.sheets = sheets;
        this.stakeholders = stakeholders;
        this.blockers = blockers;
        this.handoffs = handoffs;
        this.lines = lines;
        this.sql = sql;
        this.beside = beside;
    }

    /**
     * All that the page shows.
     *
     * @param handoff the hand-off to the CSM; null until it is offered
     */
    record Page(
            UUID opportunity,
            String name,
            String company,
            @Nullable Handoff handoff,
            List<Part> parts) {
        List<Part> missing() {
            return parts.stream().filter(part -> !part.missing().isEmpty()).toList();
        }
    }

    @GetMapping("/opportunities/{id:[0-9a-fA-F-]{36}}/handover")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        var row = records.get(types.byPlural("opportunities"), id, ui.me());
        var parts = new ArrayList<Part>();
        parts.add(discovery(id, ui));
        parts.add(people(id, ui));
        parts.add(risks(id, ui));
        parts.add(contract(id, ui));
        beside.orderedStream().forEach(one -> parts.addAll(one.of(id, ui)));
        var handoff = handoffs.of("opportunity", id).stream()
                .filter(one -> one.kind() == HandoffKind.NEW_CUSTOMER && one.state() != Handoff.State.WITHDRAWN)
                .findFirst()
                .orElse(null);
        var page = new Page(id, Objects.toString(row.value("name"), ""), company(row), handoff, parts);
        return new ModelAndView("delivery/handover", Map.of("page", page));
    }

    private static String company(RecordRow row) {
        return row.value("company") instanceof Reference company ? Objects.requireNonNullElse(company.label(), "") : "";
    }

    private Part discovery(UUID id, Ui ui) {
        var path = "/opportunities/" + id;
        var sheet = SheetPart.of(sheets.of("opportunity", id, ui.locale()), path, ui);
        return new Part(
                ui.t("handover.discovery"),
                sheet.rows().stream()
                        .map(row -> new Line(
                                row.label(),
                                row.value().isEmpty()
                                        ? "–"
                                        : row.value() + (row.evidence().isEmpty() ? "" : " · " + row.evidence()),
                                row.path()))
                        .toList(),
                sheet.rows().stream().anyMatch(SheetPart.Row::isMissing) ? sheet.missing() : "");
    }

    private Part people(UUID id, Ui ui) {
        var all = stakeholders.of(id, ui.me());
        return new Part(
                ui.t("handover.people"),
                all.stream()
                        .map(one -> new Line(
                                one.name() + (one.title().isEmpty() ? "" : " · " + one.title()),
                                ui.t("choice.stakeholder.part." + one.part()) + " · "
                                        + ui.t("choice.stakeholder.stance." + one.stance()),
                                "/people/" + one.person()))
                        .toList(),
                all.isEmpty() ? ui.t("handover.people.none") : "");
    }

    private Part risks(UUID id, Ui ui) {
        return new Part(
                ui.t("handover.risks"),
                blockers.of(id, ui.me()).stream()
                        .map(one -> new Line(
                                one.text(), ui.t(one.isOpen() ? "handover.risk.open" : "handover.risk.solved"), ""))
                        .toList(),
                "");
    }

    private Part contract(UUID id, Ui ui) {
        var all = new ArrayList<Line>();
        for (var contract : sql.selectFrom(io.diabolo.jooq.Tables.CONTRACT)
                .where(io.diabolo.jooq.Tables.CONTRACT.OPPORTUNITY_ID.eq(id))
                .and(io.diabolo.jooq.Tables.CONTRACT.DELETED_AT.isNull())
                .orderBy(io.diabolo.jooq.Tables.CONTRACT.CREATED_AT)
                .fetch()) {
            var path = "/contracts/" + contract.getId();
            all.add(new Line(
                    contract.getName(),
                    ui.t(
                            "contract.monthly",
                            ui.money(Money.ofMinor(contract.getMonthlyMinor(), contract.getCurrency()))),
                    path));
            lines.of(contract.getId(), contract.getCurrency())
                    .forEach(line -> all.add(new Line(LineText.name(line, ui), LineText.of(line, ui), "")));
        }
        for (var order : sql.selectFrom(io.diabolo.jooq.Tables.SALES_ORDER)
                .where(io.diabolo.jooq.Tables.SALES_ORDER.OPPORTUNITY_ID.eq(id))
                .and(io.diabolo.jooq.Tables.SALES_ORDER.DELETED_AT.isNull())
                .orderBy(io.diabolo.jooq.Tables.SALES_ORDER.CREATED_AT)
                .fetch()) {
            all.add(new Line(
                    ui.t("record.sales_order.one") + " " + order.getName(),
                    ui.t("choice.sales_order.state." + order.getState()),
                    "/orders/" + order.getId()));
        }
        return new Part(ui.t("handover.signed"), all, all.isEmpty() ? ui.t("handover.signed.none") : "");
    }
}
