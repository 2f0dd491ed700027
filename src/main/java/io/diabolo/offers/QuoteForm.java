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
    static final int LONGEST = 200;

    /** Of a long quote the form holds the lines from here on, and until there; those before and after stay. */
    static final String FROM = "page_from";

    static final String UNTIL = "page_until";
    static final int LONGEST_TEXT = 10_000;

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
            LineForm.put(form, at, quote.lines().get(at));
        }
        return form;
    }

    static Read read(Quote present, Map<String, String> form) {
        var faults = new ArrayList<Fault>();
        var lines = lines(present, form, faults);
        var discount = LineForm.percent(form.getOrDefault("discount", ""), "discount", present.discount(), faults);
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
                        words(form, "delivery", present.words().delivery(), LONGEST_TEXT),
                        present.words().values()),
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
                present.priced(),
                lines,
                present.version());
        return new Read(quote, faults);
    }

    static String words(Map<String, String> form, String name, String before, int longest) {
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

    private static int at(Map<String, String> form, String name, int most) {
        var typed = form.getOrDefault(name, "");
        return typed.matches("[0-9]{1,5}") ? Math.min(Integer.parseInt(typed), most) : 0;
    }

    private record Ordered(BigDecimal order, int at, QuoteLine line) {}

    private static List<QuoteLine> lines(Quote present, Map<String, String> form, List<Fault> faults) {
        var paged = form.containsKey(FROM);
        if (!paged && form.keySet().stream().noneMatch(name -> name.startsWith("lines."))) {
            return form.containsKey("version") && form.containsKey("title") ? List.of() : present.lines();
        }
        var reading = new LineForm(present, form, faults);
        var all = new ArrayList<Ordered>();
        var from = at(form, FROM, present.lines().size());
        for (var at = from; at < Quotes.MOST_LINES && form.containsKey("lines." + at + ".name"); at++) {
            var place = "lines." + at;
            if (!form.containsKey(place + ".remove")) {
                var order = Input.decimal(form.getOrDefault(place + ".order", ""), 2);
                all.add(new Ordered(order == null ? BigDecimal.valueOf(at + 1) : order, at, reading.line(place)));
            }
        }
        var lines = new ArrayList<QuoteLine>();
        if (paged) {
            // What stands on other pages stays as it is.
            lines.addAll(present.lines().subList(0, from));
        }
        all.stream()
                .sorted(Comparator.comparing(Ordered::order).thenComparing(Ordered::at))
                .map(Ordered::line)
                .forEach(lines::add);
        if (paged) {
            var until = Math.max(from, at(form, UNTIL, present.lines().size()));
            lines.addAll(present.lines().subList(until, present.lines().size()));
        }
        return Bundles.settled(lines, present.currency());
    }

    static @Nullable UUID id(@Nullable String text) {
        return text != null && text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? UUID.fromString(text)
                : null;
    }
}
