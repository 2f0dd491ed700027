package io.diabolo.offers;

import com.ibm.icu.text.DecimalFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.ULocale;
import io.diabolo.platform.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;

/** Amounts as they stand on a document: always with their cents, for here each of them counts. */
final class Amounts {
    private static final int MOST_DIGITS = 6;
    private final Locale locale;

    Amounts(Locale locale) {
        this.locale = locale;
    }

    String money(Money money) {
        var digits = money.currency().getDefaultFractionDigits();
        return currency(money.currency(), digits, digits).format(money.value());
    }

    /** A unit price may have more digits than the currency. */
    String price(BigDecimal price, Currency currency) {
        return currency(currency, currency.getDefaultFractionDigits(), MOST_DIGITS)
                .format(price);
    }

    String number(BigDecimal number) {
        var format = plain(NumberFormat.getInstance(language()));
        format.setMaximumFractionDigits(MOST_DIGITS);
        return format.format(number);
    }

    /** Of hundredths of a percent. */
    String percent(int hundredths) {
        var format = plain(NumberFormat.getPercentInstance(language()));
        format.setMaximumFractionDigits(2);
        return format.format(BigDecimal.valueOf(hundredths, 4));
    }

    private NumberFormat currency(Currency currency, int least, int most) {
        var format = plain(NumberFormat.getCurrencyInstance(language()));
        format.setCurrency(com.ibm.icu.util.Currency.getInstance(currency.getCurrencyCode()));
        format.setMinimumFractionDigits(least);
        format.setMaximumFractionDigits(most);
        format.setRoundingMode(com.ibm.icu.math.BigDecimal.ROUND_HALF_UP);
        return format;
    }

    /** The narrow no-break space isn't in every font that a document may be printed with. */
    private static NumberFormat plain(NumberFormat format) {
        if (format instanceof DecimalFormat decimal) {
            var symbols = decimal.getDecimalFormatSymbols();
            if (symbols.getGroupingSeparator() == '\u202f') {
                symbols.setGroupingSeparator('\u00a0');
                symbols.setMonetaryGroupingSeparator('\u00a0');
            }
            decimal.setDecimalFormatSymbols(symbols);
        }
        return format;
    }

    private ULocale language() {
        return ULocale.forLocale(locale.getLanguage().equals("fr") ? Locale.FRANCE : Locale.UK);
    }
}
