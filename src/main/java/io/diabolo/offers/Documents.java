package io.diabolo.offers;

import io.diabolo.offers.DocumentView.PartShown;
import io.diabolo.offers.DocumentView.Return;
import io.diabolo.offers.DocumentView.ReturnRow;
import io.diabolo.offers.DocumentView.Row;
import io.diabolo.offers.DocumentView.Signed;
import io.diabolo.offers.DocumentView.SumRow;
import io.diabolo.offers.DocumentView.VatRow;
import io.diabolo.offers.DocumentView.YearRow;
import io.diabolo.platform.Money;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a quote's document together: page, preview and PDF show this one. */
@Component
class Documents {
    private static final int YEAR = 12;

    private final Texts texts;
    private final QuoteVariables variables;
    private final Annexes annexes;
    private final Workspaces workspaces;
    private final Clock clock;

    Documents(Texts texts, QuoteVariables variables, Annexes annexes, Workspaces workspaces, Clock clock) {
        this.texts = texts;
        this.variables = variables;
        this.annexes = annexes;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    DocumentView view(Quote quote, Seller seller, @Nullable Acceptance acceptance) {
        return view(quote, seller, acceptance, annexes.of(quote, seller));
    }

    /** The same for who has read already what stands in it beside the quote. */
    DocumentView view(Quote typed, Seller seller, @Nullable Acceptance acceptance, Annexed annexed) {
        var quote = variables.filled(typed, seller);
        var locale = quote.locale();
        var amounts = new Amounts(locale);
        var totals = quote.totals();
        var at = Objects.requireNonNullElse(quote.sentAt(), clock.instant());
        return new DocumentView(
                texts,
                locale,
                quote,
                day(LocalDate.ofInstant(at, workspaces.settings().zone()), locale),
                day(quote.validUntil(), locale),
                seller,
                rows(quote, amounts, locale),
                totals.onceAndAgain().stream()
                        .map(sum -> sum(sum, quote.discount(), amounts, locale))
                        .toList(),
                totals.ramped() ? years(totals, amounts, locale) : List.of(),
                returns(annexed.returns(), quote, locale),
                parts(annexed, locale),
                annexed.logo(),
                totals.isRecurring()
                        ? texts.text(locale, "quote.doc.term", quote.months(), amounts.money(totals.term()))
                        : "",
                mentions(quote, seller, locale),
                seller.terms(quote.words().language()),
                acceptance == null ? null : signed(acceptance, locale));
    }

    private List<Row> rows(Quote quote, Amounts amounts, Locale locale) {
        var rows = new ArrayList<Row>();
        for (var line : quote.lines()) {
            var period = line.period();
            var own = line.bundled().priced() == Bundled.Priced.OWN;
            rows.add(new Row(
                    line.id().toString(),
                    line.belongs() ? "part" : line.kind(),
                    line.name(),
                    line.description(),
                    line.unit().isBlank()
                            ? amounts.number(line.quantity())
                            : amounts.number(line.quantity()) + "\u00a0" + line.unit(),
                    line.heads() && !own
                            ? ""
                            : line.tiers().hasTiers() && line.tiers().graduated()
                                    ? texts.text(locale, "quote.doc.tier.price")
                                    : amounts.price(line.unitPrice(), quote.currency()),
                    line.discount() == 0 ? "" : amounts.percent(line.discount()),
                    line.heads() ? "" : amounts.percent(line.vatRate()),
                    line.heads() ? whole(line, quote, amounts) : amounts.money(Totals.net(line, quote.currency())),
                    period == null ? "" : texts.text(locale, "quote.doc.per." + period.id()),
                    line.optional(),
                    line.chosen(),
                    new TierText((key, args) -> texts.text(locale, key, args), locale).of(line, quote.currency()),
                    ramp(line, quote, amounts, locale)));
        }
        return rows;
    }

    /** What the parts of a bundle come to; empty where they are due at different times, and nothing can be summed. */
    private static String whole(QuoteLine head, Quote quote, Amounts amounts) {
        var parts = Bundles.partsOf(head, quote.lines());
        return parts.stream().map(QuoteLine::period).distinct().count() != 1
                ? ""
                : parts.stream()
                        .map(part -> Totals.net(part, quote.currency()))
                        .reduce(Money::plus)
                        .map(amounts::money)
                        .orElse("");
    }

    /** What it becomes in each later year of the term in which it changes. */
    private List<String> ramp(QuoteLine line, Quote quote, Amounts amounts, Locale locale) {
        var period = line.period();
        return period == null
                ? List.of()
                : line.ramp().stream()
                        .filter(step -> (step.year() - 1) * YEAR < quote.months())
                        .map(step -> {
                            var then = line.inYear(step.year());
                            return texts.text(
                                    locale,
                                    "quote.doc.ramp",
                                    step.year(),
                                    amounts.number(then.quantity()),
                                    then.tiers().hasTiers() && then.tiers().graduated()
                                            ? texts.text(locale, "quote.doc.tier.price")
                                            : amounts.price(then.unitPrice(), quote.currency()),
                                    amounts.money(Totals.net(then, quote.currency())),
                                    texts.text(locale, "quote.doc.per." + period.id()));
                        })
                        .toList();
    }

    private List<YearRow> years(Totals totals, Amounts amounts, Locale locale) {
        return totals.years().stream()
                .map(year -> new YearRow(
                        texts.text(locale, "quote.doc.year", year.number(), year.months()), amounts.money(year.net())))
                .toList();
    }

    /** What products bring, in a language. */
    List<Return> returns(List<ReturnShown> all, Quote quote, Locale locale) {
        var scenarios = Stream.of(Calculator.Scenario.values())
                .map(one -> texts.text(locale, "roi.scenario." + one.id()))
                .toList();
        return all.stream()
                .map(one -> new Return(
                        one.name(),
                        scenarios,
                        one.inputs().stream()
                                .map(row -> row(row, quote, locale))
                                .toList(),
                        one.results().stream()
                                .map(row -> row(row, quote, locale))
                                .toList()))
                .toList();
    }

    private ReturnRow row(ReturnShown.Row row, Quote quote, Locale locale) {
        var amounts = new Amounts(locale);
        return new ReturnRow(
                row.label(),
                List.of(
                        written(row.low(), row, amounts, quote, locale),
                        written(row.expected(), row, amounts, quote, locale),
                        written(row.high(), row, amounts, quote, locale)));
    }

    private String written(
            @Nullable BigDecimal value, ReturnShown.Row row, Amounts amounts, Quote quote, Locale locale) {
        if (value == null) {
            return "–";
        }
        return switch (row.measure()) {
            case MONEY -> amounts.money(Money.rounded(value, quote.currency()));
            case PERCENT -> texts.text(locale, "roi.percent", amounts.number(value));
            case MONTHS -> texts.text(locale, "roi.months", amounts.number(value));
            case NUMBER -> row.unit().isBlank() ? amounts.number(value) : amounts.number(value) + "\u00a0" + row.unit();
        };
    }

    private SumRow sum(Totals.Sum sum, int discount, Amounts amounts, Locale locale) {
        var period = sum.period();
        return new SumRow(
                texts.text(locale, "quote.doc.sum." + (period == null ? "once" : period.id())),
                amounts.money(sum.lines()),
                discount == 0
                        ? ""
                        : texts.text(
                                locale, "quote.doc.discount", amounts.percent(discount), amounts.money(sum.discount())),
                amounts.money(sum.net()),
                sum.vat().stream()
                        .map(vat -> new VatRow(
                                amounts.percent(vat.rate()), amounts.money(vat.base()), amounts.money(vat.tax())))
                        .toList(),
                amounts.money(sum.gross()));
    }

    private List<PartShown> parts(Annexed annexed, Locale locale) {
        return annexed.parts().stream()
                .map(part -> {
                    var picture = annexed.pictures().getOrDefault(part.id(), "");
                    var file = part.fileName();
                    return new PartShown(
                            part.id().toString(),
                            texts.text(locale, "quote.doc.part." + part.role()),
                            part.words(),
                            dates(part, locale),
                            picture,
                            file == null || !picture.isEmpty() ? "" : file);
                })
                .toList();
    }

    private String dates(Contribution part, Locale locale) {
        var start = part.startOn();
        var done = part.doneOn();
        return start != null && done != null
                ? texts.text(locale, "quote.doc.part.dates", day(start, locale), day(done, locale))
                : done != null
                        ? texts.text(locale, "quote.doc.part.done", day(done, locale))
                        : start != null ? texts.text(locale, "quote.doc.part.start", day(start, locale)) : "";
    }

    /** C. com. art. L441-10 and D441-5: penalties and the lump sum of 40 € stand on what professionals are offered. */
    private List<String> mentions(Quote quote, Seller seller, Locale locale) {
        var all = new ArrayList<String>();
        if (!seller.payment().isBlank()) {
            all.add(seller.payment());
        }
        all.add(texts.text(locale, "quote.doc.penalty"));
        quote.priced()
                .rates()
                .forEach(rate -> all.add(texts.text(
                        locale,
                        "quote.doc.rate",
                        rate.from(),
                        number(rate.rate(), locale),
                        rate.to(),
                        day(rate.on(), locale))));
        if (seller.vatExempt()) {
            all.add(texts.text(locale, "quote.doc.exempt"));
        }
        quote.lines().stream()
                .filter(line -> line.item() && line.vatRate() == 0)
                .map(QuoteLine::vatReason)
                .filter(reason -> !reason.isBlank())
                .distinct()
                .forEach(all::add);
        return all;
    }

    private Signed signed(Acceptance acceptance, Locale locale) {
        return new Signed(
                acceptance.outside(),
                acceptance.name(),
                acceptance.position(),
                acceptance.email(),
                acceptance.consent(),
                acceptance.signature(),
                acceptance.drawn(),
                moment(acceptance.at(), locale),
                acceptance.address(),
                acceptance.documentHash());
    }

    /** With all its digits, for whoever reckons it again. */
    private static String number(BigDecimal rate, Locale locale) {
        var format = java.text.NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(ExchangeRates.DIGITS);
        return format.format(rate).replace('\u202f', '\u00a0');
    }

    private String moment(Instant at, Locale locale) {
        var zone = workspaces.settings().zone();
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.MEDIUM)
                        .withLocale(locale)
                        .format(at.atZone(zone))
                        .replace('\u202f', '\u00a0')
                + " (" + zone.getId() + ")";
    }

    static String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }
}
