package io.diabolo.pipeline;

import io.diabolo.journey.Stage;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Flash;
import io.diabolo.web.GivenIds;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The page on which many deals are moved. */
@Controller
class BulkMoveController {
    private final BulkMoves moves;
    private final Reasons reasons;

    BulkMoveController(BulkMoves moves, Reasons reasons) {
        this.moves = moves;
        this.reasons = reasons;
    }

    /**
     * @param ids those chosen; empty: all that match the query
     * @param stayed those that were not moved, and what they lack
     */
    record Page(
            List<UUID> ids,
            String query,
            int deals,
            List<String> stages,
            List<Reason> reasons,
            Map<String, String> typed,
            Map<String, String> faults,
            List<BulkMoves.Stayed> stayed) {
        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        boolean isTooMany() {
            return deals > BulkMoves.MOST;
        }
    }

    ModelAndView ask(List<UUID> ids, String query, Ui ui) {
        var deals = moves.chosen(ids, query, ui.me());
        return page(ids, query, deals.size(), Map.of(), Map.of(), List.of(), HttpStatus.OK);
    }

    private ModelAndView page(
            List<UUID> ids,
            String query,
            int deals,
            Map<String, String> typed,
            Map<String, String> faults,
            List<BulkMoves.Stayed> stayed,
            HttpStatus status) {
        var page = new Page(ids, query, deals, MovePages.REACHED, offered(), typed, faults, stayed);
        return new ModelAndView("pipeline/bulkMove", Map.of("page", page), status);
    }

    /** Those of a loss first, for they are asked for. */
    private List<Reason> offered() {
        var all = new java.util.LinkedHashMap<String, Reason>();
        java.util.stream.Stream.of("lost", "won")
                .flatMap(kind -> reasons.of(kind).offered().stream())
                .forEach(one -> all.putIfAbsent(one.key(), one));
        return List.copyOf(all.values());
    }

    @PostMapping("/opportunities/moves")
    ModelAndView move(
            @RequestParam(name = "id", defaultValue = "") List<@Nullable UUID> given,
            @RequestParam(defaultValue = "") String query,
            @RequestParam Map<String, String> form,
            Ui ui) {
        var ids = GivenIds.of(given);
        var deals = moves.chosen(ids, query, ui.me());
        try {
            var order = order(form, deals.size());
            var result = moves.move(deals, order, ui.me());
            if (result.changeSet() != null) {
                ui.flash(Flash.of("opportunity.moved.many", result.moved())
                        .undoneBy("/changes/" + result.changeSet() + "/reversal"));
            }
            if (result.stayed().isEmpty()) {
                var view = new RedirectView("/opportunities");
                view.setStatusCode(HttpStatus.SEE_OTHER);
                return new ModelAndView(view);
            }
            // Some may have moved: the answer is no refusal.
            return page(ids, query, deals.size(), form, Map.of(), result.stayed(), HttpStatus.OK);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return page(
                    ids,
                    query,
                    deals.size(),
                    form,
                    Map.of(fault.field(), ui.t(fault.key(), fault.args().toArray())),
                    List.of(),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static MoveOrder order(Map<String, String> form, int deals) {
        var stage = Stage.named(form.getOrDefault("stage", ""))
                .filter(Opportunities.REACHED::contains)
                .orElseThrow(() -> new BadInput("stage", "opportunity.fault.stage"));
        var reason = form.getOrDefault("reason", "");
        if (deals > BulkMoves.MOST) {
            throw new BadInput("stage", "opportunity.move.many.most", BulkMoves.MOST);
        }
        if (stage == Stage.LOST && reason.isBlank()) {
            throw new BadInput("reason", "opportunity.fault.reason");
        }
        if (reason.length() > 500) {
            throw new BadInput("reason", "problem.field.too-long", 500);
        }
        return MoveOrder.to(new UUID(0, 0), stage).because(reason);
    }
}
