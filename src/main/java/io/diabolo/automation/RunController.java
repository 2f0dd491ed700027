package io.diabolo.automation;

import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordTypes;
import io.diabolo.web.Ui;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The log of what automations did, and doing again what failed. */
@Controller
class RunController {
    private static final int A_PAGE = 50;
    private final RunLog log;
    private final AutomationWords words;
    private final RecordTypes types;

    RunController(RunLog log, AutomationWords words, RecordTypes types) {
        this.log = log;
        this.words = words;
        this.types = types;
    }

    /** One line of the log, in words. */
    record Line(RunLog.Run run, String why, List<String> steps, boolean uncertain, String path, Ui ui) {
        String happened() {
            var detail = AutomationWords.detail(run.event(), run.detail(), ui);
            return ui.t("automation.event." + run.event()) + (detail.isEmpty() ? "" : " (" + detail + ")");
        }

        boolean isAgain() {
            return run.state().equals("failed") || run.state().equals("held");
        }
    }

    /** All that the log shows. */
    record Page(List<Line> lines, String automation, String state, String more, Ui ui) {
        List<String> states() {
            return RunLog.STATES;
        }

        String path(String other) {
            return "/automation-runs?state=" + other + (automation.isEmpty() ? "" : "&automation=" + automation);
        }
    }

    @GetMapping("/automation-runs")
    ModelAndView list(@RequestParam Map<String, String> asked, Ui ui) {
        var automation = uuid(asked, "automation");
        var state = asked.getOrDefault("state", "");
        var which = new RunLog.Asked(
                automation,
                RunLog.STATES.contains(state) ? state : null,
                asked.get("record_type"),
                uuid(asked, "record"));
        var found = log.runs(which, uuid(asked, "after"), A_PAGE + 1, ui.me());
        var shown = found.subList(0, Math.min(A_PAGE, found.size()));
        var page = new Page(
                lines(shown, ui),
                automation == null ? "" : automation.toString(),
                RunLog.STATES.contains(state) ? state : "",
                found.size() > A_PAGE ? shown.getLast().id().toString() : "",
                ui);
        return new ModelAndView("automation/runs", Map.of("page", page));
    }

    static @Nullable UUID uuid(Map<String, String> asked, String name) {
        var text = asked.getOrDefault(name, "");
        return text.isEmpty() ? null : SendMail.id(text);
    }

    private List<Line> lines(List<RunLog.Run> runs, Ui ui) {
        var steps = log.steps(runs.stream().map(RunLog.Run::id).toList()).stream()
                .collect(Collectors.groupingBy(RunLog.Step::run));
        var plurals = new HashMap<String, String>();
        types.all().forEach(one -> plurals.put(one.id(), one.plural()));
        return runs.stream()
                .map(run -> {
                    var own = steps.getOrDefault(run.id(), List.of());
                    return new Line(
                            run,
                            words.why(run, ui),
                            own.stream()
                                    .map(one -> AutomationWords.step(one, ui))
                                    .toList(),
                            own.stream().anyMatch(one -> one.state().equals("uncertain")),
                            "/" + plurals.getOrDefault(run.recordType(), "") + "/" + run.record(),
                            ui);
                })
                .toList();
    }

    /** All that one run shows. */
    record RunPage(Line line, List<RunLog.Step> steps, List<Said> said, Ui ui) {
        record Said(String text, boolean holds) {}

        String step(RunLog.Step step) {
            return AutomationWords.step(step, ui);
        }
    }

    @GetMapping("/automation-runs/{id}")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        var run = log.get(id, ui.me());
        var said = run.said().stream()
                .map(one -> new RunPage.Said(words.condition(run.recordType(), one.expression(), ui), one.holds()))
                .toList();
        return new ModelAndView(
                "automation/run",
                Map.of("page", new RunPage(lines(List.of(run), ui).getFirst(), log.steps(List.of(id)), said, ui)));
    }

    @PostMapping("/automation-runs/{id}/retry")
    ModelAndView retry(@PathVariable UUID id, Ui ui) {
        if (!log.retry(id, ui.me())) {
            throw new BadInput("id", "automation.fault.not-failed");
        }
        ui.flash("automation.retried", 1);
        return AutomationController.seeOther("/automation-runs/" + id);
    }

    @PostMapping("/automations/{id}/retries")
    ModelAndView retryAll(@PathVariable UUID id, Ui ui) {
        ui.flash("automation.retried", log.retryAll(id, ui.me()));
        return AutomationController.seeOther("/automation-runs?automation=" + id);
    }
}
