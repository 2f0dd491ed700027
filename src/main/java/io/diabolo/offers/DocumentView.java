package io.diabolo.offers;

import io.diabolo.platform.Texts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that a quote's document shows, in its own language, whoever reads it and wherever: on the page, in the preview, in the
 * PDF. Amounts are words already, so that they can't differ.
 *
 * @param logo of the seller; empty without one
 */
record DocumentView(
        Texts texts,
        Locale locale,
        Quote quote,
        String date,
        String validUntil,
        Seller seller,
        List<Row> rows,
        List<SumRow> sums,
        List<YearRow> years,
        List<Return> returns,
        List<PartShown> parts,
        String logo,
        String term,
        List<String> mentions,
        String terms,
        @Nullable Signed signed) {
    /**
     * @param kind item, text, bundle, or part of the bundle above
     * @param tiers how its price falls with the quantity, and whether that is an estimate, in words
     * @param ramp what it becomes in later years, in words
     */
    record Row(
            String id,
            String kind,
            String name,
            String description,
            String quantity,
            String unitPrice,
            String discount,
            String vat,
            String net,
            String period,
            boolean optional,
            boolean chosen,
            List<String> tiers,
            List<String> ramp) {
        boolean isText() {
            return kind.equals("text");
        }

        /** Whether it may be chosen: a bundle is, with all of its parts. */
        boolean isChoice() {
            return optional && !kind.equals("part");
        }

        /** As the style sheets call it. */
        String css() {
            return (optional && !chosen ? "offer-option" : "offer-item") + " offer-" + kind;
        }
    }

    /** What a product brings, from what it is said: each row in as many values as there are scenarios. */
    record Return(String name, List<String> scenarios, List<ReturnRow> inputs, List<ReturnRow> results) {}

    /**
     * What somebody contributed.
     *
     * @param picture as the document shows it; empty without one
     * @param file the name of a file that goes with the document; empty without one
     */
    record PartShown(String id, String title, String words, String dates, String picture, String file) {}

    record ReturnRow(String label, List<String> values) {}

    /** What recurs in a year of the term. */
    record YearRow(String year, String net) {}

    /** @param discount empty where there is none */
    record SumRow(String period, String lines, String discount, String net, List<VatRow> vat, String gross) {}

    record VatRow(String rate, String base, String tax) {}

    /**
     * Who accepted it and how, as it stands under what was signed.
     *
     * @param outside whether it was accepted elsewhere: there was no code then, and no electronic signature
     */
    record Signed(
            boolean outside,
            String name,
            String position,
            String email,
            String consent,
            String signature,
            String drawn,
            String at,
            String address,
            String hash) {}

    String t(String key, Object... args) {
        return texts.text(locale, key, args);
    }

    String language() {
        return locale.getLanguage();
    }

    String title() {
        return quote.number() == null ? t("quote.doc.draft") : t("quote.doc.title", quote.reference());
    }

    List<String> linesOf(String text) {
        return text.lines().toList();
    }

    String colour() {
        return seller.brand().colour();
    }

    boolean hasOptions() {
        return rows.stream().anyMatch(Row::isChoice);
    }
}
