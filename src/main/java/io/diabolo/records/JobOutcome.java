package io.diabolo.records;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job tells the member who asked for it; kept as the job's result and shown on its page.
 *
 * @param text the text's key
 * @param named what the text counts and names: numbers and words
 * @param changeSet what can be taken back; null when nothing was changed
 * @param undo of an undo its own change set, which lists what stayed
 */
public record JobOutcome(
        String text,
        List<Object> named,
        @Nullable UUID changeSet,
        @Nullable UUID undo) {
    public JobOutcome(String text, List<Object> named, @Nullable UUID changeSet) {
        this(text, named, changeSet, null);
    }

    static JobOutcome of(Undo.Answer answer) {
        return switch (answer) {
            case Undo.Answer.Done done ->
                new JobOutcome(
                        "undo.done", List.of(done.removed(), done.setBack(), done.keptCount()), null, done.changeSet());
            case Undo.Answer.Begun _ -> throw new IllegalStateException("a job began another");
            case Undo.Answer.AlreadyUndone _ -> new JobOutcome("problem.undo.already", List.of(), null);
            case Undo.Answer.TooOld _ -> new JobOutcome("problem.undo.too-old", List.of(), null);
            case Undo.Answer.IsUndo _ -> new JobOutcome("problem.undo.is-undo", List.of(), null);
            case Undo.Answer.MergedOn(var survivor) ->
                new JobOutcome("problem.undo.merged-on", List.of(survivor), null);
        };
    }

    /** Nothing was done, and the member has to look again. */
    boolean isRefused() {
        return text.startsWith("problem.") || text.equals("list.bulk.differs");
    }
}
