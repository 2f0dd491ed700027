package io.diabolo.importing;

import io.diabolo.importing.mapping.KnownExport;
import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.Match;
import io.diabolo.importing.mapping.Question;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files dropped together, how they are read, what is asked, and what came of it.
 *
 * @param state reading, mapping, previewing, ready, applying, done, failed, cancelled or undone
 * @param matches spellings that may be another's; those needed are questions too
 * @param outcome what was done, or what the dry run says would be
 * @param error why it failed, in words
 */
public record Import(
        UUID id,
        String state,
        UUID member,
        List<File> files,
        Mapping mapping,
        List<Question> questions,
        List<Match> matches,
        ImportOptions options,
        ImportOutcome outcome,
        @Nullable UUID job,
        @Nullable UUID changeSet,
        @Nullable UUID rejects,
        @Nullable String error,
        OffsetDateTime createdAt,
        int version) {

    /** A file and the tables in it, each with ten real values a column. */
    public record File(UUID file, String name, List<Look> tables) {}

    /** What a table looks like: shown beside its mapping. */
    public record Look(String name, long rows, List<String> header, List<List<String>> sample) {
        /** The export of another system that it is, by its headers. */
        @Nullable
        KnownExport export() {
            return KnownExport.of(header);
        }
    }

    public boolean isWorking() {
        return state.equals("reading") || state.equals("previewing") || state.equals("applying");
    }

    /** A person can still decide. */
    public boolean isOpen() {
        return state.equals("mapping") || state.equals("ready");
    }

    /** Nothing is to be done about it any more: applied, taken back, given up. */
    boolean isOver() {
        return !isWorking() && !isOpen();
    }

    public boolean isDone() {
        return state.equals("done");
    }

    /** Questions without which it can't be applied. */
    public List<Question> unanswered() {
        return questions;
    }

    /** What all tables look like. */
    List<Look> looks() {
        return files.stream().flatMap(file -> file.tables().stream()).toList();
    }

    public String title() {
        return String.join(", ", files.stream().map(File::name).toList());
    }
}
