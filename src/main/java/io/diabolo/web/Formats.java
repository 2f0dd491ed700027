package io.diabolo.web;

import com.ibm.icu.text.DecimalFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.ULocale;
import io.diabolo.platform.Money;
import io.diabolo.platform.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Currency;
import java.util.Locale;

/** Numbers, money, dates and times as a reader of the language writes them, in the reader's zone. */
record Formats(Texts texts, Locale locale, ZoneId zone, Clock clock) {
    /** ICU's minus is a hyphen, its French spaces are narrow ones that can hardly be seen in small figures. */
    private static final String MINUS = "\u2212";

    private static final String NO_BREAK = "\u00a0";

    private static final char NARROW = '\u202f';

    boolean french() {
        return locale.getLanguage().equals("fr");
    }

    String number(BigDecimal value, int least, int most) {
        return plain(least, most).format(value);
    }

    String percent(double ratio, int digits) {
        var format = with(NumberFormat.getPercentInstance(language()));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(ratio).replace(NARROW, NO_BREAK.charAt(0));
    }

    /** Cents only where there are any. */
    String money(Money money) {
        var whole = money.value().stripTrailingZeros().scale() <= 0;
        return currency(money.currency(), whole ? 0 : money.value().scale()).format(money.value());
    }

    /** At most four digits and a unit: 412 k€, 1,2 M€; exact below ten thousand. */
    String moneyShort(Money money) {
        var size = money.value().abs();
        if (size.compareTo(BigDecimal.valueOf(9_999.5)) < 0) {
            return currency(money.currency(), 0).format(money.value().setScale(0, RoundingMode.HALF_EVEN));
        }
        if (size.compareTo(BigDecimal.valueOf(999_500)) < 0) {
            return scaled(money, 3, "k", 0);
        }
        return size.compareTo(BigDecimal.valueOf(999_500_000)) < 0
                ? scaled(money, 6, "M", 1)
                : scaled(money, 9, french() ? "Md" : "bn", 1);
    }

    private String scaled(Money money, int power, String unit, int digits) {
        var amount = plain(0, digits).format(money.value().abs().movePointLeft(power));
        var sign = money.value().signum() < 0 ? MINUS : "";
        var symbol = money.currency().getSymbol(locale);
        return french() ? sign + amount + NO_BREAK + unit + symbol : sign + symbol + amount + unit;
    }

    String days(double days) {
        return texts.text(
                locale, "web.days", plain(0, Math.abs(days) < 10 ? 1 : 0).format(days));
    }

    /** 20 nov., with the year when it isn't the present one. */
    String day(LocalDate day) {
        var month = day.getMonth().getDisplayName(TextStyle.SHORT, locale);
        return day.getYear() == today().getYear()
                ? dayOf(day) + NO_BREAK + month
                : dayOf(day) + NO_BREAK + month + NO_BREAK + day.getYear();
    }

    /** nov. 2026. */
    String month(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.SHORT, locale) + NO_BREAK + month.getYear();
    }

    /** 20 novembre 2026. */
    String dayLong(LocalDate day) {
        var month = day.getMonth().getDisplayName(TextStyle.FULL, locale);
        return dayOf(day) + NO_BREAK + month + NO_BREAK + day.getYear();
    }

    private String dayOf(LocalDate day) {
        return day.getDayOfMonth() == 1 && french() ? "1er" : Integer.toString(day.getDayOfMonth());
    }

    String time(Instant instant) {
        var local = instant.atZone(zone);
        if (!french()) {
            return DateTimeFormatter.ofPattern("HH:mm", locale).format(local);
        }
        var hour = local.getHour() + NO_BREAK + "h";
        return local.getMinute() == 0
                ? hour
                : hour + NO_BREAK + DateTimeFormatter.ofPattern("mm", locale).format(local);
    }

    LocalDate local(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    LocalDate today() {
        return local(clock.instant());
    }

    /** How long ago, or in how long: by the minute within the hour, by the day of the calendar beyond. */
    String ago(Instant then) {
        var now = clock.instant();
        var past = !then.isAfter(now);
        var minutes = Duration.between(then, now).abs().toMinutes();
        if (minutes == 0) {
            return texts.text(locale, "web.ago.now");
        }
        if (minutes < 60) {
            return texts.text(locale, past ? "web.ago.minutes" : "web.in.minutes", minutes);
        }
        return switch (Math.toIntExact(local(then).toEpochDay() - today().toEpochDay())) {
            case 0 -> texts.text(locale, past ? "web.ago.hours" : "web.in.hours", minutes / 60);
            case -1 -> texts.text(locale, "web.ago.yesterday");
            case 1 -> texts.text(locale, "web.in.tomorrow");
            default -> day(local(then));
        };
    }

    private NumberFormat plain(int least, int most) {
        var format = with(NumberFormat.getInstance(language()));
        format.setMinimumFractionDigits(least);
        format.setMaximumFractionDigits(most);
        return format;
    }

    private NumberFormat currency(Currency currency, int digits) {
        var format = with(NumberFormat.getCurrencyInstance(language()));
        format.setCurrency(com.ibm.icu.util.Currency.getInstance(currency.getCurrencyCode()));
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format;
    }

    private static NumberFormat with(NumberFormat format) {
        if (format instanceof DecimalFormat decimal) {
            var symbols = decimal.getDecimalFormatSymbols();
            symbols.setMinusSignString(MINUS);
            if (symbols.getGroupingSeparator() == NARROW) {
                symbols.setGroupingSeparator(NO_BREAK.charAt(0));
                symbols.setMonetaryGroupingSeparator(NO_BREAK.charAt(0));
            }
            decimal.setDecimalFormatSymbols(symbols);
            decimal.setRoundingMode(com.ibm.icu.math.BigDecimal.ROUND_HALF_UP);
        }
        return format;
    }

    private ULocale language() {
        return ULocale.forLocale(french() ? Locale.FRANCE : Locale.UK);
    }
}
