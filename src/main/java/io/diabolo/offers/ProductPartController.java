package io.diabolo.offers;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What a bundle is made of, on a page and through the API. */
@Controller
class ProductPartController {
    static final String PARTS = "/products/{id:[0-9a-fA-F-]{36}}/parts";
    static final String API = "/api/v1/products/{id}/parts";
    private static final int DIGITS = 3;

    private final ProductParts parts;

    ProductPartController(ProductParts parts) {
        this.parts = parts;
    }

    /** @param fault what is wrong; empty when nothing is */
    record Page(ProductParts.Bundle bundle, Map<UUID, String> choices, Map<String, String> typed, String fault) {
        String path() {
            return "/products/" + bundle.id();
        }

        String quantity(ProductParts.Part part) {
            return typed.getOrDefault("quantity." + part.product(), Input.text(part.quantity()));
        }

        String value(String name) {
            return typed.getOrDefault(name, "");
        }
    }

    @GetMapping(PARTS)
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of(), "", HttpStatus.OK, ui);
    }

    private ModelAndView page(UUID id, Map<String, String> typed, String fault, HttpStatus status, Ui ui) {
        var page = new Page(parts.of(id, ui.me()), parts.choices(id), typed, fault);
        return new ModelAndView("offers/parts", Map.of("page", page), status);
    }

    /** What has no number any more goes; what is added comes last. */
    @PostMapping(PARTS)
    ModelAndView save(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var wanted = new ArrayList<ProductParts.Wanted>();
            for (var part : parts.of(id, ui.me()).parts()) {
                var typed = form.getOrDefault("quantity." + part.product(), "").strip();
                if (!typed.isEmpty() && !typed.equals("0")) {
                    wanted.add(new ProductParts.Wanted(part.product(), number(typed)));
                }
            }
            var added = QuoteForm.id(form.getOrDefault("add", ""));
            if (added != null) {
                wanted.add(new ProductParts.Wanted(added, number(form.getOrDefault("add_quantity", ""))));
            }
            var changeSet = parts.replace(id, wanted, ui.me());
            if (changeSet != null) {
                ui.flash(Flash.of("product.parts.saved").undoneBy("/changes/" + changeSet + "/reversal"));
            }
            return QuoteController.seeOther("/products/" + id + "/parts");
        } catch (BadInput bad) {
            var fault =
                    QuoteController.said(bad.faults(), ui).values().iterator().next();
            return page(id, form, fault, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static BigDecimal number(String typed) {
        var number = Input.decimal(typed.isBlank() ? "1" : typed, DIGITS);
        if (number == null) {
            throw new BadInput(ProductParts.KEY, "product.fault.part-quantity");
        }
        return number;
    }

    record Given(
            @JsonProperty("product_id") @Nullable UUID product,
            @Nullable Object quantity) {}

    record GivenParts(@Nullable List<@Nullable Given> parts) {}

    @GetMapping(API)
    ResponseEntity<Map<String, Object>> list(@PathVariable UUID id, Ui ui) {
        return ResponseEntity.ok(shown(id, ui));
    }

    /** It is made of these and no others. */
    @PutMapping(API)
    ResponseEntity<Map<String, Object>> replace(@PathVariable UUID id, @RequestBody GivenParts body, Ui ui) {
        ui.me().mayWrite();
        var given = body.parts();
        if (given == null) {
            throw new BadInput(ProductParts.KEY, "product.fault.unknown");
        }
        var wanted = new ArrayList<ProductParts.Wanted>();
        for (var one : given) {
            var product = one == null ? null : one.product();
            if (product == null) {
                throw new BadInput(ProductParts.KEY, "product.fault.unknown");
            }
            wanted.add(new ProductParts.Wanted(
                    product, number(Objects.toString(Objects.requireNonNull(one).quantity(), "1"))));
        }
        var changeSet = parts.replace(id, wanted, ui.me());
        var answer = ResponseEntity.ok();
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(shown(id, ui));
    }

    private Map<String, Object> shown(UUID id, Ui ui) {
        return Map.of(
                ProductParts.KEY,
                parts.of(id, ui.me()).parts().stream()
                        .map(part -> Map.of(
                                "product_id", part.product(),
                                "name", part.name(),
                                "quantity", Input.text(part.quantity())))
                        .toList());
    }
}
