package io.diabolo.coaching;

import io.diabolo.coaching.CoachingNote.Subject;
import io.diabolo.identity.Member;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the pages of coaching show. */
final class CoachingPage {
    private CoachingPage() {}

    /**
     * Somebody who is led.
     *
     * @param last when they were talked to last; null when never
     * @param open how many of the agreed actions aren't done, and how many of them are {@code late}
     */
    record Led(Member member, @Nullable LocalDate last, int open, int late) {}

    /** @param given what was shared with the reader by those above */
    record People(List<Led> led, List<CoachingNote> given) {}

    /**
     * Notes about one member.
     *
     * @param leads whether the reader stands above the member, and writes
     * @param offered the calls and deals that may be chosen
     */
    record One(
            Member member,
            boolean leads,
            List<CoachingNote> notes,
            List<Subject> offered,
            LocalDate today,
            Map<String, String> typed,
            List<String> about,
            Map<String, String> faults) {
        String path() {
            return "/coaching/" + member.id();
        }

        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }

    /**
     * A note that is changed.
     *
     * @param stale whether somebody else changed it meanwhile
     */
    record Edit(
            CoachingNote note,
            Member member,
            List<Subject> offered,
            Map<String, String> typed,
            List<String> about,
            Map<String, String> faults,
            boolean stale) {
        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }
}
