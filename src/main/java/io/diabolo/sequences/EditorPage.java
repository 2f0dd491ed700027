package io.diabolo.sequences;

import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that the editor shows.
 *
 * @param id null: it isn't kept yet
 * @param version the one that was looked at
 * @param faults by parameter
 */
record EditorPage(
        @Nullable UUID id, int version, SequencePlan plan, Map<UUID, String> templates, Map<String, String> faults) {
    String path() {
        return id == null ? "/sequences" : "/sequences/" + id;
    }

    /** One step of the form, by the parameters' own names. */
    record Line(int at, Step step, boolean first, boolean last) {
        String name(String part) {
            return "steps[" + at + "]." + part;
        }

        String id(String part) {
            return "step-" + at + "-" + part;
        }

        String variant(int n, String part) {
            return name("variants[" + n + "]." + part);
        }
    }

    List<Line> lines() {
        var steps = plan.steps();
        return java.util.stream.IntStream.range(0, steps.size())
                .mapToObj(i -> new Line(i, steps.get(i), i == 0, i == steps.size() - 1))
                .toList();
    }

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    /** The first of a step's own faults. */
    String fault(Line line) {
        return faults.entrySet().stream()
                .filter(one -> one.getKey().startsWith("steps[" + line.at() + "]."))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** Where a branch may lead: a later step by its number, or the end. */
    Map<String, String> targets(Line line, Ui ui) {
        var all = new LinkedHashMap<String, String>();
        for (var i = line.at() + 1; i < plan.steps().size(); i++) {
            all.put(
                    plan.steps().get(i).key(),
                    ui.t(
                            "sequence.step.go-to",
                            i + 1,
                            ui.t("sequence.kind." + plan.steps().get(i).kind().id())));
        }
        all.put(Step.END, ui.t("sequence.step.end"));
        return all;
    }

    String from() {
        return SequenceForm.time(plan.windowFrom());
    }

    String to() {
        return SequenceForm.time(plan.windowTo());
    }
}
