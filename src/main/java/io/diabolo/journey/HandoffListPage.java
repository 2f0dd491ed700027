package io.diabolo.journey;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.journey.HandoffStore.Tab;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the list of hand-offs shows.
 *
 * @param next where the next page is, or empty
 */
record HandoffListPage(Tab tab, List<Tab> tabs, List<Row> rows, String next) {
    /** @param badge null once it is answered */
    record Row(Handoff handoff, @Nullable ClockBadge badge, boolean mayAnswer) {
        String path() {
            return "/handoffs/" + handoff.id();
        }
    }
}
