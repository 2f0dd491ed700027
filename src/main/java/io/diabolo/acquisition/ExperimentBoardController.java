package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.EXPERIMENT;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Experiments by state, the most promising on top; a button moves a card on, by keyboard and finger alike. */
@Controller
class ExperimentBoardController {
    private static final int A_COLUMN = 100;
    private final DSLContext sql;
    private final Records records;
    private final ExperimentType type;

    ExperimentBoardController(DSLContext sql, Records records, ExperimentType type) {
        this.sql = sql;
        this.records = records;
        this.type = type;
    }

    record Board(String kind, List<Column> columns, boolean editable) {}

    /** @param count how many there are; the list shows them all where the board can't */
    record Column(String state, List<Card> cards, long count) {}

    record Card(UUID id, String name, String kind, String ice, String sub, String said, int version) {}

    @GetMapping("/experiments/board")
    ModelAndView show(@RequestParam(defaultValue = "") String kind, Ui ui) {
        var only = List.of("growth", "segment").contains(kind) ? kind : "";
        var columns = ExperimentType.STATES.stream()
                .map(state -> column(state, only, ui))
                .toList();
        return new ModelAndView("acquisition/board", Map.of("page", new Board(only, columns, may(ui))));
    }

    private static boolean may(Ui ui) {
        return Marketers.explore(ui.me());
    }

    /** Reads the index experiment_board. */
    private Column column(String state, String kind, Ui ui) {
        var which = EXPERIMENT
                .STATE
                .eq(state)
                .and(EXPERIMENT.DELETED_AT.isNull())
                .and(kind.isEmpty() ? org.jooq.impl.DSL.noCondition() : EXPERIMENT.KIND.eq(kind));
        var cards = sql.select(EXPERIMENT.asterisk(), MEMBER.NAME)
                .from(EXPERIMENT)
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(EXPERIMENT.WORKSPACE_ID))
                .and(MEMBER.ID.eq(EXPERIMENT.OWNER_ID))
                .where(which)
                .orderBy(EXPERIMENT.ICE.desc().nullsLast(), EXPERIMENT.ID)
                .limit(A_COLUMN)
                .fetch(row -> card(row, ui));
        return new Column(state, cards, sql.fetchCount(EXPERIMENT, which));
    }

    private static Card card(org.jooq.Record row, Ui ui) {
        var sub = new ArrayList<String>();
        if (row.get(MEMBER.NAME) != null) {
            sub.add(row.get(MEMBER.NAME));
        }
        if (row.get(EXPERIMENT.LEVER) != null) {
            sub.add(ui.t("choice.experiment.lever." + row.get(EXPERIMENT.LEVER)));
        }
        if (row.get(EXPERIMENT.ENDS_ON) != null) {
            sub.add(ui.t("experiment.until", ui.day(row.get(EXPERIMENT.ENDS_ON))));
        }
        return new Card(
                row.get(EXPERIMENT.ID),
                row.get(EXPERIMENT.NAME),
                row.get(EXPERIMENT.KIND),
                row.get(EXPERIMENT.ICE) == null ? "" : ui.number(row.get(EXPERIMENT.ICE)),
                String.join(" · ", sub),
                said(row, ui),
                row.get(EXPERIMENT.VERSION));
    }

    private static String said(org.jooq.Record row, Ui ui) {
        if (row.get(EXPERIMENT.KIND).equals("segment")) {
            return ui.t(
                    "experiment.segment",
                    zero(row.get(EXPERIMENT.INTERVIEWS)),
                    zero(row.get(EXPERIMENT.FIRST_CUSTOMERS)));
        }
        var result = ExperimentBeside.result(
                zero(row.get(EXPERIMENT.CONTROL_SUCCESSES)),
                zero(row.get(EXPERIMENT.CONTROL_TRIALS)),
                zero(row.get(EXPERIMENT.TEST_SUCCESSES)),
                zero(row.get(EXPERIMENT.TEST_TRIALS)));
        return result == null ? "" : ui.t("experiment.verdict." + result.verdict());
    }

    private static int zero(@org.jspecify.annotations.Nullable Integer number) {
        return number == null ? 0 : number;
    }

    @PostMapping("/experiments/{id}/state")
    ModelAndView move(@PathVariable UUID id, @RequestParam Map<String, String> given, Ui ui) {
        try {
            var saved = records.update(
                    type,
                    id,
                    Map.of("state", given.getOrDefault("state", "")),
                    FormBuilderController.version(given),
                    ui.me());
            if (saved.changeSet() != null) {
                ui.flash(Flash.of("record.saved").undoneBy("/changes/" + saved.changeSet() + "/reversal"));
            }
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            ui.flash(Flash.of(
                    "experiment.not-moved", ui.t(fault.key(), fault.args().toArray())));
        } catch (StaleVersion _) {
            ui.flash("experiment.stale");
        }
        var view = new RedirectView("/experiments/board");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
