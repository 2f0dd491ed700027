package io.diabolo.sheets;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which questions of the sheets that come with Diabolo ask the same: by the id of the question that is asked now, those that
 * may have been answered before, the closest first. A question of the same id asks the same on any sheet.
 */
final class Topics {
    private static final Map<String, List<String>> SAME = Map.ofEntries(
            Map.entry("need", List.of("bant.need", "spiced.situation")),
            Map.entry("pains", List.of("spiced.pain", "meddicc.pain")),
            Map.entry("impact", List.of("spiced.impact", "meddicc.metrics")),
            Map.entry("timing", List.of("bant.timing", "spiced.critical_event")),
            Map.entry("decision_on", List.of("bant.decision_on", "spiced.event_on")),
            Map.entry("budget", List.of("bant.budget")),
            Map.entry("amount", List.of("bant.amount")),
            Map.entry("existing_solutions", List.of("bant.current_solution", "spiced.situation")),
            Map.entry(
                    "decision_process",
                    List.of(
                            "meddicc.decision_process",
                            "spiced.decision",
                            "bant.authority",
                            "meddicc.economic_buyer",
                            "meddicc.champion")),
            Map.entry("decision_criteria", List.of("meddicc.decision_criteria")),
            Map.entry("success_measures", List.of("meddicc.metrics")));

    private Topics() {}

    /** By sheet and question, {@code bant.need}; the answers' own order where several sheets ask by the same id. */
    static Stream<String> of(String question) {
        return SAME.getOrDefault(question, List.of()).stream();
    }
}
