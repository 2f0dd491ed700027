package io.diabolo.offers;

import io.diabolo.platform.BadInput.Fault;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A draft as a form's fields: lines are {@code lines.0.name} and so on, in the order that their {@code order} says. */
final class QuoteForm {
    private static final int LONGEST = 200;
    private static final int LONGEST_TEXT = 10_000;
    private static final int PRICE_DIGITS = 6;
    private static final int QUANTITY_DIGITS = 3;

    private QuoteForm() {}

    /** @param faults what can't be read; then the quote has there what it had before */
    record Read(Quote quote, List<Fault> faults) {}

    static Map<String, String> of(Quote quote) {
        var form = new LinkedHashMap<String, String>();
        form.put("title", quote.words().title());
        form.put("language", quote.words().language());
        form.put("intro", quote.words().intro());
        form.put("delivery", quote.words().delivery());
        form.put("discount", Input.text(Input.percent(quote.discount())));
        form.put("term_months", quote.termMonths() == null ? "" : String.valueOf(quote.termMonths()));
        form.put("valid_until", quote.validUntil().toString());
        form.put("customer_name", quote.customer().name());
        form.put("customer_address", quote.customer().address());
        form.put("customer_siren", quote.customer().siren());
        form.put("recipient_name", quote.recipient().name());
        form.put("recipient_email", quote.recipient().email());
        for (var at = 0; at < quote.lines().size(); at++) {
            put(form, at, quote.lines().get(at));
        }
        return form;
    }

    private static void put(Map<String, String> form, int at, QuoteLine line) {
        var place = "lines." + at + ".";
        var period = line.period();
        form.put(place + "id", line.id().toString());
        form.put(place + "kind", line.item() ? "item" : "text");
        form.put(place + "product", line.product() == null ? "" : String.valueOf(line.product()));
        form.put(place + "order", String.valueOf(at + 1));
        form.put(place + "name", line.name());
        form.put(place + "description", line.description());
        form.put(place + "quantity", Input.text(line.quantity()));
        form.put(place + "unit", line.unit());
        form.put(place + "price", Input.text(line.unitPrice()));
        form.put(place + "discount", Input.text(Input.percent(line.discount())));
        form.put(place + "vat", Input.text(Input.percent(line.vatRate())));
        form.put(place + "vat_reason", line.vatReason());
        form.put(place + "period", period == null ? "" : period.id());
        form.put(place + "cost", line.unitCost() == null ? "" : Input.text(line.unitCost()));
        form.put(place + "optional", line.optional() ? "true" : "");
    }

    static Read read(Quote present, Map<String, String> form) {
        var faults = new ArrayList<Fault>();
        var lines = lines(present, form, faults);
        var discount = percent(form.getOrDefault("discount", ""), "discount", present.discount(), faults);
        var quote = new Quote(
                present.id(),
                present.series(),
                present.issue(),
                present.opportunity(),
                present.opportunityName(),
                present.company(),
                present.owner(),
                present.createdBy(),
                present.priceList(),
                present.number(),
                present.state(),
                new Quote.Words(
                        words(form, "title", present.words().title(), LONGEST),
                        "en"
                                        .equals(form.getOrDefault(
                                                "language", present.words().language()))
                                ? "en"
                                : "fr",
                        words(form, "intro", present.words().intro(), LONGEST_TEXT),
                        words(form, "delivery", present.words().delivery(), LONGEST_TEXT)),
                present.currency(),
                discount,
                term(form, present.termMonths(), faults),
                day(form, present.validUntil(), faults),
                new Quote.Customer(
                        words(form, "customer_name", present.customer().name(), LONGEST),
                        words(form, "customer_address", present.customer().address(), LONGEST_TEXT),
                        words(form, "customer_siren", present.customer().siren(), LONGEST)),
                new Quote.Recipient(
                        present.recipient().person(),
                        words(form, "recipient_name", present.recipient().name(), LONGEST),
                        words(form, "recipient_email", present.recipient().email(), LONGEST)),
                present.link(),
                present.sentAt(),
                present.fileId(),
                present.fileHash(),
                present.seller(),
                present.seenAt(),
                present.decidedAt(),
                present.reason(),
                present.restricted(),
                lines,
                present.version());
        return new Read(quote, faults);
    }

    private static String words(Map<String, String> form, String name, String before, int longest) {
        var typed = form.get(name);
        return typed == null ? before : Input.words(typed, longest);
    }

    private static @Nullable Integer term(Map<String, String> form, @Nullable Integer before, List<Fault> faults) {
        var typed = form.get("term_months");
        if (typed == null) {
            return before;
        }
        if (typed.isBlank()) {
            return null;
        }
        var term = typed.strip().matches("[0-9]{1,3}") ? Integer.parseInt(typed.strip()) : 0;
        if (term < 1 || term > 120) {
            faults.add(new Fault("term_months", "quote.fault.term"));
            return before;
        }
        return term;
    }

    private static LocalDate day(Map<String, String> form, LocalDate before, List<Fault> faults) {
        var typed = form.get("valid_until");
        if (typed == null) {
            return before;
        }
        try {
            var day = LocalDate.parse(typed.strip());
            if (day.getYear() >= 2000 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeException _) {
            // said below
        }
        faults.add(new Fault("valid_until", "quote.fault.day"));
        return before;
    }

    private record Ordered(BigDecimal order, int at, QuoteLine line) {}

    private static List<QuoteLine> lines(Quote present, Map<String, String> form, List<Fault> faults) {
        if (form.keySet().stream().noneMatch(name -> name.startsWith("lines."))) {
            return form.containsKey("version") && form.containsKey("title") ? List.of() : present.lines();
        }
        var all = new ArrayList<Ordered>();
        for (var at = 0; at < Quotes.MOST_LINES && form.containsKey("lines." + at + ".name"); at++) {
            var place = "lines." + at;
            if (!form.containsKey(place + ".remove")) {
                var order = Input.decimal(form.getOrDefault(place + ".order", ""), 2);
                all.add(new Ordered(
                        order == null ? BigDecimal.valueOf(at + 1) : order, at, line(present, form, place, faults)));
            }
        }
        return all.stream()
                .sorted(Comparator.comparing(Ordered::order).thenComparing(Ordered::at))
                .map(Ordered::line)
                .toList();
    }

    private static QuoteLine line(Quote present, Map<String, String> form, String place, List<Fault> faults) {
        var before = present.lines().stream()
                .filter(line -> line.id().toString().equals(form.get(place + ".id")))
                .findFirst()
                .orElse(NewLine.empty(!"text".equals(form.get(place + ".kind")), 2_000));
        if (!before.item()) {
            return new QuoteLine(
                    before.id(),
                    false,
                    null,
                    words(form, place + ".name", "", LONGEST),
                    words(form, place + ".description", "", LONGEST_TEXT),
                    "",
                    BigDecimal.ONE,
                    BigDecimal.ZERO,
                    0,
                    0,
                    "",
                    null,
                    null,
                    false,
                    false);
        }
        return new QuoteLine(
                before.id(),
                true,
                before.product(),
                words(form, place + ".name", before.name(), LONGEST),
                words(form, place + ".description", before.description(), LONGEST_TEXT),
                words(form, place + ".unit", before.unit(), LONGEST),
                number(form, place, "quantity", before.quantity(), QUANTITY_DIGITS, faults),
                number(form, place, "price", before.unitPrice(), PRICE_DIGITS, faults),
                percent(form.getOrDefault(place + ".discount", "0"), place + ".discount", before.discount(), faults),
                percent(
                        form.getOrDefault(place + ".vat", Input.text(Input.percent(before.vatRate()))),
                        place + ".vat",
                        before.vatRate(),
                        faults),
                words(form, place + ".vat_reason", before.vatReason(), LONGEST),
                Period.named(form.get(place + ".period")),
                cost(form, place, before.unitCost(), faults),
                "true".equals(form.get(place + ".optional")),
                before.chosen());
    }

    private static BigDecimal number(
            Map<String, String> form, String place, String name, BigDecimal before, int digits, List<Fault> faults) {
        var typed = form.get(place + "." + name);
        if (typed == null) {
            return before;
        }
        var value = Input.decimal(typed, digits);
        if (value == null) {
            faults.add(new Fault(place + "." + name, "quote.fault.number"));
            return before;
        }
        return value;
    }

    private static @Nullable BigDecimal cost(
            Map<String, String> form, String place, @Nullable BigDecimal before, List<Fault> faults) {
        var typed = form.get(place + ".cost");
        return typed == null || typed.isBlank()
                ? (typed == null ? before : null)
                : number(form, place, "cost", BigDecimal.ZERO, PRICE_DIGITS, faults);
    }

    private static int percent(String typed, String field, int before, List<Fault> faults) {
        var value = typed.isBlank() ? Integer.valueOf(0) : Input.percent(typed);
        if (value == null) {
            faults.add(new Fault(field, "quote.fault.percent"));
            return before;
        }
        return value;
    }

    static @Nullable UUID id(@Nullable String text) {
        return text != null && text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? UUID.fromString(text)
                : null;
    }
}
