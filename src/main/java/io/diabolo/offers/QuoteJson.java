package io.diabolo.offers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A quote with its lines and totals in JSON: exact decimals as texts, as all money in the API. */
final class QuoteJson {
    private QuoteJson() {}

    static Map<String, @Nullable Object> of(Quote quote) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("id", quote.id());
        all.put("opportunity_id", quote.opportunity());
        all.put("number", quote.number());
        all.put("issue", quote.issue());
        all.put("state", quote.state().id());
        all.put("title", quote.words().title());
        all.put("language", quote.words().language());
        all.put("intro", quote.words().intro());
        all.put("delivery", quote.words().delivery());
        all.put("currency", quote.currency().getCurrencyCode());
        all.put("discount_percent", Input.percent(quote.discount()).toPlainString());
        all.put("term_months", quote.termMonths());
        all.put("valid_until", quote.validUntil());
        all.put("recipient_name", quote.recipient().name());
        all.put("recipient_email", quote.recipient().email());
        all.put(
                "rates",
                quote.priced().rates().stream()
                        .map(rate -> Map.of(
                                "from", rate.from(),
                                "to", rate.to(),
                                "on", rate.on().toString(),
                                "rate", rate.rate().toPlainString()))
                        .toList());
        all.put("rates_confirmed", quote.priced().confirmed());
        all.put("link", quote.link() == null ? null : "/q/" + quote.link());
        all.put("lines", quote.lines().stream().map(line -> line(line, quote)).toList());
        all.put("totals", totals(quote.totals()));
        all.put("years", years(quote.totals()));
        all.put("term_net", quote.totals().term().value().toPlainString());
        all.put("version", quote.version());
        return all;
    }

    static Map<String, @Nullable Object> line(QuoteLine line, Quote quote) {
        var period = line.period();
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("id", line.id());
        all.put("kind", line.kind());
        all.put("product_id", line.product());
        all.put("name", line.name());
        all.put("description", line.description());
        all.put("unit", line.unit());
        all.put("quantity", Input.text(line.quantity()));
        all.put("unit_price", Input.text(line.unitPrice()));
        all.put("discount_percent", Input.percent(line.discount()).toPlainString());
        all.put("vat_percent", Input.percent(line.vatRate()).toPlainString());
        all.put("vat_reason", line.vatReason());
        all.put("period", period == null ? null : period.id());
        all.put("optional", line.optional());
        all.put("chosen", line.chosen());
        all.put("part_of", line.bundled().of());
        all.put("each", Input.text(line.bundled().each()));
        var priced = line.bundled().priced();
        all.put("bundle_price", priced == null ? null : priced.id());
        all.put("pricing", line.tiers().pricing());
        all.put("metered", line.tiers().metered());
        all.put(
                "tiers",
                line.tiers().shares(line.quantity()).stream()
                        .map(share -> share(share, line, quote))
                        .toList());
        all.put("ramp", line.ramp().stream().map(QuoteJson::step).toList());
        all.put("net", Totals.net(line, quote.currency()).value().toPlainString());
        return all;
    }

    private static Map<String, @Nullable Object> share(TieredPrice.Share share, QuoteLine line, Quote quote) {
        var to = share.to();
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("from", Input.text(share.band().from()));
        all.put("to", to == null ? null : Input.text(to));
        all.put("unit_price", Input.text(share.band().unitPrice()));
        all.put("quantity", Input.text(share.quantity()));
        all.put(
                "net",
                TieredPrice.net(share, line.discount(), quote.currency())
                        .value()
                        .toPlainString());
        return all;
    }

    private static Map<String, @Nullable Object> step(RampStep step) {
        var quantity = step.quantity();
        var price = step.unitPrice();
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("year", step.year());
        all.put("quantity", quantity == null ? null : Input.text(quantity));
        all.put("unit_price", price == null ? null : Input.text(price));
        return all;
    }

    private static List<Map<String, Object>> years(Totals totals) {
        return totals.years().stream()
                .map(year -> Map.<String, Object>of(
                        "year",
                        year.number(),
                        "months",
                        year.months(),
                        "net",
                        year.net().value().toPlainString()))
                .toList();
    }

    private static List<Map<String, @Nullable Object>> totals(Totals totals) {
        var all = new ArrayList<Map<String, @Nullable Object>>();
        for (var sum : totals.onceAndAgain()) {
            var period = sum.period();
            var one = new LinkedHashMap<String, @Nullable Object>();
            one.put("period", period == null ? null : period.id());
            one.put("lines", sum.lines().value().toPlainString());
            one.put("discount", sum.discount().value().toPlainString());
            one.put("net", sum.net().value().toPlainString());
            one.put(
                    "vat",
                    sum.vat().stream()
                            .map(vat -> Map.of(
                                    "percent", Input.percent(vat.rate()).toPlainString(),
                                    "base", vat.base().value().toPlainString(),
                                    "tax", vat.tax().value().toPlainString()))
                            .toList());
            one.put("tax", sum.tax().value().toPlainString());
            one.put("gross", sum.gross().value().toPlainString());
            all.add(one);
        }
        return all;
    }

    /** What is given, as the form has it: one reader for page and API. */
    static Map<String, String> form(Quote present, Map<String, @Nullable Object> given) {
        var form = new LinkedHashMap<String, String>();
        for (var name : List.of(
                "title",
                "language",
                "intro",
                "delivery",
                "term_months",
                "valid_until",
                "customer_name",
                "customer_address",
                "customer_siren",
                "recipient_name",
                "recipient_email")) {
            if (given.containsKey(name)) {
                form.put(name, text(given.get(name)));
            }
        }
        form.put(
                "discount",
                given.containsKey("discount_percent")
                        ? text(given.get("discount_percent"))
                        : Input.text(Input.percent(present.discount())));
        if (given.get("lines") instanceof List<?> lines) {
            form.put("version", "");
            form.putIfAbsent("title", present.words().title());
            var at = 0;
            for (var line : lines) {
                put(form, "lines." + at++ + ".", line);
            }
        }
        return form;
    }

    private static void put(Map<String, String> form, String place, @Nullable Object given) {
        var line = given instanceof Map<?, ?> map ? map : Map.of();
        form.put(place + "name", "");
        for (var name :
                List.of("id", "kind", "name", "description", "unit", "quantity", "each", "vat_reason", "period")) {
            if (line.get(name) != null) {
                form.put(place + name, text(line.get(name)));
            }
        }
        rename(form, line, "unit_price", place + "price");
        rename(form, line, "unit_cost", place + "cost");
        rename(form, line, "discount_percent", place + "discount");
        rename(form, line, "vat_percent", place + "vat");
        rename(form, line, "pricing", place + "pricing");
        rename(form, line, "metered", place + "metered");
        if (line.get("tiers") instanceof List<?> tiers) {
            form.put(
                    place + "tiers",
                    tiers.stream()
                            .map(one -> one instanceof Map<?, ?> tier
                                    ? text(tier.get("from")) + ": " + text(tier.get("unit_price"))
                                    : "?")
                            .collect(java.util.stream.Collectors.joining("; ")));
        }
        if (line.get("ramp") instanceof List<?> steps) {
            form.put(place + "ramp.", "");
            steps.forEach(one -> {
                if (one instanceof Map<?, ?> step) {
                    var year = place + "ramp." + text(step.get("year"));
                    form.put(year + ".quantity", text(step.get("quantity")));
                    form.put(year + ".price", text(step.get("unit_price")));
                }
            });
        }
        form.put(place + "optional", String.valueOf(Boolean.TRUE.equals(line.get("optional"))));
    }

    private static void rename(Map<String, String> form, Map<?, ?> line, String from, String to) {
        if (line.get(from) != null) {
            form.put(to, text(line.get(from)));
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return java.math.BigDecimal.valueOf(number).toPlainString();
        }
        return value == null ? "" : value.toString();
    }
}
