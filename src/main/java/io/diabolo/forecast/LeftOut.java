package io.diabolo.forecast;

import io.diabolo.platform.Money;
import java.util.List;
import java.util.UUID;

/**
 * Deals that no sum holds, because nobody has written down what their currency is worth in the workspace's.
 *
 * @param currencies theirs
 * @param named the first of them, by name
 */
record LeftOut(long deals, List<String> currencies, List<Deal> named) {
    static final int NAMED = 20;
    static final LeftOut NONE = new LeftOut(0, List.of(), List.of());

    /** @param amount in its own currency */
    record Deal(UUID id, String name, Money amount) {}

    boolean isAny() {
        return deals > 0;
    }

    long more() {
        return deals - named.size();
    }
}
