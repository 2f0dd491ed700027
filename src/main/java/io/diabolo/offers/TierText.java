package io.diabolo.offers;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;

/** How a line's price falls with its quantity, in the words of a document. */
record TierText(Words words, Locale locale) {
    /** Texts in the language of the document. */
    interface Words {
        String t(String key, Object... args);
    }

    /** A line for each tier with what of the quantity lies in it; empty where there is one price and the quantity is ordered. */
    List<String> of(QuoteLine line, Currency currency) {
        var amounts = new Amounts(locale);
        var tiers = line.tiers();
        var all = new ArrayList<String>();
        if (tiers.metered()) {
            all.add(words.t("quote.doc.metered"));
        }
        if (tiers.hasTiers()) {
            all.add(words.t("quote.doc.tier." + tiers.pricing()));
        }
        tiers.shares(line.quantity()).forEach(share -> all.add(one(share, line, currency, amounts)));
        return all;
    }

    private String one(TieredPrice.Share share, QuoteLine line, Currency currency, Amounts amounts) {
        var to = share.to();
        var range = to == null
                ? words.t("quote.doc.tier.from", amounts.number(share.band().from()))
                : words.t("quote.doc.tier.range", amounts.number(share.band().from()), amounts.number(to));
        var price = amounts.price(share.band().unitPrice(), currency);
        if (share.quantity().signum() == 0) {
            return words.t("quote.doc.tier.one", range, price);
        }
        var net = amounts.money(TieredPrice.net(share, line.discount(), currency));
        return line.discount() == 0
                ? words.t("quote.doc.tier.counted", range, price, amounts.number(share.quantity()), net)
                : words.t(
                        "quote.doc.tier.less",
                        range,
                        price,
                        amounts.number(share.quantity()),
                        net,
                        amounts.percent(line.discount()));
    }
}
