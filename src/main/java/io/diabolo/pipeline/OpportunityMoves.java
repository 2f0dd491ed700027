package io.diabolo.pipeline;

import io.diabolo.journey.MovedAt;
import io.diabolo.journey.Stage;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Back;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The moves of opportunities: on their page, on the board, in the dialog that asks for what is missing. */
@Controller
class OpportunityMoves {
    /** Before the name of a field that is filled along with the move. */
    static final String FILL = "fill.";

    private static final int LONGEST = 1_000;
    private final Opportunities opportunities;
    private final MovePages pages;
    private final Clock clock;

    OpportunityMoves(Opportunities opportunities, MovePages pages, Clock clock) {
        this.opportunities = opportunities;
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping("/opportunities/{id}/moves/new")
    ModelAndView ask(@PathVariable UUID id, @RequestParam Map<String, String> parameters, Ui ui) {
        return pages.show(id, parameters, ui);
    }

    @PostMapping("/opportunities/{id}/moves")
    ModelAndView move(
            @PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui, HttpServletResponse response) {
        try {
            return answered(id, form, opportunities.move(order(id, form, ui), ui.me()), response, ui);
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return refused(id, form, faults, "", HttpStatus.UNPROCESSABLE_CONTENT, response, ui);
        } catch (StaleVersion _) {
            return refused(id, form, Map.of(), ui.t("record.stale"), HttpStatus.CONFLICT, response, ui);
        }
    }

    private MoveOrder order(UUID id, Map<String, String> form, Ui ui) {
        var stage = Stage.named(form.getOrDefault("stage", ""))
                .orElseThrow(() -> new BadInput("stage", "opportunity.fault.stage"));
        var version = form.getOrDefault("version", "");
        var filled = new LinkedHashMap<String, String>();
        form.forEach((name, value) -> {
            if (name.startsWith(FILL) && !value.isBlank()) {
                filled.put(name.substring(FILL.length()), value);
            }
        });
        for (var name : new String[] {"reason", "competitor", "lesson", "override"}) {
            if (form.getOrDefault(name, "").length() > LONGEST) {
                throw new BadInput(name, "problem.field.too-long", LONGEST);
            }
        }
        return MoveOrder.to(id, stage)
                .at(
                        form.getOrDefault("at", "").isBlank() ? null : instant(form.get("at"), ui),
                        version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null)
                .seenAt(Stage.named(form.getOrDefault("seen", "")).orElse(null))
                .within(form.get("sub_stage"))
                .because(form.get("reason"))
                .teaching(form.get("competitor"), form.get("lesson"))
                .filling(filled)
                .overriding(form.get("override"));
    }

    private java.time.Instant instant(@Nullable String at, Ui ui) {
        try {
            return MovedAt.of(at, ui.zone(), clock);
        } catch (DateTimeException _) {
            throw new BadInput("at", "opportunity.fault.at");
        }
    }

    private ModelAndView answered(UUID id, Map<String, String> form, Moved moved, HttpServletResponse response, Ui ui) {
        return switch (moved) {
            case Moved.Done done -> {
                ui.flash(Flash.of("record.moved", ui.t("stage." + done.stage().id()))
                        .undoneBy("/changes/" + done.changeSet() + "/reversal"));
                yield back(id, form);
            }
            case Moved.Unchanged _ -> back(id, form);
            case Moved.Incomplete incomplete ->
                refused(
                        id,
                        form,
                        Map.of(
                                "missing",
                                ui.t("gate.missing", incomplete.missing().size())),
                        "",
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        response,
                        ui);
            case Moved.Elsewhere elsewhere ->
                refused(id, form, Map.of(), said(elsewhere, ui), HttpStatus.CONFLICT, response, ui);
            case Moved.ReasonMissing _ -> throw new BadInput("reason", "opportunity.fault.reason");
            case Moved.NotForOpportunities _ -> throw new BadInput("stage", "opportunity.fault.stage");
            case Moved.InFuture _ -> throw new BadInput("at", "opportunity.fault.future");
            case Moved.NoSuchSubStage _ -> throw new BadInput("sub_stage", "opportunity.fault.sub-stage");
        };
    }

    private static String said(Moved.Elsewhere elsewhere, Ui ui) {
        var stage = ui.t("stage." + elsewhere.stands().id());
        var at = elsewhere.at();
        return elsewhere.by() == null || at == null
                ? ui.t("opportunity.elsewhere", stage)
                : ui.t("opportunity.elsewhere.by", elsewhere.by(), ui.ago(at), stage);
    }

    /** To the page that the move was made on; the board keeps what it showed. */
    private static ModelAndView back(UUID id, Map<String, String> form) {
        var path = Back.to(form.get("back"), "/opportunities/" + id);
        var query = form.getOrDefault("query", "");
        var view = new RedirectView(
                query.isEmpty() || !query.matches("[\\x21-\\x7e]{1,2000}") ? path : path + "?" + query);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        view.setExpandUriTemplateVariables(false);
        return new ModelAndView(view);
    }

    /** Over the page that the move was made on, where a script asked for it. */
    private ModelAndView refused(
            UUID id,
            Map<String, String> form,
            Map<String, String> faults,
            String elsewhere,
            HttpStatus status,
            HttpServletResponse response,
            Ui ui) {
        if ("true".equals(form.get("dialog"))) {
            response.setHeader("HX-Retarget", "#move");
            response.setHeader("HX-Reswap", "innerHTML");
        }
        return pages.refused(id, form, faults, elsewhere, status, ui);
    }
}
