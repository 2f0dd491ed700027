package io.diabolo.accounts;

import io.diabolo.jooq.tables.records.SuggestionRecord;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;

/**
 * All that a suggestion's page shows.
 *
 * @param product its name, as {@code person} and {@code decider}; empty where there is none
 * @param facts what was known of the account when it was made, as label and value
 */
record SuggestionPage(
        SuggestionRecord suggestion,
        String product,
        String person,
        String decider,
        List<Fact> facts,
        Map<String, String> typed,
        Map<String, String> faults,
        Ui ui) {
    record Fact(String label, String value) {}

    /** Why, in the reader's language. */
    static String reason(SuggestionRecord one, Ui ui) {
        return ui.me().isFrench() ? one.getReasonFr() : one.getReasonEn();
    }

    String reason() {
        return reason(suggestion, ui);
    }

    String path() {
        return "/suggestions/" + suggestion.getId();
    }

    boolean isOpen() {
        return suggestion.getState().equals("open");
    }

    boolean mayDecide() {
        return isOpen() && AccountRights.mayWork(ui.me());
    }

    String typed(String name) {
        return typed.getOrDefault(name, "");
    }

    String fault(String name) {
        return faults.getOrDefault(name, "");
    }

    static List<String> dismissals() {
        return Suggestions.DISMISSALS;
    }
}
