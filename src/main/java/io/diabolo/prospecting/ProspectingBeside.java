package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.TARGET_LIST;
import static io.diabolo.jooq.Tables.TARGET_LIST_ENTRY;

import io.diabolo.directory.RecordBeside;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Beside a company who works on it until when; beside a company or person on which lists it stands. */
@Component
@Order(15)
class ProspectingBeside implements RecordBeside {
    private static final int SHOWN = 10;
    private final DSLContext sql;
    private final RecordTypes types;
    private final Claims claims;
    private final Enrichments enrichments;

    ProspectingBeside(DSLContext sql, RecordTypes types, Claims claims, Enrichments enrichments) {
        this.enrichments = enrichments;
        this.sql = sql;
        this.types = types;
        this.claims = claims;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        return switch (type) {
            case "company" -> List.of(claim(row.id(), ui), enrichment(type, row.id(), ui), lists(row.id(), ui));
            case "person" -> List.of(enrichment(type, row.id(), ui), lists(row.id(), ui));
            default -> List.of();
        };
    }

    private Panel claim(UUID company, Ui ui) {
        var claim = claims.of(company);
        var path = "/companies/" + company + "/claim";
        if (claim == null) {
            return new Panel("claim.title", List.of(new Line(ui.t("claim.free"), "", "", path)), null, "claim.take");
        }
        var mine = claim.isOf(ui.me().member());
        var may = mine || ui.me().administrator() || ui.me().roles().contains("manager");
        var who = mine ? ui.t("claim.mine") : claim.name();
        var line = new Line(who, ui.t("claim.until", ui.day(claim.until())), "", may ? path + "/removal" : "");
        return new Panel("claim.title", List.of(line), null, "claim.release");
    }

    private Panel enrichment(String type, UUID record, Ui ui) {
        var waiting = enrichments.all(type, record).stream()
                .filter(one -> one.state().equals("proposed"))
                .count();
        var path = (type.equals("company") ? "/companies/" : "/people/") + record + "/enrichment";
        return new Panel("enrichment.title", List.of(new Line(ui.t("enrichment.waiting", waiting), "", path, "")));
    }

    private Panel lists(UUID record, Ui ui) {
        var lines = new ArrayList<Line>();
        sql.select(TARGET_LIST.ID, TARGET_LIST.NAME, TARGET_LIST_ENTRY.ADDED_AT)
                .from(TARGET_LIST_ENTRY)
                .join(TARGET_LIST)
                .on(TARGET_LIST.WORKSPACE_ID.eq(TARGET_LIST_ENTRY.WORKSPACE_ID))
                .and(TARGET_LIST.ID.eq(TARGET_LIST_ENTRY.LIST_ID))
                .where(TARGET_LIST_ENTRY.COMPANY_ID.eq(record).or(TARGET_LIST_ENTRY.PERSON_ID.eq(record)))
                .and(TARGET_LIST_ENTRY.LEFT_AT.isNull())
                .and(TARGET_LIST.DELETED_AT.isNull())
                .and(Visible.to(ui.me(), types.byId("target_list").orElseThrow()))
                .orderBy(TARGET_LIST_ENTRY.ADDED_AT.desc())
                .limit(SHOWN)
                .forEach(row ->
                        lines.add(Line.of(row.value2(), ui.day(row.value3().toInstant()), "lists", row.value1())));
        return new Panel("records.target_list.many", lines);
    }
}
