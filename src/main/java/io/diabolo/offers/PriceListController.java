package io.diabolo.offers;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The prices of a price list, all on one page. */
@Controller
class PriceListController {
    private static final String PRICES = "/price-lists/{id}/prices";
    private final PriceLists lists;

    PriceListController(PriceLists lists) {
        this.lists = lists;
    }

    record Page(PriceLists.Prices prices, Map<String, String> typed, Map<String, String> faults, boolean editable) {
        String path() {
            return "/price-lists/" + prices.id();
        }

        String price(PriceLists.Entry entry) {
            var present = entry.price();
            return typed.getOrDefault("price." + entry.product(), present == null ? "" : Input.text(present));
        }

        String tiers(PriceLists.Entry entry) {
            return typed.getOrDefault("tiers." + entry.product(), entry.tiers());
        }

        String fault(PriceLists.Entry entry) {
            return faults.getOrDefault(entry.product().toString(), "");
        }

        String listPrice(PriceLists.Entry entry) {
            var price = entry.listPrice();
            return price == null ? "–" : Input.text(price) + "\u00a0" + entry.currency();
        }
    }

    @GetMapping(PRICES)
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var page = new Page(lists.of(id, ui.me()), typed, faults, Sellers.mayEdit(ui.me()));
        return new ModelAndView("offers/prices", Map.of("page", page), status);
    }

    @PostMapping(PRICES)
    ModelAndView save(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var faults = new ArrayList<Fault>();
        try {
            var wanted = wanted(form, faults);
            if (!faults.isEmpty()) {
                throw new BadInput(faults);
            }
            lists.replace(id, wanted, ui.me());
            ui.flash("price-list.saved");
            return QuoteController.seeOther("/price-lists/" + id + "/prices");
        } catch (BadInput bad) {
            return page(id, form, QuoteController.said(bad.faults(), ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static List<PriceLists.Wanted> wanted(Map<String, String> form, List<Fault> faults) {
        var wanted = new ArrayList<PriceLists.Wanted>();
        form.forEach((name, typed) -> {
            var product = name.startsWith("price.") ? QuoteForm.id(name.substring("price.".length())) : null;
            if (product == null || typed.isBlank()) {
                return;
            }
            var price = Input.decimal(typed, 6);
            if (price == null) {
                faults.add(new Fault(product.toString(), "quote.fault.number"));
            } else {
                var tiers = Input.words(form.getOrDefault("tiers." + product, ""), 500);
                wanted.add(new PriceLists.Wanted(product, price, tiers));
            }
        });
        return wanted;
    }
}
