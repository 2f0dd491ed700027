package io.diabolo.sheets;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer and its evidence in words. */
public final class AnswerText {
    private AnswerText() {}

    /** Says a text in its reader's language. */
    public interface Words {
        String say(String key, Object... args);
    }

    /** Empty where there is no answer. */
    public static String value(Sheet.Entry entry, Locale locale, Words words) {
        var answer = entry.answer();
        return answer == null ? "" : value(entry.question().kind(), answer, locale, words);
    }

    static String value(Earlier earlier, Locale locale, Words words) {
        return value(earlier.kind(), earlier.answer(), locale, words);
    }

    private static String value(String kind, Answer answer, Locale locale, Words words) {
        if (answer.value().isEmpty()) {
            return "";
        }
        return switch (kind) {
            case "yes_no" -> words.say("sheet.answer." + answer.value());
            case "number", "money" -> number(answer.value(), words);
            case "date" -> date(answer.value(), locale);
            default -> answer.value();
        };
    }

    /** A question may have been of another kind when it was answered. */
    private static String number(String value, Words words) {
        return value.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?")
                ? words.say("sheet.answer.number", new BigDecimal(value))
                : value;
    }

    private static String date(String value, Locale locale) {
        try {
            return day(LocalDate.parse(value), locale);
        } catch (DateTimeParseException _) {
            return value;
        }
    }

    private static String day(@Nullable LocalDate day, Locale locale) {
        return day == null
                ? ""
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(locale)
                        .format(day);
    }

    /** Who said it, where and when, and what was noted with it. */
    public static String evidence(@Nullable Answer answer, Locale locale, Words words) {
        if (answer == null || answer.value().isEmpty()) {
            return "";
        }
        if (!answer.hasEvidence()) {
            return words.say("sheet.evidence.none");
        }
        var source = answer.source().isEmpty() ? "" : words.say("sheet.source." + answer.source());
        return List.of(answer.saidBy(), source, day(answer.saidOn(), locale), answer.note()).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}
