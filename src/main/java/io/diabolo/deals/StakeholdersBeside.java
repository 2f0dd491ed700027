package io.diabolo.deals;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.STAKEHOLDER;

import io.diabolo.clocks.ClockBadge;
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

/** Beside an opportunity who takes part, what isn't known and what blocks; beside a person in which sales they take part. */
@Component
@Order(6)
class StakeholdersBeside implements RecordBeside {
    private static final int SHOWN = 12;
    private final Stakeholders stakeholders;
    private final Blockers blockers;
    private final RecordTypes types;
    private final DSLContext sql;

    StakeholdersBeside(Stakeholders stakeholders, Blockers blockers, RecordTypes types, DSLContext sql) {
        this.stakeholders = stakeholders;
        this.blockers = blockers;
        this.types = types;
        this.sql = sql;
    }

    @Override
    public List<Panel> of(String type, RecordRow row, Ui ui) {
        return switch (type) {
            case "opportunity" -> List.of(new Panel("stakeholder.title", around(row.id(), ui)));
            case "person" -> List.of(new Panel("stakeholder.of-person", partIn(row.id(), ui)));
            default -> List.of();
        };
    }

    private List<Line> around(UUID opportunity, Ui ui) {
        var path = "/opportunities/" + opportunity + "/stakeholders";
        var all = stakeholders.of(opportunity);
        var lines = new ArrayList<Line>();
        lines.add(new Line(ui.t("stakeholder.open"), ui.t("stakeholder.count", all.size()), path, ""));
        all.stream()
                .limit(SHOWN)
                .forEach(one -> lines.add(new Line(
                        one.name(),
                        ui.t("choice.stakeholder.part." + one.part()) + ", "
                                + ui.t("choice.stakeholder.stance." + one.stance()),
                        "/people/" + one.person(),
                        "")));
        Gap.of(all)
                .forEach(gap ->
                        lines.add(new Line(ui.t("stakeholder.gap." + gap.id(), gap.who()), "", path + "#gaps", "")));
        blockers.of(opportunity).stream()
                .filter(one -> one.isOpen() && one.clock().isOpen())
                .forEach(one -> lines.add(new Line(
                        ui.t("blocker.line", one.text()),
                        one.owner() + " · " + ClockBadge.of(one.clock(), ui).text(),
                        path + "#blockers",
                        "")));
        return lines;
    }

    /** Reads the index stakeholder_of_person. */
    private List<Line> partIn(UUID person, Ui ui) {
        return sql.select(OPPORTUNITY.ID, OPPORTUNITY.NAME, STAKEHOLDER.PART, STAKEHOLDER.STANCE)
                .from(STAKEHOLDER)
                .join(OPPORTUNITY)
                .on(OPPORTUNITY.WORKSPACE_ID.eq(STAKEHOLDER.WORKSPACE_ID))
                .and(OPPORTUNITY.ID.eq(STAKEHOLDER.OPPORTUNITY_ID))
                .where(STAKEHOLDER.PERSON_ID.eq(person))
                .and(STAKEHOLDER.DELETED_AT.isNull())
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(Visible.to(ui.me(), types.byId("opportunity").orElseThrow()))
                .orderBy(STAKEHOLDER.CREATED_AT.desc(), STAKEHOLDER.ID.desc())
                .limit(SHOWN)
                .fetch(row -> new Line(
                        row.value2(),
                        ui.t("choice.stakeholder.part." + row.value3()) + ", "
                                + ui.t("choice.stakeholder.stance." + row.value4()),
                        "/opportunities/" + row.value1() + "/stakeholders",
                        ""));
    }
}
