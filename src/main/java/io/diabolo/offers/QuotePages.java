package io.diabolo.offers;

import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Puts a member's pages of quotes together. */
@Component
class QuotePages {
    /** A longer quote is written through the API; its page shows it. */
    static final int EDITED = 200;

    private final Quotes quotes;
    private final Sellers sellers;
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
        this.documents = documents;
        this.acceptances = acceptances;
        this.comments = comments;
        this.versions = versions;
        this.approvals = approvals;
        this.contributions = contributions;
        this.followed = followed;
        this.address = address;
    }

    /** @param fault why none could be made; empty when nothing is wrong */
    record Grid(Quotes.Offered offered, String fault, Amounts amounts) {
        String path() {
            return "/opportunities/" + offered.opportunity();
        }

        String price(Prices.Price price) {
            return amounts.price(price.unitPrice(), java.util.Currency.getInstance(offered.currency()));
        }
    }

    ModelAndView grid(UUID opportunity, String fault, HttpStatus status, Ui ui) {
        var grid = new Grid(quotes.offered(opportunity, ui.me()), fault, new Amounts(ui.locale()));
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
            List<Prices.Price> catalogue,
            List<Versions.Version> versions,
            Margin margin,
            List<Approvals.Approval> approvals,
            List<String> contributions) {
        String path() {
            return "/quotes/" + quote.id();
        }

        String value(String name) {
            return form.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        /** Of a line, whichever of its fields it is. */
        String lineFault(int at) {
            return faults.entrySet().stream()
                    .filter(fault -> fault.getKey().equals("lines." + at)
                            || fault.getKey().startsWith("lines." + at + "."))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }

        List<Integer> rows() {
            return IntStream.range(0, EDITED)
                    .filter(at -> form.containsKey("lines." + at + ".name"))
                    .boxed()
                    .toList();
        }

        boolean isEditable() {
            return quote.lines().size() <= EDITED;
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
                QuoteController.said(QuoteCheck.missing(quote, seller, quotes.today()), ui),
                stale,
                quotes.catalogue(quote),
                versions.of(quote.series()),
                Margin.of(quote),
                approvals.of(quote),
                contributions.missing(quote, ui.me()));
        return new ModelAndView("offers/editor", Map.of("page", editor), status);
    }

    ModelAndView preview(Quote quote, Ui ui) {
        return new ModelAndView(
                "offers/preview",
                Map.of("doc", documents.view(quote, quote.isDraft() ? sellers.seller() : quote.seller(), null)));
    }
}
