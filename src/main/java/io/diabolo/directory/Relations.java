package io.diabolo.directory;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordRow;
import io.diabolo.records.Visible;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What belongs to a company or person: people, leads, opportunities, subsidiaries, sites. */
@Component
@Order(10)
class Relations implements RecordBeside {
    private static final int SHOWN = 12;
    private static final List<Field<UUID>> OWNER = List.of(DSL.field("owner_id", UUID.class));
    private final DSLContext sql;

    Relations(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        var me = ui.me();
        var all = new ArrayList<Panel>();
        switch (type) {
            case "company" -> {
                all.add(panel("record.people", "person", "people", "title", "company_id", row.id(), me));
                all.add(staged("record.opportunities", "opportunity", "opportunities", "company_id", row.id(), ui));
                all.add(staged("record.leads", "lead", "leads", "company_id", row.id(), ui));
                all.add(panel("record.subsidiaries", "company", "companies", "city", "parent_id", row.id(), me));
                all.add(sites(row.id()));
            }
            case "person" -> {
                all.add(staged("record.opportunities", "opportunity", "opportunities", "person_id", row.id(), ui));
                all.add(staged("record.leads", "lead", "leads", "person_id", row.id(), ui));
            }
            case "lead" ->
                all.add(staged("record.opportunities", "opportunity", "opportunities", "lead_id", row.id(), ui));
            default -> {
                // Others show what they stand with in their facts.
            }
        }
        return all;
    }

    private Panel panel(String title, String table, String plural, String sub, String by, UUID id, Actor me) {
        var lines = sql.select(DSL.field("id", UUID.class), DSL.field("name", String.class), text(sub))
                .from(DSL.table(DSL.name(table)))
                .where(DSL.field(DSL.name(by), UUID.class).eq(id))
                .and(DSL.field("deleted_at").isNull())
                .and(Visible.to(me, OWNER))
                .orderBy(DSL.field("name_key"), DSL.field("id"))
                .limit(SHOWN)
                .fetch(one -> Line.of(one.value2(), one.value3(), plural, one.value1()));
        return new Panel(title, lines);
    }

    private Panel staged(String title, String table, String plural, String by, UUID id, Ui ui) {
        var lines = sql.select(DSL.field("id", UUID.class), DSL.field("name", String.class), text("stage"))
                .from(DSL.table(DSL.name(table)))
                .where(DSL.field(DSL.name(by), UUID.class).eq(id))
                .and(DSL.field("deleted_at").isNull())
                .and(Visible.to(ui.me(), OWNER))
                .orderBy(DSL.field("created_at").desc(), DSL.field("id").desc())
                .limit(SHOWN)
                .fetch(one -> Line.of(one.value2(), ui.t("stage." + one.value3()), plural, one.value1()));
        return new Panel(title, lines);
    }

    private Panel sites(UUID company) {
        return new Panel(
                "record.sites",
                sql.fetch(
                                "select coalesce(name, siret, ''), concat_ws(' ', postcode, city), company_id from company_site"
                                        + " where company_id = ? order by siret, id limit 12",
                                company)
                        .map(one -> new Line(one.get(0, String.class), one.get(1, String.class), "", "")));
    }

    private static Field<String> text(String column) {
        return DSL.field(DSL.name(column), String.class);
    }
}
