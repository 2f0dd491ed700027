package io.diabolo.delivery;

import java.time.LocalDate;
import java.util.List;

/**
 * That a contract ends, and why.
 *
 * @param on its last day
 */
record ContractEnding(LocalDate on, String reason, String note) {
    /** The first is of those that end by themselves. */
    static final List<String> REASONS =
            List.of("expired", "price", "product", "service", "competitor", "closed", "moved", "other");
}
