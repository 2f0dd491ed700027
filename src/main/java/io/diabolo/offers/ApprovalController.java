package io.diabolo.offers;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Approvals that wait for the member: read, given, refused with a reason, passed on; the same through the API. */
@Controller
class ApprovalController {
    private final Approvals approvals;
    private final Documents documents;
    private final Sellers sellers;
    private final io.diabolo.identity.Members members;

    ApprovalController(Approvals approvals, Documents documents, Sellers sellers, io.diabolo.identity.Members members) {
        this.approvals = approvals;
        this.documents = documents;
        this.sellers = sellers;
        this.members = members;
    }

    record Entry(Approvals.Approval approval, DocumentView doc, Margin margin) {}

    record Page(List<Entry> entries, List<io.diabolo.identity.Member> members, String fault) {}

    @GetMapping("/approvals")
    ModelAndView list(Ui ui) {
        return page("", HttpStatus.OK, ui);
    }

    private ModelAndView page(String fault, HttpStatus status, Ui ui) {
        var entries = approvals.waiting(ui.me()).stream()
                .map(one -> new Entry(
                        one.approval(), documents.view(one.quote(), sellers.seller(), null), Margin.of(one.quote())))
                .toList();
        return new ModelAndView("offers/approvals", Map.of("page", new Page(entries, members.active(), fault)), status);
    }

    @PostMapping("/approvals/{id}/decision")
    ModelAndView decide(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var approved = "true".equals(form.get("approved"));
            var quote = approvals.answer(id, approved, Input.words(form.getOrDefault("reason", ""), 2_000), ui.me());
            ui.flash(
                    approved ? "approval.given" : "approval.refused",
                    quote.words().title());
            return QuoteController.seeOther("/approvals");
        } catch (BadInput bad) {
            return page(
                    QuoteController.said(bad.faults(), ui).values().iterator().next(),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
    }

    @PostMapping("/approvals/{id}/delegation")
    ModelAndView pass(@PathVariable UUID id, @RequestParam(defaultValue = "") String to, Ui ui) {
        try {
            approvals.pass(id, member(to), ui.me());
            ui.flash("approval.passed");
            return QuoteController.seeOther("/approvals");
        } catch (BadInput bad) {
            return page(
                    QuoteController.said(bad.faults(), ui).values().iterator().next(),
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
    }

    private static MemberId member(String to) {
        var id = QuoteForm.id(to);
        if (id == null) {
            throw new BadInput("to", "approval.fault.member");
        }
        return new MemberId(id);
    }

    @GetMapping("/api/v1/approvals")
    ResponseEntity<Map<String, Object>> listByApi(Ui ui) {
        return ResponseEntity.ok(Map.of(
                "items",
                approvals.waiting(ui.me()).stream()
                        .map(ApprovalController::json)
                        .toList()));
    }

    private static Map<String, @Nullable Object> json(Approvals.Waiting one) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("id", one.approval().id());
        all.put("quote_id", one.quote().id());
        all.put("title", one.quote().words().title());
        all.put("rule", one.approval().rule());
        all.put("role", one.approval().role());
        all.put("asked_at", one.approval().askedAt().toString());
        return all;
    }

    record Decision(@Nullable Boolean approved, @Nullable String reason) {}

    @PostMapping("/api/v1/approvals/{id}/decision")
    ResponseEntity<Void> decideByApi(@PathVariable UUID id, @RequestBody Decision decision, Ui ui) {
        Actor me = ui.me();
        me.mayWrite();
        var approved = decision.approved();
        if (approved == null) {
            throw new BadInput("approved", "approval.fault.approved");
        }
        approvals.answer(id, approved, Input.words(Objects.requireNonNullElse(decision.reason(), ""), 2_000), me);
        return ResponseEntity.noContent().build();
    }
}
