package io.diabolo.delivery;

import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What has to be right before a template is kept: words, days, roles, that each step waits for steps that there are, and that
 * none waits for itself. Faults name a step by its place: {@code steps[2].days}.
 */
final class TemplateCheck {
    static final List<String> KINDS = List.of("milestone", "task", "check");
    static final List<String> SIDES = List.of("us", "customer");
    /** Who does something in an onboarding: delivery, operations, technicians, support, and who sold. */
    static final List<String> ROLES = List.of("csm", "ops", "support", "se", "ae", "am", "adv", "perf");

    static final int MOST = 100;
    static final int LONGEST_NAME = 200;
    private static final int MOST_DAYS = 250;
    private final List<Fault> faults = new ArrayList<>();

    private TemplateCheck() {}

    /** Roles that can be asked by an internal request. */
    static List<String> asked() {
        return HandoffKind.INTERNAL_REQUEST.to();
    }

    /**
     * The steps as they are kept: the go-live last, waiting for all that nothing else waits for.
     *
     * @throws BadInput with all that is wrong
     */
    static List<TemplateStep> checked(List<TemplateStep> steps) {
        var check = new TemplateCheck();
        check.steps(steps);
        if (!check.faults.isEmpty()) {
            throw new BadInput(check.faults);
        }
        return closed(steps);
    }

    private void steps(List<TemplateStep> steps) {
        if (steps.size() < 2 || steps.size() > MOST) {
            faults.add(new Fault("steps", "onboarding.template.fault.steps", MOST));
            return;
        }
        var ids = new HashSet<String>();
        for (var at = 0; at < steps.size(); at++) {
            var step = steps.get(at);
            if (!step.id().matches("[a-z][a-z0-9-]{0,60}") || !ids.add(step.id())) {
                fault(at, "name_fr", "onboarding.template.fault.id");
            }
            step(step, at);
        }
        if (!steps.getLast().isGoLive() || !steps.getLast().kind().equals("milestone")) {
            faults.add(new Fault("steps", "onboarding.template.fault.go-live"));
        }
        for (var at = 0; at < steps.size(); at++) {
            if (!ids.containsAll(steps.get(at).after())) {
                fault(at, "after", "onboarding.template.fault.after");
            } else if (steps.get(at).after().contains(TemplateStep.GO_LIVE)) {
                fault(at, "after", "onboarding.template.fault.after-end");
            }
        }
        var cycle = faults.isEmpty() ? cycle(steps) : List.<TemplateStep>of();
        if (!cycle.isEmpty()) {
            fault(
                    steps.indexOf(cycle.getFirst()),
                    "after",
                    "onboarding.template.fault.cycle",
                    cycle.stream().map(TemplateCheck::shown).collect(Collectors.joining(" → ")));
        }
    }

    private static String shown(TemplateStep step) {
        return step.nameFr().isBlank() ? step.nameEn() : step.nameFr();
    }

    private void step(TemplateStep step, int at) {
        if (step.nameFr().isBlank() && step.nameEn().isBlank()) {
            fault(at, "name_fr", "onboarding.fault.step");
        }
        if (step.nameFr().length() > LONGEST_NAME || step.nameEn().length() > LONGEST_NAME) {
            fault(at, "name_fr", "problem.field.too-long", LONGEST_NAME);
        }
        if (!KINDS.contains(step.kind())) {
            fault(at, "kind", "problem.field.choice");
        }
        if (!SIDES.contains(step.side())) {
            fault(at, "side", "problem.field.choice");
        }
        if (step.days() < 0 || step.days() > MOST_DAYS) {
            fault(at, "days", "onboarding.fault.days");
        }
        var due = step.dueIn();
        if (due != null && (due < 0 || due > MOST_DAYS)) {
            fault(at, "due_in", "onboarding.fault.days");
        }
        if (step.isOurTask() && (step.role() == null || !ROLES.contains(step.role()))) {
            fault(at, "role", "onboarding.template.fault.role");
        }
        if (step.asks() && (!step.isOurTask() || !asked().contains(step.role()))) {
            fault(at, "asks", "onboarding.template.fault.asks");
        }
    }

    private void fault(int at, String part, String key, Object... args) {
        faults.add(new Fault("steps[" + at + "]." + part, key, args));
    }

    /** Steps that wait for each other in a ring, the first again at the end; empty where there is none. */
    static List<TemplateStep> cycle(List<TemplateStep> steps) {
        var byId = new HashMap<String, TemplateStep>();
        steps.forEach(step -> byId.put(step.id(), step));
        var clear = new HashSet<String>();
        for (var step : steps) {
            var found = from(step, byId, new ArrayList<>(), clear);
            if (found != null) {
                return found;
            }
        }
        return List.of();
    }

    private static @Nullable List<TemplateStep> from(
            TemplateStep step, Map<String, TemplateStep> byId, List<TemplateStep> way, Set<String> clear) {
        if (clear.contains(step.id())) {
            return null;
        }
        var before = way.indexOf(step);
        if (before >= 0) {
            var ring = new ArrayList<>(way.subList(before, way.size()));
            ring.add(step);
            return ring;
        }
        way.add(step);
        for (var id : step.after()) {
            var found = from(Objects.requireNonNull(byId.get(id)), byId, way, clear);
            if (found != null) {
                return found;
            }
        }
        way.removeLast();
        clear.add(step.id());
        return null;
    }

    private static List<TemplateStep> closed(List<TemplateStep> steps) {
        var last = steps.getLast();
        if (!last.after().isEmpty()) {
            return List.copyOf(steps);
        }
        var waited = steps.stream().flatMap(step -> step.after().stream()).collect(Collectors.toSet());
        var ends = steps.stream()
                .filter(step -> !step.isGoLive() && !waited.contains(step.id()))
                .map(TemplateStep::id)
                .toList();
        var all = new ArrayList<>(steps.subList(0, steps.size() - 1));
        all.add(last.after(ends));
        return List.copyOf(all);
    }
}
