package io.diabolo.deals;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of wins and losses shows.
 *
 * @param months how far back closings count; 0: all of them
 */
record WinLossPage(
        List<WinLoss.Line> lines, int months, @Nullable LocalDate since) {
    static final List<Integer> PERIODS = List.of(3, 12, 0);

    String list(UUID competitor, Outcome outcome) {
        return listed(competitor, outcome, since);
    }

    static String listed(UUID competitor, Outcome outcome, @Nullable LocalDate since) {
        return "/opportunities?" + OpportunitiesCompeted.PARAMETER + "="
                + OpportunitiesCompeted.value(competitor, outcome, since);
    }
}
