package io.diabolo.desks;

import io.diabolo.platform.Money;
import io.diabolo.queues.Figure;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** A figure as people read it, and as they type it. */
final class FigureText {
    private FigureText() {}

    static String of(Figure figure, @Nullable Double value, Currency currency, Ui ui) {
        if (value == null) {
            return "–";
        }
        return switch (figure.unit()) {
            case COUNT -> ui.number(Math.round(value));
            case SHARE -> ui.percent(value, 0);
            case RATIO -> ui.number(value, 1);
            case MINUTES -> ui.t("desk.minutes", ui.number(value, value < 10 ? 1 : 0));
            case MONEY -> ui.money(Money.rounded(BigDecimal.valueOf(value), currency));
        };
    }

    /** Of what is reckoned ahead: nobody knows it to the cent. */
    static String about(Figure figure, double value, Currency currency, Ui ui) {
        return of(figure, figure.unit() == Figure.Unit.MONEY ? (double) Math.round(value) : value, currency, ui);
    }

    /** What stands in an input: a share in percent. */
    static String typed(Figure figure, BigDecimal value) {
        var shown = figure.unit() == Figure.Unit.SHARE ? value.movePointRight(2) : value;
        return shown.stripTrailingZeros().toPlainString();
    }
}
