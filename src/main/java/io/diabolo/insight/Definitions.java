package io.diabolo.insight;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What each figure means: in words, from what, counted how. Their texts are {@code definition.<id>}. */
@Controller
class Definitions {
    /** Those of the funnel's table, in its order. */
    static final List<String> COLUMNS =
            List.of("reached", "entered", "current", "exited", "conversion", "days", "p90", "young", "undated");

    static final List<String> ALL = List.of(
            "reached",
            "entered",
            "current",
            "exited",
            "conversion",
            "days",
            "p90",
            "young",
            "undated",
            "win-rate",
            "expansion",
            "recurring",
            "retention",
            "revenue",
            "cycle");

    private static final List<String> DEALS = List.of("revenue", "cycle");
    private static final List<String> MONEY = List.of("expansion", "recurring", "retention");

    record DefinitionPage(String id, List<String> all) {
        String source() {
            return DEALS.contains(id) ? "deals" : MONEY.contains(id) ? "amounts" : "ledger";
        }

        String grain() {
            return DEALS.contains(id) ? "deal" : "journey";
        }
    }

    @GetMapping({"/definitions", "/definitions/{id}"})
    ModelAndView definition(@PathVariable(required = false) String id, Ui ui) {
        var wanted = id == null ? ALL.getFirst() : id;
        if (!ALL.contains(wanted)) {
            throw new NoSuchRecord("definition", new UUID(0, 0));
        }
        return new ModelAndView("insight/definition", "page", new DefinitionPage(wanted, ALL));
    }
}
