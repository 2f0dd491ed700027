package io.diabolo.delivery;

import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Some months, both ends with it, as an address names them: {@code from} and {@code to} by year and month. */
record Months(YearMonth from, YearMonth to) {
    /** Longer ones would be no page any more. */
    private static final int MOST = 120;

    private static final YearMonth EARLIEST = YearMonth.of(1950, 1);
    private static final YearMonth LATEST = YearMonth.of(2150, 1);

    /** The last months up to the present one, unless others are asked for. */
    static Months of(Map<String, String> asked, int months, Ui ui) {
        var present = YearMonth.from(ui.today());
        var to = month(asked.get("to"));
        var end = to == null ? present : to;
        var from = month(asked.get("from"));
        var start = from == null || from.isAfter(end) ? end.minusMonths(months - 1L) : from;
        var first = end.minusMonths(MOST - 1L);
        return new Months(start.isBefore(first) ? first : start, end);
    }

    private static @Nullable YearMonth month(@Nullable String text) {
        try {
            var month = text == null || text.isBlank() ? null : YearMonth.parse(text.strip());
            return month == null || month.isBefore(EARLIEST) || month.isAfter(LATEST) ? null : month;
        } catch (DateTimeException _) {
            return null;
        }
    }

    String query() {
        return "&from=" + from + "&to=" + to;
    }
}
