package io.diabolo.forecast;

import io.diabolo.platform.BadInput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a page or call of the forecast is asked: the period, whose deals, and how the rows are put together. */
record ForecastQuery(Period period, Whose whose, Forecasts.By by) {
    /** @throws BadInput for what can't be understood; nothing asks for the present quarter of everybody */
    static ForecastQuery of(Map<String, String> given, LocalDate today) {
        var period = given.getOrDefault("period", "");
        var whose = Whose.of(given.getOrDefault("whose", ""));
        if (whose == null) {
            throw new BadInput("whose", "forecast.fault.whose");
        }
        return new ForecastQuery(
                period.isEmpty() ? Period.quarter(today) : Period.of(period),
                whose,
                Forecasts.By.of(given.getOrDefault("by", "")));
    }

    static @Nullable LocalDate day(Map<String, String> given, String name) {
        var text = given.getOrDefault(name, "");
        try {
            var day = text.isEmpty() ? null : LocalDate.parse(text);
            // No week beyond these can have been noted.
            if (day == null || (day.getYear() >= 1900 && day.getYear() <= 2200)) {
                return day;
            }
        } catch (DateTimeParseException _) {
            // said below
        }
        throw new BadInput(name, "forecast.fault.week");
    }

    ForecastQuery during(Period other) {
        return new ForecastQuery(other, whose, by);
    }

    ForecastQuery of(Whose other) {
        return new ForecastQuery(period, other, by);
    }

    ForecastQuery by(Forecasts.By other) {
        return new ForecastQuery(period, whose, other);
    }

    String path(String page) {
        return page + "?period=" + period.id()
                + (whose instanceof Whose.Everybody ? "" : "&whose=" + encoded(whose.key()))
                + (by == Forecasts.By.LINE ? "" : "&by=" + by.id());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
