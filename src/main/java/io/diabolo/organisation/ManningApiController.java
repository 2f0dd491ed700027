package io.diabolo.organisation;

import io.diabolo.organisation.Assumptions.Value;
import io.diabolo.organisation.Manning.Answer;
import io.diabolo.organisation.Manning.Question;
import io.diabolo.organisation.Simulation.Course;
import io.diabolo.organisation.Simulation.Month;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a goal needs, and simulations of the team; asked by a POST because a question is long, it writes nothing. */
@RestController
class ManningApiController {
    private static final long SEED = 2026;
    private static final int USUAL_RAMP = 3;
    private final Manning capacity;

    ManningApiController(Manning capacity) {
        this.capacity = capacity;
    }

    record WantedHire(
            @Nullable String role,
            @Nullable Double count,
            @Nullable String start,
            @Nullable Integer ramp_months) {
        Hire hire() {
            if (count == null) {
                throw new BadInput("hires", "manning.fault.number");
            }
            return new Hire(
                    ManningController.role(Objects.requireNonNullElse(role, "")),
                    count,
                    ManningController.month(Objects.requireNonNullElse(start, "")),
                    ramp_months == null ? USUAL_RAMP : ramp_months);
        }
    }

    record Wanted(
            @Nullable Double goal,
            @Nullable List<WantedHire> hires,
            @Nullable Integer runs,
            @Nullable Long seed) {}

    @GetMapping("/api/v1/capacity")
    Map<String, @Nullable Object> needs(@RequestParam(required = false) @Nullable Double goal, Ui ui) {
        var answer = capacity.of(new Question(goal, List.of(), 0, SEED), ui.me());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("needs", needs(answer));
        body.put(
                "assumptions",
                answer.map().assumptions().all().stream()
                        .map(ManningApiController::assumption)
                        .toList());
        return body;
    }

    @PostMapping("/api/v1/capacity")
    Map<String, @Nullable Object> simulate(@RequestBody Wanted wanted, Ui ui) {
        var hires = wanted.hires();
        var runs = wanted.runs();
        var seed = wanted.seed();
        var answer = capacity.of(
                new Question(
                        wanted.goal(),
                        hires == null
                                ? List.of()
                                : hires.stream().map(WantedHire::hire).toList(),
                        runs == null ? Manning.RUNS : runs,
                        seed == null ? SEED : seed),
                ui.me());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("needs", needs(answer));
        body.put("today", course(answer.today()));
        var changed = answer.changed();
        body.put("changed", changed == null ? null : course(changed));
        return body;
    }

    private static @Nullable List<Map<String, Object>> needs(Answer answer) {
        var needs = answer.needs();
        return needs == null
                ? null
                : needs.needs().stream()
                        .map(need -> Map.<String, Object>of(
                                "role", need.role().id(),
                                "needed", need.needed(),
                                "have", need.have(),
                                "coming", need.coming()))
                        .toList();
    }

    private static Map<String, Object> assumption(Value value) {
        return Map.of(
                "name", value.name(),
                "value", value.value(),
                "source", value.source().id(),
                "count", value.count());
    }

    private static Map<String, @Nullable Object> course(Course course) {
        var full = course.full();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("total", course.total());
        body.put("low", course.low());
        body.put("high", course.high());
        body.put("full", full == null ? null : full.id());
        body.put(
                "months",
                course.months().stream().map(ManningApiController::month).toList());
        return body;
    }

    private static Map<String, Object> month(Month month) {
        var body = new LinkedHashMap<String, Object>();
        body.put("month", month.month().toString());
        body.put("leads", month.leads());
        body.put("opportunities", month.opportunities());
        body.put("won", month.won());
        body.put("bookings", month.bookings());
        body.put("low", month.low());
        body.put("high", month.high());
        body.put("customers", month.customers());
        body.put("expansion", month.expansion());
        body.put("waiting", month.waiting());
        return body;
    }
}
