package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.clocks.Clocks;
import io.diabolo.directory.RecordAbove;
import io.diabolo.journey.Handoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.platform.Snapshot;
import io.diabolo.records.RecordRow;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The top of a lead's page. */
@Component
class LeadAbove implements RecordAbove {
    private static final List<String> STAGES =
            List.of("market", "lead", "qualified", "discovery", "proposal", "closing", "won");

    private final DSLContext sql;
    private final Handoffs handoffs;
    private final Clocks clocks;

    LeadAbove(DSLContext sql, Handoffs handoffs, Clocks clocks) {
        this.sql = sql;
        this.handoffs = handoffs;
        this.clocks = clocks;
    }

    @Override
    public String type() {
        return "lead";
    }

    @Override
    public Top of(RecordRow row, Ui ui) {
        var way = Snapshot.once(new WayOf(row.id()), () -> way(row.id()));
        var stage = String.valueOf(row.value("stage"));
        var led = way.isLed();
        return new Top(way.journey(), stage, STAGES, led ? List.of() : STAGES, led ? null : next(stage, ui), null);
    }

    private record WayOf(UUID lead) {}

    /** @param isLed by an opportunity */
    private record Way(UUID journey, boolean isLed) {}

    private Way way(UUID lead) {
        var led = DSL.exists(DSL.selectOne()
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.JOURNEY_ID.eq(LEAD.JOURNEY_ID))
                .and(OPPORTUNITY.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(OPPORTUNITY.DELETED_AT.isNull()));
        return sql.select(LEAD.JOURNEY_ID, DSL.field(led))
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .fetchSingle(row -> new Way(row.value1(), row.value2()));
    }

    @Override
    public @Nullable ClockBadge clock(RecordRow row, Ui ui) {
        return clocks.open("lead", row.id()).stream()
                .findFirst()
                .map(clock -> ClockBadge.of(clock, ui))
                .orElse(null);
    }

    /** That it came back, and why, as long as it is worked on again. */
    @Override
    public List<String> notes(RecordRow row, Ui ui) {
        var stage = String.valueOf(row.value("stage"));
        var last = handoffs.of("lead", row.id()).stream().findFirst().orElse(null);
        if (last == null
                || last.state() != Handoff.State.RETURNED
                || !List.of("market", "lead").contains(stage)) {
            return List.of();
        }
        var by = last.answeredBy();
        var at = last.answeredAt();
        return List.of(ui.t(
                "lead.returned-by",
                by == null ? "" : by.name(),
                at == null ? "" : ui.ago(at),
                String.valueOf(last.reason())));
    }

    /** As long as no opportunity leads it: out for a reason of the list, and on to an AE by who may hand leads over. */
    @Override
    public List<Action> actions(RecordRow row, Ui ui) {
        var stage = String.valueOf(row.value("stage"));
        if (of(row, ui).moves().isEmpty()
                || !List.of("market", "lead", "qualified").contains(stage)) {
            return List.of();
        }
        var out = new Action(ui.t("lead.disqualify"), "/leads/" + row.id() + "/decision#disqualify", false);
        var all = new ArrayList<Action>(List.of(out));
        if (handoffs.of("lead", row.id()).stream().anyMatch(Handoff::isOpen)) {
            return all;
        }
        if (ui.me().roles().contains("inbound") && !stage.equals("qualified")) {
            var path = HandoffKind.INBOUND_LEAD.offerPath("lead", row.id());
            all.add(new Action(ui.t("lead.hand-over.inbound"), path, !passes(ui)));
        }
        if (passes(ui)) {
            var path = HandoffKind.QUALIFIED_LEAD.offerPath("lead", row.id());
            all.add(new Action(ui.t("lead.hand-over"), path, !stage.equals("market")));
        }
        return all;
    }

    private static boolean passes(Ui ui) {
        return HandoffKind.QUALIFIED_LEAD.mayBeOfferedBy(ui.me());
    }

    /** From qualified on, the opportunity goes ahead; who hands a lead over qualifies it by that, and isn't asked twice. */
    private static @Nullable String next(String stage, Ui ui) {
        return switch (stage) {
            case "market", "disqualified" -> "lead";
            case "lead" -> passes(ui) ? null : "qualified";
            default -> null;
        };
    }
}
