package io.diabolo.organisation;

import io.diabolo.web.Ui;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The map of coverage: stage by segment, with what is missing in words. */
@Controller
class CoverageController {
    private final Coverage coverage;

    CoverageController(Coverage coverage) {
        this.coverage = coverage;
    }

    static @Nullable String channel(String given) {
        return given.isBlank() ? null : given;
    }

    @GetMapping("/organisation/coverage")
    ModelAndView show(@RequestParam(defaultValue = "") String channel, Ui ui) {
        var map = coverage.map(channel(channel), ui.me());
        return new ModelAndView(
                "organisation/coverage",
                Map.of(
                        "page",
                        new CoveragePage(
                                map,
                                Findings.of(map),
                                Coverage.seesWork(ui.me()),
                                PositionRights.mayChange(ui.me()),
                                new FindingText(ui))));
    }
}
