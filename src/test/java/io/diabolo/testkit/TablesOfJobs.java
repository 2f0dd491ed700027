package io.diabolo.testkit;

import java.util.Set;

/** What a workspace's own jobs go on with: a test that looks whether anything changed leaves it out. */
public final class TablesOfJobs {
    public static final Set<String> NAMES = Set.of(
            "job",
            "stored_file",
            "stored_file_piece",
            "search_unread",
            "search_word",
            // Each week begins with a new one.
            "forecast_snapshot",
            "forecast_line",
            "forecast_estimate",
            "forecast_rate",
            // Counted anew every quarter of an hour.
            "customer_account",
            "quality_count");

    private TablesOfJobs() {}
}
