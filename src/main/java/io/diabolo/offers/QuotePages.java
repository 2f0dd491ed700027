package io.diabolo.offers;

import io.diabolo.web.Ui;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;

/** Puts a member's pages of quotes together. */
@Component
class QuotePages {
    /** A longer quote is edited page by page. */
    static final int EDITED = 200;

    /** Fields that say themselves what keeps the quote from leaving. */
    private static final List<String> TEXTS = List.of("intro", "delivery");

    private final Quotes quotes;
    private final Sellers sellers;
    private final QuoteVariables variables;
    private final Documents documents;
    private final Acceptances acceptances;
    private final Comments comments;
    private final Versions versions;
    private final Approvals approvals;
    private final Contributions contributions;
    private final Followed followed;
    private final OfferAddress address;

    QuotePages(
            Quotes quotes,
            Sellers sellers,
            QuoteVariables variables,
            Documents documents,
            Acceptances acceptances,
            Comments comments,
            Versions versions,
            Approvals approvals,
            Contributions contributions,
            Followed followed,
            OfferAddress address) {
        this.quotes = quotes;
        this.sellers = sellers;
        this.variables = variables;
        this.documents = documents;
        this.acceptances = acceptances;
        this.comments = comments;
        this.versions = versions;
        this.approvals = approvals;
        this.contributions = contributions;
        this.followed = followed;
        this.address = address;
    }

    /**
     * What a product is on a page to choose from.
     *
     * @param path of the page, where it is searched and read on
     */
    record Choice(Catalogue catalogue, String path, String currency, Amounts amounts) {
        String next() {
            return path + "?q=" + UriUtils.encodeQueryParam(catalogue.q(), StandardCharsets.UTF_8) + "&after="
                    + catalogue.next();
        }

        /** What a bundle is made of, in words. */
        String parts(Prices.Price price) {
            return price.parts().stream()
                    .map(part -> amounts.number(part.quantity()) + "\u00a0× "
                            + part.product().getName())
                    .collect(Collectors.joining(", "));
        }

        String price(Prices.Price price) {
            return amounts.price(price.unitPrice(), java.util.Currency.getInstance(currency));
        }
    }

    /** @param fault why none could be made; empty when nothing is wrong */
    record Grid(Quotes.Offered offered, String fault, Amounts amounts) {
        String path() {
            return "/opportunities/" + offered.opportunity();
        }

        Choice choice() {
            return new Choice(offered.catalogue(), path() + "/quotes/new", offered.currency(), amounts);
        }
    }

    /** The price list for a draft to which products are added. */
    record Adding(Quote quote, Catalogue catalogue, Amounts amounts) {
        String path() {
            return "/quotes/" + quote.id();
        }

        Choice choice() {
            return new Choice(catalogue, path() + "/products", quote.currency().getCurrencyCode(), amounts);
        }
    }

    ModelAndView adding(Quote quote, Catalogue.Asked asked, Ui ui) {
        var page = new Adding(quote, quotes.catalogue(quote, asked), new Amounts(ui.locale()));
        return new ModelAndView("offers/adding", Map.of("page", page));
    }

    ModelAndView grid(UUID opportunity, Catalogue.Asked asked, String fault, HttpStatus status, Ui ui) {
        var grid = new Grid(quotes.offered(opportunity, asked, ui.me()), fault, new Amounts(ui.locale()));
        return new ModelAndView("offers/grid", Map.of("page", grid), status);
    }

    /** A draft with what was typed, or with what it says. */
    record Editor(
            Quote quote,
            DocumentView doc,
            Map<String, String> form,
            Map<String, String> faults,
            Map<String, String> missing,
            boolean stale,
            Catalogue catalogue,
            List<Versions.Version> versions,
            Margin margin,
            List<Approval> approvals,
            List<Contributions.Part> contributions,
            int from) {
        String path() {
            return "/quotes/" + quote.id();
        }

        String value(String name) {
            return form.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, isAsKept(name) ? missing.getOrDefault(name, "") : "");
        }

        /** What was found in a text that is kept isn't said of one that was mended since. */
        private boolean isAsKept(String name) {
            return TEXTS.contains(name)
                    && value(name)
                            .replace("\r\n", "\n")
                            .equals(QuoteForm.of(quote).getOrDefault(name, "").replace("\r\n", "\n"));
        }

        /** How many years of a line may differ: those of the term, and those that were said already. */
        List<Integer> years(int at) {
            return IntStream.rangeClosed(RampStep.FIRST, RampStep.LAST)
                    .filter(year -> (year - 1) * 12 < quote.months()
                            || !value("lines." + at + ".ramp." + year + ".quantity")
                                    .isEmpty()
                            || !value("lines." + at + ".ramp." + year + ".price")
                                    .isEmpty())
                    .boxed()
                    .toList();
        }

        boolean isRamped(int at) {
            return form.entrySet().stream()
                    .anyMatch(field -> field.getKey().startsWith("lines." + at + ".ramp.")
                            && !field.getValue().isBlank());
        }

        /** Whether the line heads a bundle with a price of its own, or is a part of one. */
        boolean isOwnPriced(int at) {
            var id = value("lines." + at + ".id");
            return quote.lines().stream()
                    .filter(line -> line.id().toString().equals(id))
                    .flatMap(line -> quote.lines().stream()
                            .filter(head -> head.id().equals(line.bundled().of()) || head.equals(line)))
                    .anyMatch(head -> head.bundled().priced() == Bundled.Priced.OWN);
        }

        String variables() {
            return String.join(", ", QuoteVariables.NAMES);
        }

        /** Of a line, whichever of its fields it is. */
        String lineFault(int at) {
            return Stream.of(faults, missing)
                    .flatMap(all -> all.entrySet().stream())
                    .filter(fault -> fault.getKey().equals("lines." + at)
                            || fault.getKey().startsWith("lines." + at + "."))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }

        List<Integer> rows() {
            return IntStream.range(from, from + EDITED)
                    .filter(at -> form.containsKey("lines." + at + ".name"))
                    .boxed()
                    .toList();
        }

        /** Where each page of a long quote begins; one where it fits on a page. */
        List<Integer> pages() {
            return IntStream.iterate(0, at -> at < Math.max(1, quote.lines().size()), at -> at + EDITED)
                    .boxed()
                    .toList();
        }

        int until() {
            return Math.min(from + EDITED, quote.lines().size());
        }
    }

    /** What was sent, and what came of it. */
    record Sent(
            Quote quote,
            DocumentView doc,
            boolean expired,
            @Nullable Acceptance acceptance,
            boolean following,
            List<Comments.Comment> comments,
            List<Versions.Version> versions,
            String address,
            String fault,
            Map<String, String> typed,
            Margin margin) {
        String path() {
            return "/quotes/" + quote.id();
        }

        boolean isOpen() {
            return quote.isOut();
        }

        /** As {@code quote.state.…} says it. */
        String state() {
            return expired ? "expired" : quote.state().id();
        }

        String value(String name) {
            return typed.getOrDefault(name, "");
        }
    }

    ModelAndView quote(
            Quote quote,
            Map<String, String> typed,
            Map<String, String> faults,
            boolean stale,
            HttpStatus status,
            Ui ui) {
        if (!quote.isDraft()) {
            var fault = faults.values().stream().findFirst().orElse("");
            var acceptance = acceptances.of(quote, ui.me());
            var sent = new Sent(
                    quote,
                    documents.view(quote, quote.seller(), acceptance),
                    quote.isExpired(quotes.today()),
                    acceptance,
                    followed.all(quote.id()),
                    comments.of(quote.id()),
                    versions.of(quote.series()),
                    address.shown() + "/q/" + quote.link(),
                    fault,
                    typed,
                    Margin.of(quote));
            return new ModelAndView("offers/sent", Map.of("page", sent), status);
        }
        var form = typed.containsKey("title") ? typed : QuoteForm.of(quote);
        var seller = sellers.seller();
        var editor = new Editor(
                quote,
                documents.view(quote, seller, null),
                form,
                faults,
                QuoteController.said(variables.missing(quote, seller, quotes.today()), ui),
                stale,
                quotes.catalogue(quote, Catalogue.Asked.FIRST),
                versions.of(quote.series()),
                Margin.of(quote),
                approvals.of(quote),
                contributions.of(quote, ui.me()),
                from(quote, form.getOrDefault(QuoteForm.FROM, typed.getOrDefault(QuoteForm.FROM, ""))));
        return new ModelAndView("offers/editor", Map.of("page", editor), status);
    }

    /** Where the page begins on which this line stands. */
    private static int from(Quote quote, String asked) {
        var at = asked.matches("[0-9]{1,5}") ? Integer.parseInt(asked) : 0;
        return at >= quote.lines().size() ? 0 : at / EDITED * EDITED;
    }

    ModelAndView preview(Quote quote, Ui ui) {
        var seller = quote.isDraft() ? sellers.seller() : quote.seller();
        var faults =
                quote.isDraft() ? QuoteController.said(variables.faults(quote, seller), ui) : Map.<String, String>of();
        return new ModelAndView(
                "offers/preview",
                Map.of("doc", documents.view(quote, seller, null), "faults", List.copyOf(faults.values())));
    }
}
