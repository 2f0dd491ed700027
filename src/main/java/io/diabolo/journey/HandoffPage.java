package io.diabolo.journey;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.sheets.SheetPart;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a hand-off's page shows.
 *
 * @param subjectPath empty when the reader may not see the subject
 * @param outcomePath what came of it, or empty
 * @param facts what was known when it was offered
 * @param beside what other modules know of it now
 * @param sheet as it stands now; null where the subject has none, or the reader may not see it
 * @param badge null once it is answered
 * @param taken whether the reader's answer came too late
 * @param named whom its note and its answer name
 * @param faults what is wrong with what was typed, by field
 */
record HandoffPage(
        Handoff handoff,
        String subjectPath,
        String outcomePath,
        List<HandoffFact> facts,
        List<BesideHandoff.Line> beside,
        @Nullable SheetPart sheet,
        @Nullable ClockBadge badge,
        boolean mayAnswer,
        boolean mayWithdraw,
        boolean taken,
        HandoffMentions.Named named,
        Map<String, String> typed,
        Map<String, String> faults) {
    String path() {
        return "/handoffs/" + handoff.id();
    }

    String value(String name) {
        return typed.getOrDefault(name, "");
    }

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    List<String> open() {
        return handoff.kind().checklist().stream()
                .filter(item -> !handoff.done().contains(item))
                .toList();
    }
}
