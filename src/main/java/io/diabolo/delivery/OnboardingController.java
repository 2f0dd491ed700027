package io.diabolo.delivery;

import io.diabolo.delivery.Onboardings.Live;
import io.diabolo.delivery.Onboardings.NewStep;
import io.diabolo.delivery.Onboardings.Whole;
import io.diabolo.delivery.Trainings.NewTraining;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The project of an onboarding: steps ticked and added, trainings, the go-live. */
@Controller
class OnboardingController {
    private static final String ONE = "/onboardings/{id:[0-9a-fA-F-]{36}}";
    private static final int LONGEST = 200;
    private final Onboardings onboardings;
    private final Trainings trainings;

    OnboardingController(Onboardings onboardings, Trainings trainings) {
        this.onboardings = onboardings;
        this.trainings = trainings;
    }

    /** All that the page shows. */
    record Page(
            Whole whole,
            OnboardingDrawing drawing,
            Map<String, String> typed,
            Map<String, String> faults,
            List<OnboardingStep> keeping) {
        String path() {
            return "/onboardings/" + whole.onboarding().getId();
        }

        List<OnboardingStep> steps(boolean checks) {
            return whole.steps().stream()
                    .filter(step -> step.isCheck() == checks)
                    .toList();
        }

        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        boolean isRunning() {
            return whole.onboarding().getState().equals("running");
        }

        /** Asks another role for something, with what it is about filled in. */
        String request(OnboardingStep step) {
            return "/handoffs/new?kind=internal-request&subject_type=company&subject_id="
                    + whole.onboarding().getCompanyId() + "&to_role=" + step.role() + "&note="
                    + java.net.URLEncoder.encode(
                            whole.onboarding().getName() + " · " + step.name() + " · " + step.dueOn(),
                            java.nio.charset.StandardCharsets.UTF_8);
        }

        boolean canRequest(OnboardingStep step) {
            var role = step.role();
            return isRunning()
                    && !step.isDone()
                    && role != null
                    && !role.equals("csm")
                    && whole.onboarding().getCompanyId() != null;
        }
    }

    @GetMapping(ONE + "/project")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of(), Map.of(), List.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id,
            Map<String, String> typed,
            Map<String, String> faults,
            List<OnboardingStep> keeping,
            HttpStatus status,
            Ui ui) {
        var whole = onboardings.get(id, ui.me());
        var page = new Page(whole, OnboardingDrawing.of(whole), typed, faults, keeping);
        return new ModelAndView("delivery/onboarding", Map.of("page", page), status);
    }

    @PostMapping(ONE + "/steps/{step}/completion")
    ModelAndView tick(
            @PathVariable UUID id, @PathVariable UUID step, @RequestParam(defaultValue = "true") boolean done, Ui ui) {
        return done(
                id,
                done ? "onboarding.step.ticked" : "onboarding.step.unticked",
                Map.of(),
                ui,
                () -> onboardings.tick(id, step, done, ui.me()));
    }

    @PostMapping(ONE + "/steps")
    ModelAndView add(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, "onboarding.step.added", form, ui, () -> {
            var days = Typed.decimal(form.getOrDefault("days", "1"), 0);
            return onboardings.add(
                    id,
                    new NewStep(
                            Typed.words(form.get("name"), LONGEST),
                            form.getOrDefault("side", "us"),
                            Typed.id(form.getOrDefault("after", "")),
                            days == null || days.abs().longValue() > 10_000 ? -1 : days.intValue()),
                    ui.me());
        });
    }

    @PostMapping(ONE + "/trainings")
    ModelAndView train(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(
                id,
                "onboarding.training.added",
                form,
                ui,
                () -> trainings.add(
                        id,
                        new NewTraining(
                                Typed.words(form.get("subject"), LONGEST),
                                moment(form.getOrDefault("starts_at", ""), ui),
                                Typed.words(form.get("place"), LONGEST),
                                names(form.getOrDefault("guests", ""))),
                        ui.me()));
    }

    static List<String> names(String lines) {
        return lines.lines()
                .map(line -> Typed.words(line, LONGEST))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static Instant moment(String text, Ui ui) {
        try {
            var at = LocalDateTime.parse(text);
            if (at.getYear() > 1990 && at.getYear() < 2150) {
                return at.atZone(ui.zone()).toInstant();
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new BadInput("starts_at", "onboarding.fault.starts");
    }

    @PostMapping(ONE + "/trainings/{training}/attendance")
    ModelAndView attended(
            @PathVariable UUID id,
            @PathVariable UUID training,
            @RequestParam(name = "came", required = false) @Nullable List<String> came,
            Ui ui) {
        var ids = came == null
                ? List.<UUID>of()
                : came.stream()
                        .map(Typed::id)
                        .filter(java.util.Objects::nonNull)
                        .map(java.util.Objects::requireNonNull)
                        .toList();
        return done(id, "onboarding.attended", Map.of(), ui, () -> trainings.attended(id, training, ids, ui.me()));
    }

    @PostMapping(ONE + "/go-live")
    ModelAndView goLive(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var on = form.getOrDefault("on", "");
            return switch (onboardings.goLive(id, on.isBlank() ? ui.today() : Typed.day("on", on), ui.me())) {
                case Live.Done(var changeSet) -> {
                    ui.flash(Flash.of("onboarding.live").undoneBy("/changes/" + changeSet + "/reversal"));
                    yield back(id);
                }
                case Live.Already _ -> back(id);
                case Live.Open(var steps) -> page(id, form, Map.of(), steps, HttpStatus.UNPROCESSABLE_CONTENT, ui);
            };
        } catch (BadInput bad) {
            return page(id, form, faults(bad, ui), List.of(), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private ModelAndView done(UUID id, String said, Map<String, String> form, Ui ui, Supplier<@Nullable UUID> work) {
        ui.me().mayWrite();
        try {
            var changeSet = work.get();
            if (changeSet != null) {
                ui.flash(Flash.of(said).undoneBy("/changes/" + changeSet + "/reversal"));
            }
            return back(id);
        } catch (BadInput bad) {
            return page(id, form, faults(bad, ui), List.of(), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static Map<String, String> faults(BadInput bad, Ui ui) {
        var faults = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault -> faults.putIfAbsent(
                        fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return faults;
    }

    private static ModelAndView back(UUID id) {
        var view = new RedirectView("/onboardings/" + id + "/project");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
