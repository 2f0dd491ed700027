package io.diabolo.sequences;

import io.diabolo.mail.MailTemplates;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What can't be a sequence, with one sentence per field. */
final class CheckSteps {
    static final int MOST = 40;
    static final int VARIANTS = 4;
    private static final int LONGEST_WAIT = 365;
    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_SUBJECT = 300;

    private final List<Step> steps;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    private CheckSteps(List<Step> steps) {
        this.steps = steps;
    }

    /** @throws BadInput naming each fault */
    static void refuse(SequencePlan plan) {
        var check = new CheckSteps(plan.steps());
        if (isBad(plan.name(), 120) || plan.name().isBlank()) {
            check.faults.add(new Fault("name", "sequence.fault.name"));
        }
        if (plan.windowFrom() < 0 || plan.windowTo() > 24 * 60 || plan.windowTo() - plan.windowFrom() < 30) {
            check.faults.add(new Fault("window", "sequence.fault.window"));
        }
        if (plan.awayDays() < 1 || plan.awayDays() > 60) {
            check.faults.add(new Fault("away_days", "sequence.fault.away"));
        }
        check.all();
        if (!check.faults.isEmpty()) {
            throw new BadInput(check.faults);
        }
    }

    /** @throws BadInput when there is nothing that it would do */
    static void refuseIdle(List<Step> steps) {
        if (steps.stream()
                .noneMatch(step -> step.kind() == StepKind.EMAIL || step.kind().isManual())) {
            throw new BadInput("steps", "sequence.fault.idle");
        }
    }

    private void all() {
        if (steps.size() > MOST) {
            faults.add(new Fault("steps", "sequence.fault.steps", MOST));
            return;
        }
        for (var i = 0; i < steps.size(); i++) {
            if (!steps.get(i).key().matches("[a-z0-9_]{1,40}")
                    || steps.get(i).key().equals(Step.END)
                    || places.put(steps.get(i).key(), i) != null) {
                faults.add(new Fault(at(i, "key"), "sequence.fault.key"));
            }
        }
        for (var i = 0; i < steps.size(); i++) {
            one(i, steps.get(i));
        }
    }

    private void one(int i, Step step) {
        switch (step.kind()) {
            case EMAIL -> email(i, step);
            case CALL, LINKEDIN, TASK -> {
                if (step.kind() == StepKind.TASK && step.instruction().isBlank() || isBad(step.instruction(), 2_000)) {
                    faults.add(new Fault(at(i, "instruction"), "sequence.fault.instruction"));
                }
            }
            case WAIT -> {
                if (step.amount() < 1 || step.amount() > LONGEST_WAIT || !Step.UNITS.contains(step.unit())) {
                    faults.add(new Fault(at(i, "amount"), "sequence.fault.amount", LONGEST_WAIT));
                }
            }
            case BRANCH -> branch(i, step);
        }
    }

    private void email(int i, Step step) {
        if (step.variants().isEmpty() || step.variants().size() > VARIANTS) {
            faults.add(new Fault(at(i, "variants"), "sequence.fault.variants", VARIANTS));
        }
        var first = steps.subList(0, i).stream().noneMatch(one -> one.kind() == StepKind.EMAIL);
        var ids = new HashSet<String>();
        for (var n = 0; n < Math.min(step.variants().size(), VARIANTS); n++) {
            var one = step.variants().get(n);
            var at = at(i, "variants[" + n + "].");
            if (!one.id().matches("[a-d]") || !ids.add(one.id())) {
                faults.add(new Fault(at + "id", "sequence.fault.key"));
            }
            if (one.template() == null && !one.hasText()) {
                faults.add(new Fault(at + "body_fr", "sequence.fault.body"));
            }
            for (var text : List.of(one.subjectFr(), one.subjectEn())) {
                if (!MailTemplates.isFillable(text)) {
                    faults.add(new Fault(at + "subject_fr", "sequence.fault.text"));
                }
                if (isBad(text, LONGEST_SUBJECT)) {
                    faults.add(new Fault(at + "subject_fr", "problem.field.too-long", LONGEST_SUBJECT));
                }
            }
            for (var text : List.of(one.bodyFr(), one.bodyEn())) {
                if (!MailTemplates.isFillable(text)) {
                    faults.add(new Fault(at + "body_fr", "sequence.fault.text"));
                }
                if (isBad(text, LONGEST_TEXT)) {
                    faults.add(new Fault(at + "body_fr", "problem.field.too-long", LONGEST_TEXT));
                }
            }
            if (first && one.template() == null && lacksSubject(one)) {
                faults.add(new Fault(at + "subject_fr", "sequence.fault.subject"));
            }
        }
    }

    /** The first mail answers none, so it needs a subject in each language that it is written in. */
    private static boolean lacksSubject(Step.Variant one) {
        return !one.bodyFr().isBlank() && one.subjectFr().isBlank()
                || !one.bodyEn().isBlank() && one.subjectEn().isBlank();
    }

    /** Onwards only, so that no run goes in a circle; after a reply no mail leaves by itself. */
    private void branch(int i, Step step) {
        if (!Step.CONDITIONS.contains(step.on())) {
            faults.add(new Fault(at(i, "on"), "problem.field.choice"));
        }
        var target = step.target().equals(Step.END) ? Integer.valueOf(steps.size()) : places.get(step.target());
        if (target == null || target <= i) {
            faults.add(new Fault(at(i, "target"), "sequence.fault.target"));
        } else if (step.on().equals("reply")
                && steps.subList(target, steps.size()).stream().anyMatch(one -> one.kind() == StepKind.EMAIL)) {
            faults.add(new Fault(at(i, "target"), "sequence.fault.reply"));
        }
    }

    private static boolean isBad(String text, int longest) {
        return text.length() > longest || text.indexOf('\0') >= 0;
    }

    private static String at(int i, String field) {
        return "steps[" + i + "]." + field;
    }
}
