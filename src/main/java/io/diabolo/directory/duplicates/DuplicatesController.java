package io.diabolo.directory.duplicates;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The review list of pairs that may be one, and the search that fills it. */
@Controller
class DuplicatesController {
    private static final int ROWS = 20;
    private final DuplicatePairs pairs;
    private final RecordTypes types;
    private final Workspaces workspaces;

    DuplicatesController(DuplicatePairs pairs, RecordTypes types, Workspaces workspaces) {
        this.pairs = pairs;
        this.types = types;
        this.workspaces = workspaces;
    }

    @GetMapping("/duplicates")
    ModelAndView list(
            @RequestParam(defaultValue = "company") String type,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam(required = false) @Nullable String cursor,
            Ui ui) {
        var asked = type(type);
        var shown = state(state);
        var counts = new LinkedHashMap<String, Long>();
        DuplicatePairs.STATES.forEach(one -> counts.put(one, pairs.count(asked, one, ui.me())));
        var page = new DuplicatesPage(
                asked,
                types.byId(asked).orElseThrow().plural(),
                shown,
                pairs.page(asked, shown, cursor, ROWS, ui.me()),
                counts,
                pairs.latest(),
                workspaces.settings().country());
        return new ModelAndView("directory/duplicates/duplicates").addObject("page", page);
    }

    @PostMapping("/duplicates/{id}/decision")
    String decide(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "company") String type,
            Ui ui) {
        var shown = type(type);
        pairs.decide(id, state, ui.me());
        var said = Flash.of("duplicates.decided." + state);
        ui.flash(
                state.equals("open")
                        ? said
                        : said.undoneBy("/duplicates/" + id + "/decision?state=open&type=" + shown));
        return "redirect:/duplicates?type=" + shown;
    }

    @PostMapping("/duplicates/searches")
    String search(@RequestParam(defaultValue = "company") String type, Ui ui) {
        var shown = type(type);
        pairs.search(ui.me());
        ui.flash("duplicates.begun");
        return "redirect:/duplicates?type=" + shown;
    }

    static String type(String type) {
        if (!FindDuplicates.TYPES.contains(type)) {
            throw new BadInput("type", "problem.field.choice");
        }
        return type;
    }

    static String state(String state) {
        if (!DuplicatePairs.STATES.contains(state)) {
            throw new BadInput("state", "problem.field.choice");
        }
        return state;
    }
}
