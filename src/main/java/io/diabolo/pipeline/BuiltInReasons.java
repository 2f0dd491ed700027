package io.diabolo.pipeline;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Why deals are won and lost and leads disqualified, as it comes with Diabolo. Imports and programs may bring words of their own. */
final class BuiltInReasons {
    static final String WON = "won";
    static final String LOST = "lost";
    static final String DISQUALIFIED = "disqualified";
    static final List<String> KINDS = List.of(LOST, WON, DISQUALIFIED);
    /** Always offered: nobody is forced to a reason that isn't the one. */
    static final String OTHER = "other";

    private static final Map<String, List<String>> KEYS = Map.of(
            LOST,
            List.of(
                    "price",
                    "competition",
                    "no_budget",
                    "no_decision",
                    "timing",
                    "product_gap",
                    "relationship",
                    "no_need",
                    OTHER),
            WON,
            List.of("best_fit", "best_price", "trust", "references", "service", "urgency", "existing_customer", OTHER),
            DISQUALIFIED,
            List.of(
                    "no_need",
                    "no_budget",
                    "bad_timing",
                    "not_target",
                    "no_authority",
                    "competitor",
                    "unreachable",
                    "duplicate",
                    OTHER));

    /** Of deals, whatever came of them. */
    static final List<String> OF_DEALS =
            Stream.concat(of(LOST).stream(), of(WON).stream()).distinct().toList();

    private BuiltInReasons() {}

    static List<String> of(String kind) {
        return KEYS.getOrDefault(kind, List.of());
    }

    /** The text that names one. */
    static String text(String kind, String key) {
        return kind.equals(DISQUALIFIED) ? "lead.disqualified." + key : "choice.opportunity.reason." + key;
    }
}
