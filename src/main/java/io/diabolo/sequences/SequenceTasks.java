package io.diabolo.sequences;

import io.diabolo.queues.QueueActions;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import io.diabolo.web.Ui;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Steps by hand on the desk of the member in whose name the sequence runs: done or skipped by one key. */
@Component
class SequenceTasks implements QueueSource, QueueActions {
    private static final String KIND = "sequence-task";
    private final EnrollmentStore store;
    private final Sequences sequences;

    SequenceTasks(EnrollmentStore store, Sequences sequences) {
        this.store = store;
        this.sequences = sequences;
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        var read = new HashMap<Version, List<Step>>();
        return store.tasks(request.member().value(), request.limit()).stream()
                .map(run -> entry(
                        run,
                        read.computeIfAbsent(
                                new Version(run.sequence(), run.number()),
                                version -> sequences.steps(version.sequence(), version.number()))))
                .toList();
    }

    /** Many tasks are of one version: its steps are read once. */
    private record Version(UUID sequence, int number) {}

    private static QueueEntry entry(EnrollmentStore.Shown run, List<Step> steps) {
        var step = run.position() < steps.size() ? steps.get(run.position()) : null;
        var kind = step == null ? StepKind.TASK : step.kind();
        return new QueueEntry(
                KIND,
                QueueEntry.TODAY,
                null,
                "enrollment",
                run.id(),
                run.leadName(),
                step == null ? "" : step.instruction(),
                new Text("queue.sequence.task", run.sequenceName(), new Text("sequence.kind." + kind.id())),
                "sequence.kind." + kind.id(),
                "/enrollments/" + run.id());
    }

    @Override
    public Set<String> topics() {
        return Set.of("enrollment");
    }

    @Override
    public List<Action> of(QueueEntry entry, Ui ui) {
        if (!entry.kind().equals(KIND)) {
            return List.of();
        }
        var path = "/enrollments/" + entry.record() + "/task";
        return "sequence.kind.call".equals(entry.action())
                ? List.of(
                        new Action("r", ui.t("enrollment.outcome.reached"), path + "?outcome=reached", true, true),
                        new Action("n", ui.t("enrollment.outcome.no_answer"), path + "?outcome=no_answer", true, false),
                        new Action("x", ui.t("enrollment.skip"), path + "?outcome=skipped", true, false))
                : List.of(
                        new Action("d", ui.t("enrollment.outcome.done"), path + "?outcome=done", true, true),
                        new Action("x", ui.t("enrollment.skip"), path + "?outcome=skipped", true, false));
    }
}
