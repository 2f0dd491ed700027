package io.diabolo.field;

import io.diabolo.meetings.Outcome;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of a visit.
 *
 * @param id chosen where it was written; sent again under the same, it is the same report
 * @param nextStep what comes next; null where nothing was agreed
 * @param nextStepOn by when; null where no day was said
 * @param writtenAt by the clock of who wrote it; null when it wasn't said
 */
record VisitReport(
        UUID id,
        UUID meeting,
        Outcome outcome,
        @Nullable String said,
        @Nullable String nextStep,
        @Nullable LocalDate nextStepOn,
        @Nullable Instant writtenAt) {
    static final int LONGEST_NOTE = 2_000;
    private static final int LONGEST_STEP = 200;

    /** @throws BadInput naming the fields */
    static VisitReport read(Map<String, String> given) {
        var faults = new ArrayList<Fault>();
        var id = id(given.get("id"));
        var meeting = id(given.get("meeting_id"));
        var outcome = Arrays.stream(Outcome.values())
                .filter(one -> one.id().equals(given.get("outcome")))
                .findFirst()
                .orElse(null);
        var said = words(given.get("said"));
        var step = words(given.get("next_step"));
        var day = day(given.get("next_step_on"), faults);
        if (id == null) {
            faults.add(new Fault("id", "visit.fault.id"));
        }
        if (meeting == null) {
            faults.add(new Fault("meeting_id", "visit.fault.meeting"));
        }
        if (outcome == null) {
            faults.add(new Fault("outcome", "visit.fault.outcome"));
        }
        if (said != null && said.length() > LONGEST_NOTE) {
            faults.add(new Fault("said", "problem.field.too-long", LONGEST_NOTE));
        }
        if (step != null && step.length() > LONGEST_STEP) {
            faults.add(new Fault("next_step", "problem.field.too-long", LONGEST_STEP));
        }
        if (day != null && step == null) {
            faults.add(new Fault("next_step", "visit.fault.step"));
        }
        if (id == null || meeting == null || outcome == null || !faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return new VisitReport(id, meeting, outcome, said, step, day, at(given.get("written_at")));
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null || text.length() != 36 ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** Without what no text in the database may hold. */
    private static @Nullable String words(@Nullable String text) {
        var plain = text == null
                ? ""
                : text.replaceAll("[\\p{Cntrl}&&[^\n\t]]|\\p{Cs}", "").strip();
        return plain.isEmpty() ? null : plain;
    }

    private static @Nullable LocalDate day(@Nullable String text, ArrayList<Fault> faults) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var day = LocalDate.parse(text.strip());
            if (day.getYear() >= 1900 && day.getYear() <= 9999) {
                return day;
            }
        } catch (DateTimeException _) {
            // said below
        }
        faults.add(new Fault("next_step_on", "visit.fault.day"));
        return null;
    }

    private static @Nullable Instant at(@Nullable String text) {
        try {
            var at = text == null || text.isBlank() ? null : Instant.parse(text);
            return at == null || at.isBefore(Instant.EPOCH) || at.isAfter(Instant.parse("9999-01-01T00:00:00Z"))
                    ? null
                    : at;
        } catch (DateTimeException _) {
            return null;
        }
    }
}
