package io.diabolo.coaching;

import io.diabolo.directory.AgreedTasks.AgreedTask;
import io.diabolo.mentions.Mention;
import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a manager noted about somebody they lead.
 *
 * @param talkedOn the day of the talk
 * @param sharedAt since when the member reads it; null while it is kept from them
 * @param subjects the calls and deals it speaks of, those alone that its reader may see
 * @param actions what was agreed, as tasks of the member
 */
record CoachingNote(
        UUID id,
        MemberId member,
        MemberId author,
        String authorName,
        String body,
        LocalDate talkedOn,
        @Nullable Instant sharedAt,
        int version,
        List<Subject> subjects,
        List<AgreedTask> actions,
        List<Mention> mentions) {
    /** @param type activity or opportunity */
    record Subject(String type, UUID id, String label, String path) {}

    boolean isShared() {
        return sharedAt != null;
    }

    String path() {
        return "/coaching/notes/" + id;
    }
}
