package io.diabolo.deals;

import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Wins and losses by competitor: a page, and the same figures in the API. */
@Controller
class WinLossController {
    private static final int USUAL = 12;
    private final WinLoss winLoss;

    WinLossController(WinLoss winLoss) {
        this.winLoss = winLoss;
    }

    @GetMapping("/competition")
    ModelAndView show(@RequestParam(defaultValue = "") String months, Ui ui) {
        var back = months(months);
        var since = since(back, ui);
        var page = new WinLossPage(winLoss.by(since, ui.me()), back, since);
        return new ModelAndView("deals/winLoss", Map.of("page", page));
    }

    private static int months(String text) {
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : USUAL;
    }

    private static @Nullable LocalDate since(int months, Ui ui) {
        return months == 0 ? null : ui.today().minusMonths(months);
    }

    @GetMapping("/api/v1/competition")
    @ResponseBody
    Map<String, Object> figures(@RequestParam(defaultValue = "") String months, Ui ui) {
        var since = since(months(months), ui);
        return Map.of(
                "items",
                winLoss.by(since, ui.me()).stream().map(WinLossController::json).toList());
    }

    private static Map<String, @Nullable Object> json(WinLoss.Line line) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("competitor", Map.of("id", line.competitor().toString(), "name", line.name()));
        for (var outcome : Outcome.values()) {
            body.put(outcome.id(), line.of(outcome));
        }
        body.put("win_rate", line.winRate());
        return body;
    }
}
