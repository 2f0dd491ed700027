package io.diabolo.desks;

import io.diabolo.desks.Targets.Wish;
import io.diabolo.identity.TeamId;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureValue;
import io.diabolo.queues.Figures;
import io.diabolo.targets.Course;
import io.diabolo.targets.TargetPlan;
import io.diabolo.targets.TargetPlans;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Targets, and one's own figures against them, in the API. */
@RestController
class TargetApiController {
    private final Targets targets;
    private final Figures figures;
    private final Workspaces workspaces;
    private final TargetPlans plans;
    private final Paces paces;

    TargetApiController(Targets targets, Figures figures, Workspaces workspaces, TargetPlans plans, Paces paces) {
        this.plans = plans;
        this.paces = paces;
        this.targets = targets;
        this.figures = figures;
        this.workspaces = workspaces;
    }

    private Period period(String id, Ui ui) {
        return id.isEmpty()
                ? Period.month(
                        LocalDate.ofInstant(ui.now(), workspaces.settings().zone()))
                : Period.of(id);
    }

    @GetMapping("/api/v1/targets")
    Map<String, Object> list(@RequestParam(defaultValue = "") String period, Ui ui) {
        return items(period(period, ui), ui);
    }

    private Map<String, Object> items(Period period, Ui ui) {
        var items = targets.of(period, ui.me()).stream()
                .map(TargetApiController::json)
                .toList();
        return Map.of("period", period.id(), "items", List.copyOf(items));
    }

    /** Month by month what counts of each, with the season and what somebody new can reach. */
    @GetMapping("/api/v1/targets/months")
    Map<String, Object> months(@RequestParam(defaultValue = "") String period, Ui ui) {
        var of = period(period, ui);
        var read = new HashMap<String, TargetPlan>();
        var items = new ArrayList<Map<String, @Nullable Object>>();
        for (var target : targets.of(of, ui.me())) {
            var figure = figures.find(target.figure());
            var course = figure.isEmpty()
                    ? null
                    : read.computeIfAbsent(target.role(), plans::of)
                            .course(figure.get(), target.member(), of.from(), of.to(), target.value());
            var body = json(target);
            body.put("counts", (course == null ? target.value() : course.total()).doubleValue());
            body.put(
                    "months",
                    course == null
                            ? List.of()
                            : course.months().stream()
                                    .map(TargetApiController::json)
                                    .toList());
            items.add(body);
        }
        return Map.of("period", of.id(), "items", items);
    }

    private static Map<String, Object> json(Course.Month month) {
        return Map.of(
                "month", month.month().toString(),
                "full", month.full(),
                "share", month.share(),
                "value", month.value());
    }

    @PutMapping("/api/v1/targets")
    Map<String, Object> put(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var period = Period.of(text(body, "period"));
        var member = id(body, "member_id");
        var team = id(body, "team_id");
        var wish = new Wish(
                member == null ? null : new MemberId(member),
                team == null ? null : new TeamId(team),
                text(body, "role"),
                text(body, "figure"),
                period,
                number(body.get("value")));
        targets.set(List.of(wish), ui.me());
        return items(period, ui);
    }

    /** Of the member whose token it is: what a desk shows. */
    @GetMapping("/api/v1/figures")
    Map<String, Object> figures(
            @RequestParam(defaultValue = "") String desk, @RequestParam(defaultValue = "") String period, Ui ui) {
        if (!ui.me().roles().contains(desk)) {
            throw new BadInput("desk", "queue.fault.desk");
        }
        var over = period(period, ui);
        var request =
                over.request(List.of(ui.me().member()), workspaces.settings().zone());
        var spans = new ArrayList<>(over.containing());
        spans.addFirst(over);
        var own = targets.of(spans, ui.me()).stream()
                .filter(target -> ui.me().member().equals(target.member()))
                .toList();
        var plan = plans.of(desk);
        var items = figures.of(desk).stream()
                .map(figure -> {
                    var value = figures.value(figure.id(), request);
                    var set = own.stream()
                            .filter(target -> target.figure().equals(figure.id()))
                            .toList();
                    var body = json(figure, value, ui);
                    body.putAll(pace(figure, value.value(), Aim.of(figure, set, over, plan), ui));
                    return body;
                })
                .toList();
        return Map.of("period", over.id(), "items", items);
    }

    private Map<String, @Nullable Object> pace(Figure figure, @Nullable Double value, @Nullable Aim aim, Ui ui) {
        var due = aim == null ? 0 : paces.due(aim, ui.now());
        var pace = aim == null ? null : Pace.of(figure, value, aim.value().doubleValue(), due);
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("target", aim == null ? null : aim.value().doubleValue());
        body.put("attained", pace == null ? null : pace.attained());
        body.put("due", pace == null ? null : pace.expected());
        body.put("projection", pace == null ? null : pace.projection());
        return body;
    }

    private static Map<String, @Nullable Object> json(Figure figure, FigureValue value, Ui ui) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", figure.id());
        body.put("label", ui.t("figure." + figure.id()));
        body.put("formula", ui.t("figure." + figure.id() + ".formula"));
        body.put("unit", figure.unit().id());
        body.put("value", value.value());
        body.put("counted", value.counted());
        return body;
    }

    private static Map<String, @Nullable Object> json(Target target) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", target.id().toString());
        var member = target.member();
        var team = target.team();
        body.put("member_id", member == null ? null : member.toString());
        body.put("team_id", team == null ? null : team.toString());
        body.put("role", target.role());
        body.put("figure", target.figure());
        body.put("period", target.period().id());
        body.put("value", target.value().doubleValue());
        return body;
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        return body.get(name) instanceof String text ? text : "";
    }

    private static @Nullable UUID id(Map<String, @Nullable Object> body, String name) {
        try {
            return body.get(name) instanceof String text ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException _) {
            throw new BadInput(name, "target.fault.who");
        }
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        try {
            return switch (value) {
                case null -> null;
                case Number number -> new BigDecimal(number.toString());
                default -> new BigDecimal(value.toString());
            };
        } catch (NumberFormatException _) {
            throw new BadInput("value", "target.fault.value");
        }
    }
}
