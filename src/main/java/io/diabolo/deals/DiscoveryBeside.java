package io.diabolo.deals;

import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.directory.RecordBeside;
import io.diabolo.platform.Actor;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Reference;
import io.diabolo.records.Visible;
import io.diabolo.sheets.SheetPart;
import io.diabolo.sheets.Sheets;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The discovery sheet beside the opportunity, beside the meeting in which it is filled, and beside the company for who comes later. */
@Component
@Order(5)
class DiscoveryBeside implements RecordBeside {
    private static final int SHOWN = 5;
    private static final int ASKED_NEXT = 3;

    private final Sheets sheets;
    private final RecordTypes types;
    private final DSLContext sql;

    DiscoveryBeside(Sheets sheets, RecordTypes types, DSLContext sql) {
        this.sheets = sheets;
        this.types = types;
        this.sql = sql;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        return switch (type) {
            case "opportunity" -> List.of(new Panel("deal.discovery", answers(row.id(), ui)));
            case "meeting" -> inMeeting(row, ui);
            case "company" -> List.of(new Panel("deal.discovery", ofCompany(row.id(), ui)));
            default -> List.of();
        };
    }

    /** How far it is filled and what to ask next; all of it stands on its own page. */
    private List<Line> answers(UUID opportunity, Ui ui) {
        var sheet =
                SheetPart.of(sheets.of("opportunity", opportunity, ui.locale()), "/opportunities/" + opportunity, ui);
        var lines = new ArrayList<Line>();
        lines.add(new Line(ui.t("deal.discovery.open"), sheet.complete(), sheet.path(), ""));
        sheet.rows().stream()
                .filter(row -> row.value().isEmpty())
                .sorted(Comparator.comparing(row -> !row.isMissing()))
                .limit(ASKED_NEXT)
                .forEach(row -> lines.add(new Line(
                        row.label(),
                        ui.t(row.isMissing() ? "sheet.answer.missing" : "sheet.answer.none"),
                        row.path(),
                        "")));
        return lines;
    }

    /** Opened from there, what is written down has this meeting as its evidence. */
    private static List<Panel> inMeeting(RecordRow row, Ui ui) {
        for (var of : List.of("opportunity", "lead")) {
            if (row.value(of) instanceof Reference reference) {
                var path = (of.equals("lead") ? "/leads/" : "/opportunities/") + reference.id();
                return List.of(new Panel(
                        "deal.discovery",
                        List.of(new Line(
                                ui.t(of.equals("lead") ? "sheet.open" : "deal.discovery.open"),
                                reference.toString(),
                                path + "/sheet?occasion=meeting:" + row.id(),
                                ""))));
            }
        }
        return List.of();
    }

    /** Reads the index opportunity_of_company. */
    private List<Line> ofCompany(UUID company, Ui ui) {
        return sql.select(OPPORTUNITY.ID, OPPORTUNITY.NAME, OPPORTUNITY.STAGE)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.COMPANY_ID.eq(company))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(seenBy(ui.me()))
                .orderBy(OPPORTUNITY.CREATED_AT.desc(), OPPORTUNITY.ID.desc())
                .limit(SHOWN)
                .fetch(row -> new Line(
                        row.value2(), ui.t("stage." + row.value3()), "/opportunities/" + row.value1() + "/sheet", ""));
    }

    private Condition seenBy(Actor me) {
        return Visible.to(me, types.byId("opportunity").orElseThrow());
    }
}
