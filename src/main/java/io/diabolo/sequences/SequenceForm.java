package io.diabolo.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The editor's form: what was typed, read without judging it, and its steps put in another order. */
final class SequenceForm {
    private static final int MOST_READ = 60;
    private static final List<String> LETTERS = List.of("a", "b", "c", "d");

    private SequenceForm() {}

    static SequencePlan read(Map<String, String> form) {
        var steps = new ArrayList<Step>();
        for (var i = 0; i < MOST_READ; i++) {
            var at = "steps[" + i + "].";
            if (form.containsKey(at + "kind")) {
                steps.add(step(form, at));
            }
        }
        return new SequencePlan(
                form.getOrDefault("name", ""),
                minutes(form.get("window_from")),
                minutes(form.get("window_to")),
                whole(form.get("away_days")),
                steps);
    }

    private static Step step(Map<String, String> form, String at) {
        var variants = new ArrayList<Step.Variant>();
        for (var n = 0; n < LETTERS.size(); n++) {
            var one = at + "variants[" + n + "].";
            if (form.containsKey(one + "id")) {
                variants.add(new Step.Variant(
                        form.getOrDefault(one + "id", ""),
                        uuid(form.get(one + "template")),
                        form.getOrDefault(one + "subject_fr", "").strip(),
                        form.getOrDefault(one + "body_fr", "").replace("\r\n", "\n"),
                        form.getOrDefault(one + "subject_en", "").strip(),
                        form.getOrDefault(one + "body_en", "").replace("\r\n", "\n")));
            }
        }
        var kind = StepKind.named(form.getOrDefault(at + "kind", "")).orElse(StepKind.TASK);
        return new Step(
                form.getOrDefault(at + "key", ""),
                kind,
                whole(form.get(at + "amount")),
                form.getOrDefault(at + "unit", "days"),
                form.getOrDefault(at + "instruction", "").strip(),
                form.getOrDefault(at + "on", ""),
                form.getOrDefault(at + "target", ""),
                kind == StepKind.EMAIL && variants.isEmpty() ? List.of(blank("a")) : variants);
    }

    static Step.Variant blank(String id) {
        return new Step.Variant(id, null, "", "", "", "");
    }

    /**
     * The steps after a button was pressed: {@code add:email}, {@code up:2}, {@code down:2}, {@code remove:2},
     * {@code vary:2}, {@code unvary:2}. Anything else leaves them as they are.
     */
    static List<Step> changed(List<Step> steps, String pressed) {
        var all = new ArrayList<>(steps);
        var action = pressed.substring(0, Math.max(0, pressed.indexOf(':')));
        var what = pressed.substring(pressed.indexOf(':') + 1);
        if (action.equals("add")) {
            StepKind.named(what).ifPresent(kind -> all.add(fresh(kind)));
            return all;
        }
        var at = what.matches("[0-9]{1,2}") ? Integer.parseInt(what) : -1;
        if (at < 0 || at >= all.size()) {
            return all;
        }
        switch (action) {
            case "up" -> move(all, at, at - 1);
            case "down" -> move(all, at, at + 1);
            case "remove" -> all.remove(at);
            case "vary" -> all.set(at, varied(all.get(at)));
            case "unvary" -> all.set(at, unvaried(all.get(at)));
            default -> {
                // pressed by nobody who has our page
            }
        }
        return all;
    }

    private static void move(List<Step> all, int from, int to) {
        if (to >= 0 && to < all.size()) {
            all.add(to, all.remove(from));
        }
    }

    /** A key that no step ever had: the figures of one that was removed stay its own. */
    static Step fresh(StepKind kind) {
        var key = "s" + UUID.randomUUID().toString().substring(0, 8);
        return switch (kind) {
            case EMAIL -> Step.email(key, blank("a"));
            case WAIT -> Step.pause(key, 2, "days");
            case CALL, LINKEDIN, TASK -> Step.manual(key, kind, "");
            case BRANCH -> Step.branch(key, "reply", Step.END);
        };
    }

    private static Step varied(Step step) {
        var letter = LETTERS.stream()
                .filter(id -> step.variants().stream().noneMatch(one -> one.id().equals(id)))
                .findFirst();
        if (step.kind() != StepKind.EMAIL || letter.isEmpty()) {
            return step;
        }
        var all = new ArrayList<>(step.variants());
        all.add(blank(letter.get()));
        return with(step, all);
    }

    private static Step unvaried(Step step) {
        return step.variants().size() < 2
                ? step
                : with(step, step.variants().subList(0, step.variants().size() - 1));
    }

    private static Step with(Step step, List<Step.Variant> variants) {
        return new Step(
                step.key(),
                step.kind(),
                step.amount(),
                step.unit(),
                step.instruction(),
                step.on(),
                step.target(),
                variants);
    }

    /** Minutes of {@code 08:30}; -1 when it is no time. */
    static int minutes(@Nullable String time) {
        if (time == null || !time.matches("\\d{1,2}:\\d{2}")) {
            return -1;
        }
        var colon = time.indexOf(':');
        var hours = Integer.parseInt(time.substring(0, colon));
        var minutes = Integer.parseInt(time.substring(colon + 1));
        return hours > 24 || minutes > 59 ? -1 : hours * 60 + minutes;
    }

    static String time(int minutes) {
        return "%02d:%02d".formatted(Math.max(0, minutes) / 60, Math.max(0, minutes) % 60);
    }

    private static int whole(@Nullable String number) {
        return number != null && number.strip().matches("[0-9]{1,6}") ? Integer.parseInt(number.strip()) : 0;
    }

    static @Nullable UUID uuid(@Nullable String text) {
        return text != null && text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? UUID.fromString(text) : null;
    }
}
