package io.diabolo.accounts;

import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** The words of a review's document, in its language, with signs that every font has. */
record ReviewWords(Ui ui) {
    private static final char NARROW = '\u202f';
    private static final char WIDE = '\u00a0';

    String t(String key, Object... args) {
        return plain(ui.t(key, args));
    }

    List<String> all(String... keys) {
        return Arrays.stream(keys).map(key -> t(key)).toList();
    }

    String day(LocalDate day) {
        return plain(ui.dayLong(day));
    }

    String number(BigDecimal number) {
        return plain(ui.number(number.stripTrailingZeros()));
    }

    String number(long number) {
        return plain(ui.number(number));
    }

    String number(double number, int digits) {
        return plain(ui.number(number, digits));
    }

    /** @param percent 80 for 80 % */
    String percent(double percent) {
        return plain(ui.percent(percent / 100, 0));
    }

    String money(Money money) {
        return plain(ui.money(money));
    }

    private static String plain(String text) {
        return text.replace(NARROW, WIDE);
    }
}
