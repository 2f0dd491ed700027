package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {
    /** A Sunday: the last day of its week. */
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @ParameterizedTest
    @CsvSource({
        "today, 2026-03-01, 2026-03-02",
        "yesterday, 2026-02-28, 2026-03-01",
        "this_week, 2026-02-23, 2026-03-02",
        "last_week, 2026-02-16, 2026-02-23",
        "next_week, 2026-03-02, 2026-03-09",
        "last_month, 2026-02-01, 2026-03-01",
        "this_quarter, 2026-01-01, 2026-04-01",
        "last_quarter, 2025-10-01, 2026-01-01",
        "next_year, 2027-01-01, 2028-01-01",
        "last_7_days, 2026-02-23, 2026-03-02",
        "next_7_days, 2026-03-01, 2026-03-08",
        "-30d, 2026-01-30, 2026-01-31",
        "+1m, 2026-04-01, 2026-04-02",
        "2026-02, 2026-02-01, 2026-03-01"
    })
    void a_span_is_the_days_that_people_mean(String text, LocalDate from, LocalDate to) {
        assertThat(Days.parse(text, TODAY)).contains(new Days(from, to));
    }

    @Test
    void what_names_no_day_is_none() {
        for (var text :
                new String[] {"last_days", "last_-1_days", "someday", "-99999d", "2026-13", "next_70000_days"}) {
            assertThat(Days.parse(text, TODAY)).as(text).isEmpty();
        }
    }
}
