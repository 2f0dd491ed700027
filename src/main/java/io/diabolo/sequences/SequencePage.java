package io.diabolo.sequences;

import io.diabolo.web.Ui;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** All that a sequence's page shows: what it does, and what came of it. */
record SequencePage(
        Sequence sequence,
        SequenceFigures.Whole whole,
        List<SequenceFigures.Part> parts,
        List<SequenceFigures.Comparison> comparisons,
        boolean editable) {
    /** One step in words with its figures. */
    record Line(int number, String kind, String text, SequenceFigures.Part figures) {}

    List<Line> lines(Ui ui) {
        var lines = new ArrayList<Line>();
        var steps = sequence.steps();
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            lines.add(new Line(i + 1, ui.t("sequence.kind." + step.kind().id()), says(step, ui), sum(step)));
        }
        return lines;
    }

    private SequenceFigures.Part sum(Step step) {
        var all = new SequenceFigures.Part(step.key(), "", 0, 0, 0, 0, 0, 0, 0);
        for (var part : parts) {
            if (part.step().equals(step.key())) {
                all = new SequenceFigures.Part(
                        step.key(),
                        "",
                        all.sent() + part.sent(),
                        all.done() + part.done(),
                        all.skipped() + part.skipped(),
                        all.answered() + part.answered(),
                        all.meetings() + part.meetings(),
                        all.bounced() + part.bounced(),
                        all.optedOut() + part.optedOut());
            }
        }
        return all;
    }

    /** What a step does, in a few words. */
    String says(Step step, Ui ui) {
        return switch (step.kind()) {
            case EMAIL -> {
                var first = step.variants().getFirst();
                var subject = first.subjectFr().isEmpty() ? first.subjectEn() : first.subjectFr();
                var named = first.template() != null
                        ? ui.t("sequence.step.from-template")
                        : subject.isEmpty() ? ui.t("sequence.step.in-thread") : subject;
                yield step.variants().size() > 1
                        ? ui.t("sequence.step.variants", named, step.variants().size())
                        : named;
            }
            case CALL, LINKEDIN, TASK -> step.instruction();
            case WAIT -> ui.t("sequence.wait." + step.unit(), step.amount());
            case BRANCH ->
                ui.t("sequence.on." + step.on()) + ", "
                        + (step.target().equals(Step.END)
                                ? ui.t("sequence.step.end")
                                : ui.t(
                                        "sequence.step.go-to",
                                        Advance.place(step.target(), sequence.steps()) + 1,
                                        ui.t("sequence.kind."
                                                + sequence.steps()
                                                        .get(Advance.place(step.target(), sequence.steps()))
                                                        .kind()
                                                        .id())));
        };
    }

    /** A minute of the day as the reader writes it. */
    static String hour(int minutes, Ui ui) {
        return ui.time(ui.today()
                .atTime(LocalTime.ofSecondOfDay(60L * Math.clamp(minutes, 0, 1439)))
                .atZone(ui.zone())
                .toInstant());
    }

    /** A share in per cent; nothing where there is nothing to take it of. */
    static String share(long part, long whole, Ui ui) {
        return whole == 0 ? "" : "· " + ui.percent((double) part / whole, 1);
    }

    String said(Significance.Figure figure, String variant, Ui ui) {
        return ui.t(
                "sequence.compared." + figure.verdict().id(),
                variant.toUpperCase(java.util.Locale.ROOT),
                ui.number(figure.p(), 3),
                Significance.ENOUGH);
    }

    /** What can be made of it now. */
    List<SequenceState> next() {
        return java.util.Arrays.stream(SequenceState.values())
                .filter(sequence.state()::canBecome)
                .toList();
    }
}
