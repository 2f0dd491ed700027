package io.diabolo.offers;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The products of an opportunity, from its page and through the API. */
@Controller
class OpportunityProductController {
    private final OpportunityProducts products;

    OpportunityProductController(OpportunityProducts products) {
        this.products = products;
    }

    record Wanted(@JsonProperty("product_ids") @Nullable List<UUID> productIds) {}

    @PostMapping("/opportunities/{id}/products")
    View add(@PathVariable UUID id, @RequestParam(defaultValue = "") String product, Ui ui) {
        try {
            return back(id, "product.added", products.add(id, product, ui.me()), ui);
        } catch (BadInput _) {
            ui.flash("product.unknown", product);
            return back(id, "", null, ui);
        }
    }

    @PostMapping("/opportunities/{id}/products/{product}/removal")
    View remove(@PathVariable UUID id, @PathVariable UUID product, Ui ui) {
        return back(id, "product.removed", products.remove(id, product, ui.me()), ui);
    }

    @GetMapping("/api/v1/opportunities/{id}/products")
    ResponseEntity<Map<String, Set<UUID>>> list(@PathVariable UUID id, Ui ui) {
        return ResponseEntity.ok(Map.of(OpportunityProducts.KEY, products.of(id, ui.me())));
    }

    /** The opportunity is about these and no others. */
    @PutMapping("/api/v1/opportunities/{id}/products")
    ResponseEntity<Map<String, Set<UUID>>> replace(@PathVariable UUID id, @RequestBody Wanted wanted, Ui ui) {
        var given = wanted.productIds();
        if (given == null) {
            throw new BadInput(OpportunityProducts.KEY, "product.fault.unknown");
        }
        var changeSet = products.replace(id, given, ui.me());
        var answer = ResponseEntity.ok();
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(Map.of(OpportunityProducts.KEY, products.of(id, ui.me())));
    }

    private static View back(UUID id, String said, @Nullable UUID changeSet, Ui ui) {
        if (changeSet != null) {
            ui.flash(Flash.of(said).undoneBy("/changes/" + changeSet + "/reversal"));
        }
        var view = new RedirectView("/opportunities/" + id);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return view;
    }
}
