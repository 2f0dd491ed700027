package io.diabolo.directory.duplicates;

import io.diabolo.directory.PhoneNumbers;
import io.diabolo.directory.duplicates.DuplicatePairs.Latest;
import io.diabolo.directory.duplicates.DuplicatePairs.Page;
import io.diabolo.directory.duplicates.DuplicatePairs.Pair;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pairs to review.
 *
 * @param counts by state, of the type shown
 * @param home the country whose numbers are read without their country code
 */
record DuplicatesPage(
        String type,
        String plural,
        String state,
        Page page,
        Map<String, Long> counts,
        @Nullable Latest latest,
        String home) {
    long count() {
        return counts.getOrDefault(state, 0L);
    }

    long count(String state) {
        return counts.getOrDefault(state, 0L);
    }

    String path(String type, String state) {
        return "/duplicates?type=" + type + (state.equals("open") ? "" : "&state=" + state);
    }

    String nextPath() {
        return path(type, state) + "&cursor=" + page.next();
    }

    String recordPath(DuplicatePairs.Side side) {
        return "/" + plural + "/" + side.id();
    }

    /** The older one stays, unless somebody turns it round there. */
    String mergePath(Pair pair) {
        return recordPath(pair.one()) + "/merges/new?with=" + pair.other().id() + "&back=duplicates";
    }

    /** As the record's own page shows it. */
    String shown(DuplicatePairs.Side side, String fact, Ui ui) {
        var value = side.facts().getOrDefault(fact, "");
        return switch (fact) {
            case "phone", "mobile" -> value.isEmpty() ? "" : PhoneNumbers.readable(value, home);
            case "country" -> Locale.of("", value).getDisplayCountry(ui.locale());
            default -> value;
        };
    }

    static String certainty(int score) {
        return score >= Judgement.SURE ? "sure" : score >= 75 ? "likely" : "possible";
    }

    static String why(Judgement.Reason reason, Ui ui) {
        return ui.t("duplicates.why." + reason.key(), reason.detail());
    }

    static List<Judgement.Reason> against(Pair pair) {
        return pair.reasons().stream().filter(reason -> reason.points() < 0).toList();
    }

    static List<Judgement.Reason> speaking(Pair pair) {
        return pair.reasons().stream().filter(reason -> reason.points() > 0).toList();
    }
}
