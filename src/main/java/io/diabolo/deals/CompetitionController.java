package io.diabolo.deals;

import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Who else is in the race for an opportunity, with their battlecards at hand. */
@Controller
class CompetitionController {
    private final Competition competition;
    private final Records records;
    private final RecordTypes types;

    CompetitionController(Competition competition, Records records, RecordTypes types) {
        this.competition = competition;
        this.records = records;
        this.types = types;
    }

    /**
     * All that the page shows.
     *
     * @param known names of competitors
     * @param typed what was refused, and {@code faults} what is wrong with it
     */
    record Page(
            UUID opportunity,
            String name,
            List<Rival> rivals,
            List<String> known,
            Map<String, String> typed,
            Map<String, String> faults) {
        String path() {
            return "/opportunities/" + opportunity;
        }

        String fault(String field) {
            return faults.getOrDefault(field, "");
        }

        String shown(String field) {
            return typed.getOrDefault(field, "");
        }
    }

    @GetMapping("/opportunities/{id}/competition")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var deal = records.get(types.byId("opportunity").orElseThrow(), id, ui.me());
        var page = new Page(
                id,
                Objects.toString(deal.value("name"), ""),
                competition.of(id),
                competition.offered(id),
                typed,
                faults);
        return new ModelAndView("deals/competition", Map.of("page", page), status);
    }

    @PostMapping("/opportunities/{id}/competitors")
    ModelAndView add(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return said(id, form.getOrDefault("competitor", ""), form, ui);
    }

    @PostMapping("/opportunities/{id}/competitors/{competitor}")
    ModelAndView change(
            @PathVariable UUID id, @PathVariable UUID competitor, @RequestParam Map<String, String> form, Ui ui) {
        return said(id, competitor.toString(), form, ui);
    }

    private ModelAndView said(UUID id, String competitor, Map<String, String> form, Ui ui) {
        try {
            return back(id, competition.say(id, competitor, form.get("status"), form.get("note"), ui.me()), ui);
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return page(id, form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/opportunities/{id}/competitors/{competitor}/removal")
    ModelAndView remove(@PathVariable UUID id, @PathVariable UUID competitor, Ui ui) {
        return back(id, competition.remove(id, competitor, ui.me()), ui);
    }

    private static ModelAndView back(UUID id, @Nullable UUID changeSet, Ui ui) {
        if (changeSet != null) {
            ui.flash(Flash.of("competition.saved").undoneBy("/changes/" + changeSet + "/reversal"));
        }
        var view = new RedirectView("/opportunities/" + id + "/competition");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
