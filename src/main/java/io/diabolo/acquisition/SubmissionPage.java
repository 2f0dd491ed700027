package io.diabolo.acquisition;

import java.util.List;
import java.util.UUID;

/**
 * What came in through a form.
 *
 * @param state that is shown; empty: all
 * @param next where older ones stand, or empty
 */
record SubmissionPage(UUID form, String name, String state, List<Row> rows, String next, boolean editable) {
    static final List<String> STATES = List.of("", "accepted", "awaiting", "held");

    String path() {
        return "/forms/" + form + "/submissions";
    }

    /** @param says each answer under its question */
    record Row(
            UUID id,
            String at,
            String state,
            String why,
            String who,
            List<Said> says,
            String came,
            String consent,
            String lead,
            String leadPath) {
        boolean canBeFreed() {
            return !state.equals("accepted");
        }
    }

    record Said(String question, String answer) {}
}
