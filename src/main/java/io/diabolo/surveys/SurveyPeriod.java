package io.diabolo.surveys;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whole months, the last twelve unless others are asked for; at most five years. */
record SurveyPeriod(YearMonth from, YearMonth to, @Nullable UUID survey) {
    private static final int USUAL = 12;
    private static final int MOST = 60;

    static SurveyPeriod of(Map<String, String> asked, Ui ui) {
        var now = YearMonth.from(ui.today());
        var to = month(asked.get("to"), now);
        var from = month(asked.get("from"), to.minusMonths(USUAL - 1L));
        if (from.isAfter(to)) {
            from = to;
        }
        var earliest = to.minusMonths(MOST - 1L);
        return new SurveyPeriod(from.isBefore(earliest) ? earliest : from, to, id(asked.get("survey")));
    }

    private static YearMonth month(@Nullable String text, YearMonth usual) {
        try {
            var read = text == null ? usual : YearMonth.parse(text);
            return read.getYear() < 1990 || read.getYear() > 2200 ? usual : read;
        } catch (DateTimeException _) {
            return usual;
        }
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    static SurveyKind kind(@Nullable String text) {
        for (var one : SurveyKind.values()) {
            if (one.id().equals(text)) {
                return one;
            }
        }
        return SurveyKind.NPS;
    }

    /** @throws BadInput for a kind that there isn't, where it was said */
    static SurveyKind kindAsked(@Nullable String text) {
        if (text != null && !SurveyKind.ids().contains(text)) {
            throw new BadInput("kind", "problem.field.choice");
        }
        return kind(text);
    }

    SurveyFigures.Request request(Map<String, String> asked) {
        return request(kind(asked.get("kind")));
    }

    SurveyFigures.Request request(SurveyKind kind) {
        return new SurveyFigures.Request(
                kind, survey, from.atDay(1), to.plusMonths(1).atDay(1));
    }

    String query() {
        return "&from=" + from + "&to=" + to + (survey == null ? "" : "&survey=" + survey);
    }
}
