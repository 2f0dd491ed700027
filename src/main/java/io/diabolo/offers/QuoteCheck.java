package io.diabolo.offers;

import io.diabolo.platform.BadInput.Fault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What has to be right before a quote is kept, and what more before it leaves. */
final class QuoteCheck {
    static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+\\.[^\\s@<>,;\".]{2,}");
    private static final BigDecimal MOST_QUANTITY = BigDecimal.valueOf(1_000_000_000);
    /** A sum beyond these minor units could leave a bigint once it is multiplied by a term. */
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000_000L);

    private QuoteCheck() {}

    static List<Fault> faults(Quote quote) {
        var faults = new ArrayList<Fault>();
        if (quote.words().title().isBlank()) {
            faults.add(new Fault("title", "quote.fault.title"));
        }
        if (quote.lines().size() > Quotes.MOST_LINES) {
            faults.add(new Fault("lines", "quote.fault.lines", Quotes.MOST_LINES));
        }
        var at = 0;
        var sum = BigDecimal.ZERO;
        for (var line : quote.lines()) {
            var place = "lines." + at++;
            if (line.name().isBlank()) {
                faults.add(new Fault(place, "quote.fault.name"));
            }
            for (var year = 1; year <= (line.ramp().isEmpty() ? 1 : RampStep.LAST); year++) {
                var then = line.inYear(year);
                if (then.quantity().abs().compareTo(MOST_QUANTITY) > 0) {
                    faults.add(new Fault(place, "quote.fault.quantity"));
                }
                sum = sum.add(then.quantity().multiply(then.unitPrice()).abs());
            }
        }
        if (sum.compareTo(MOST) > 0) {
            faults.add(new Fault("lines", "quote.fault.large"));
        }
        return faults;
    }

    /** What is missing before it can be sent. */
    static List<Fault> missing(Quote quote, Seller seller, LocalDate today) {
        var missing = new ArrayList<>(faults(quote));
        if (quote.lines().stream().noneMatch(QuoteLine::item)) {
            missing.add(new Fault("lines", "quote.missing.lines"));
        }
        if (!seller.isComplete()) {
            missing.add(new Fault("seller", "quote.missing.seller"));
        }
        if (quote.customer().name().isBlank()) {
            missing.add(new Fault("customer_name", "quote.missing.customer"));
        }
        if (quote.recipient().name().isBlank()) {
            missing.add(new Fault("recipient_name", "quote.missing.recipient"));
        }
        if (!EMAIL.matcher(quote.recipient().email()).matches()) {
            missing.add(new Fault("recipient_email", "quote.missing.email"));
        }
        if (quote.validUntil().isBefore(today)) {
            missing.add(new Fault("valid_until", "quote.missing.validity"));
        }
        var stale = quote.priced().stale(today, seller.rateDays());
        if (stale != null) {
            missing.add(new Fault(
                    "rates",
                    "quote.missing.rate",
                    stale.from(),
                    stale.to(),
                    stale.on().toString(),
                    seller.rateDays()));
        }
        quote.lines().stream()
                .filter(line ->
                        line.item() && line.vatRate() == 0 && line.vatReason().isBlank() && !seller.vatExempt())
                .findFirst()
                .ifPresent(line -> missing.add(new Fault("lines", "quote.missing.vat-reason", line.name())));
        quote.lines().stream()
                .filter(line -> line.ramp().stream().anyMatch(step -> (step.year() - 1) * 12 >= quote.months()))
                .findFirst()
                .ifPresent(line ->
                        missing.add(new Fault("term_months", "quote.missing.ramp", line.name(), quote.months())));
        return missing;
    }
}
