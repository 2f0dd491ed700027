package io.diabolo.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule of expansion decides, as it is written in the rule: {@code upsell}, {@code referral}, {@code cross_sell} or,
 * of one product, {@code cross_sell:<id>}.
 *
 * @param product null: whichever suits
 */
record ExpansionOutcome(SuggestionKind kind, @Nullable UUID product) {
    private static final String AN_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** Null where it is none. */
    static @Nullable ExpansionOutcome of(String text) {
        var at = text.indexOf(':');
        var kind = SuggestionKind.named(at < 0 ? text : text.substring(0, at)).orElse(null);
        if (kind == null || !SuggestionKind.BY_RULES.contains(kind)) {
            return null;
        }
        if (at < 0) {
            return new ExpansionOutcome(kind, null);
        }
        var product = text.substring(at + 1);
        return kind.sells() && product.matches(AN_ID) ? new ExpansionOutcome(kind, UUID.fromString(product)) : null;
    }

    String text() {
        return product == null ? kind.id() : kind.id() + ":" + product;
    }
}
