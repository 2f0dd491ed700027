package io.diabolo.pipeline;

import java.util.List;
import java.util.stream.Stream;

/** Why deals are won and lost: the list to choose from. Imports and programs may bring words of their own. */
final class Reasons {
    static final List<String> LOST = List.of(
            "price", "competition", "no_budget", "no_decision", "timing", "product_gap", "relationship", "no_need");
    static final List<String> WON =
            List.of("best_fit", "best_price", "trust", "references", "service", "urgency", "existing_customer");
    static final String OTHER = "other";
    static final List<String> ALL =
            Stream.of(LOST, WON, List.of(OTHER)).flatMap(List::stream).toList();

    private Reasons() {}

    static List<String> of(String stage) {
        return switch (stage) {
            case "lost" -> with(LOST);
            case "won" -> with(WON);
            default -> List.of();
        };
    }

    private static List<String> with(List<String> reasons) {
        return Stream.concat(reasons.stream(), Stream.of(OTHER)).toList();
    }
}
