package io.diabolo.offers;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A quote while it is written: made from the price list, edited, previewed, given up, made again as a further version. */
@Controller
class QuoteController {
    static final String QUOTE = "/quotes/{id:[0-9a-fA-F-]{36}}";

    private static final int LONGEST_SEARCH = 100;

    private final Quotes quotes;
    private final QuotePages pages;

    QuoteController(Quotes quotes, QuotePages pages) {
        this.quotes = quotes;
        this.pages = pages;
    }

    @GetMapping("/opportunities/{id}/quotes/new")
    ModelAndView offer(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(name = "products", required = false) @Nullable List<String> products,
            Ui ui) {
        return pages.grid(id, asked(q, after, ids(products)), "", HttpStatus.OK, ui);
    }

    private static Catalogue.Asked asked(String q, String after, List<UUID> chosen) {
        return new Catalogue.Asked(Input.words(q, LONGEST_SEARCH), QuoteForm.id(after), chosen);
    }

    private static List<UUID> ids(@Nullable List<String> products) {
        return (products == null ? Stream.<String>of() : products.stream())
                .map(QuoteForm::id)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .limit(Quotes.MOST_LINES)
                .toList();
    }

    @PostMapping("/opportunities/{id}/quotes")
    ModelAndView create(
            @PathVariable UUID id,
            @RequestParam(name = "products", required = false) @Nullable List<String> products,
            @RequestParam(defaultValue = "") String currency,
            Ui ui) {
        var wanted = ids(products);
        try {
            return seeOther(
                    "/quotes/" + quotes.create(id, wanted, currency, ui.me()).quote());
        } catch (BadInput bad) {
            return pages.grid(
                    id,
                    new Catalogue.Asked("", null, wanted),
                    said(bad.faults(), ui).values().iterator().next(),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
    }

    @GetMapping(QUOTE)
    ModelAndView show(@PathVariable UUID id, @RequestParam(defaultValue = "") String lines, Ui ui) {
        var place = lines.isEmpty() ? Map.<String, String>of() : Map.of(QuoteForm.FROM, lines);
        return pages.quote(quotes.get(id, ui.me()), place, Map.of(), false, HttpStatus.OK, ui);
    }

    /** The page of a long quote that is asked for next, else the one that was saved. */
    private static String place(Map<String, String> form) {
        var next = form.getOrDefault("go", form.getOrDefault(QuoteForm.FROM, ""));
        return next.matches("[0-9]{1,5}") ? "?lines=" + next : "";
    }

    @PostMapping(QUOTE + "/content")
    ModelAndView save(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var present = quotes.get(id, ui.me());
        var read = QuoteForm.read(present, form);
        if (!read.faults().isEmpty()) {
            return refused(present, form, read.faults(), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
        try {
            var changeSet = quotes.save(id, added(read.quote(), form), version(form, present), ui.me());
            if (changeSet != null) {
                ui.flash(Flash.of("quote.saved").undoneBy("/changes/" + changeSet + "/reversal"));
            }
            return seeOther("/quotes/" + id + (form.containsKey("choose") ? "/products" : place(form)));
        } catch (BadInput bad) {
            return refused(present, form, bad.faults(), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return refused(quotes.get(id, ui.me()), form, List.of(), true, HttpStatus.CONFLICT, ui);
        }
    }

    /** The price list, from which products are added to a draft. */
    @GetMapping(QUOTE + "/products")
    ModelAndView products(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(name = "products", required = false) @Nullable List<String> products,
            Ui ui) {
        return pages.adding(quotes.get(id, ui.me()), asked(q, after, ids(products)), ui);
    }

    @PostMapping(QUOTE + "/products")
    ModelAndView add(
            @PathVariable UUID id,
            @RequestParam(name = "products", required = false) @Nullable List<String> products,
            Ui ui) {
        var present = quotes.get(id, ui.me());
        try {
            var lines = new ArrayList<>(present.lines());
            ids(products).forEach(product -> lines.addAll(quotes.lines(present, product)));
            var changeSet = quotes.save(id, present.with(lines), present.version(), ui.me());
            if (changeSet != null) {
                ui.flash(Flash.of("quote.saved").undoneBy("/changes/" + changeSet + "/reversal"));
            }
            return seeOther("/quotes/" + id);
        } catch (BadInput bad) {
            return refused(present, Map.of(), bad.faults(), false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion _) {
            return refused(quotes.get(id, ui.me()), Map.of(), List.of(), true, HttpStatus.CONFLICT, ui);
        }
    }

    /** What "add" names comes at the end: a product, a line of one's own, words. */
    private Quote added(Quote quote, Map<String, String> form) {
        var add = form.getOrDefault("add", "");
        if (add.isBlank()) {
            return quote;
        }
        var lines = new ArrayList<>(quote.lines());
        var product = QuoteForm.id(add);
        var words = Input.words(form.getOrDefault("add_name", ""), 200);
        if (product != null) {
            lines.addAll(quotes.lines(quote, product));
        } else if (words.isBlank()) {
            throw new BadInput("add_name", "quote.fault.name");
        } else {
            var empty = NewLine.empty(!add.equals("text"), 2_000);
            lines.add(new QuoteLine(
                    empty.id(),
                    empty.item(),
                    null,
                    words,
                    "",
                    "",
                    empty.quantity(),
                    empty.unitPrice(),
                    0,
                    empty.vatRate(),
                    "",
                    null,
                    null,
                    false,
                    false));
        }
        return quote.with(lines);
    }

    private static int version(Map<String, String> form, Quote present) {
        var given = form.getOrDefault("version", "");
        return given.matches("[0-9]{1,9}") ? Integer.parseInt(given) : present.version();
    }

    private ModelAndView refused(
            Quote present, Map<String, String> form, List<Fault> faults, boolean stale, HttpStatus status, Ui ui) {
        return pages.quote(present, form, said(faults, ui), stale, status, ui);
    }

    static Map<String, String> said(List<Fault> faults, Ui ui) {
        var all = new LinkedHashMap<String, String>();
        faults.forEach(fault ->
                all.putIfAbsent(fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return all;
    }

    /** The document as it would be with what is typed now; nothing is kept. */
    @PostMapping(QUOTE + "/preview")
    ModelAndView preview(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var read = QuoteForm.read(quotes.get(id, ui.me()), form);
        return pages.preview(QuoteCheck.faults(read.quote()).isEmpty() ? read.quote() : quotes.get(id, ui.me()), ui);
    }

    @PostMapping(QUOTE + "/versions")
    ModelAndView revise(@PathVariable UUID id, Ui ui) {
        try {
            return seeOther("/quotes/" + quotes.revise(id, ui.me()).quote());
        } catch (BadInput bad) {
            return refused(quotes.get(id, ui.me()), Map.of(), bad.faults(), false, HttpStatus.CONFLICT, ui);
        }
    }

    @PostMapping(QUOTE + "/discarding")
    ModelAndView discard(@PathVariable UUID id, Ui ui) {
        var quote = quotes.get(id, ui.me());
        try {
            var changeSet = quotes.discard(id, ui.me());
            ui.flash(Flash.of("quote.discarded").undoneBy("/changes/" + changeSet + "/reversal"));
            return seeOther("/opportunities/" + quote.opportunity());
        } catch (BadInput bad) {
            return refused(quote, Map.of(), bad.faults(), false, HttpStatus.CONFLICT, ui);
        }
    }

    @PostMapping(QUOTE + "/rate-confirmation")
    ModelAndView confirmRates(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var quote = quotes.get(id, ui.me());
        try {
            var changeSet = quotes.confirmRates(id, version(form, quote), ui.me());
            ui.flash(Flash.of("quote.rates.confirmed").undoneBy("/changes/" + changeSet + "/reversal"));
            return seeOther("/quotes/" + id);
        } catch (BadInput bad) {
            return refused(quote, Map.of(), bad.faults(), false, HttpStatus.CONFLICT, ui);
        } catch (StaleVersion _) {
            return refused(quotes.get(id, ui.me()), Map.of(), List.of(), true, HttpStatus.CONFLICT, ui);
        }
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
