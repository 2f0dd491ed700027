package io.diabolo.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a suggestion leads to when it is accepted. */
enum SuggestionKind {
    UPSELL,
    CROSS_SELL,
    REFERRAL,
    SPONSOR,
    WIN_BACK;

    /** What rules may decide; that a sponsor left isn't a matter of rules. */
    static final List<SuggestionKind> BY_RULES = List.of(UPSELL, CROSS_SELL, REFERRAL, WIN_BACK);

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is about a sale, which is opened in the expansion pipeline. */
    boolean sells() {
        return this == UPSELL || this == CROSS_SELL;
    }

    static Optional<SuggestionKind> named(String id) {
        return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
    }

    static SuggestionKind of(String id) {
        return named(id).orElseThrow();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(SuggestionKind::id).toList();
    }
}
