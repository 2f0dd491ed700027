package io.diabolo.offers;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The approvals that wait for the member, and their answers, in the API. */
@RestController
class ApprovalApiController {
    private static final int LONGEST_REASON = 2_000;
    private final Approvals approvals;

    ApprovalApiController(Approvals approvals) {
        this.approvals = approvals;
    }

    @GetMapping("/api/v1/approvals")
    Map<String, Object> list(Ui ui) {
        return Map.of(
                "items",
                approvals.waiting(ui.me()).stream()
                        .map(ApprovalApiController::json)
                        .toList());
    }

    private static Map<String, @Nullable Object> json(Approvals.Waiting one) {
        var deviation = Deviation.of(one.quote());
        var due = one.approval().due();
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("id", one.approval().id());
        all.put("quote_id", one.quote().id());
        all.put("title", one.quote().words().title());
        all.put("rule", one.approval().rule());
        all.put("role", one.approval().role());
        all.put("asked_by", one.approval().askedBy().value());
        all.put("asked_at", one.approval().askedAt().toString());
        all.put("due_at", due == null ? null : due.toString());
        all.put("instead_of", one.instead().isEmpty() ? null : one.instead());
        all.put("net", deviation.net().value().toPlainString());
        all.put("currency", one.quote().currency().getCurrencyCode());
        all.put("discount_percent", deviation.discount().toPlainString());
        var margin = deviation.margin().percent();
        all.put("margin_percent", margin == null ? null : margin.toPlainString());
        all.put("term_months", deviation.termMonths());
        return all;
    }

    record Decision(@Nullable Boolean approved, @Nullable String reason) {}

    @PostMapping("/api/v1/approvals/{id}/decision")
    ResponseEntity<Void> decide(@PathVariable UUID id, @RequestBody Decision decision, Ui ui) {
        ui.me().mayWrite();
        var approved = decision.approved();
        if (approved == null) {
            throw new BadInput("approved", "approval.fault.approved");
        }
        var reason = Input.words(Objects.requireNonNullElse(decision.reason(), ""), LONGEST_REASON);
        approvals.answer(id, approved, reason, ui.me());
        return ResponseEntity.noContent().build();
    }
}
