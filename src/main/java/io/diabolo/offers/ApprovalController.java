package io.diabolo.offers;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.clocks.Clocks;
import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Approvals that wait for the member: read, given, refused with a reason, passed on; and who stands in while they are away. */
@Controller
class ApprovalController {
    private static final int LONGEST_REASON = 2_000;

    private final Approvals approvals;
    private final Delegations delegations;
    private final Documents documents;
    private final Sellers sellers;
    private final Members members;
    private final Clocks clocks;

    ApprovalController(
            Approvals approvals,
            Delegations delegations,
            Documents documents,
            Sellers sellers,
            Members members,
            Clocks clocks) {
        this.approvals = approvals;
        this.delegations = delegations;
        this.documents = documents;
        this.sellers = sellers;
        this.members = members;
        this.clocks = clocks;
    }

    /**
     * @param asker who wants to send it
     * @param badge its clock; null where none runs
     */
    record Entry(
            Approvals.Waiting waiting,
            String asker,
            DocumentView doc,
            Deviation deviation,
            @Nullable ClockBadge badge) {
        Approval approval() {
            return waiting.approval();
        }
    }

    /** @param faults by field, of the form for who stands in */
    record Page(
            List<Entry> entries,
            List<Member> members,
            List<Delegations.Delegation> delegations,
            MemberId reader,
            boolean everybodys,
            Map<String, String> typed,
            Map<String, String> faults,
            String fault) {
        String value(String field) {
            return typed.getOrDefault(field, "");
        }

        String fault(String field) {
            return faults.getOrDefault(field, "");
        }
    }

    @GetMapping("/approvals")
    ModelAndView list(Ui ui) {
        return page("", Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            String fault, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var entries =
                approvals.waiting(ui.me()).stream().map(one -> entry(one, ui)).toList();
        var suggested = delegations.suggested(ui.me());
        var shown = typed.isEmpty()
                ? Map.of(
                        "from",
                        suggested.from().toString(),
                        "until",
                        suggested.to().toString())
                : typed;
        return new ModelAndView(
                "offers/approvals",
                Map.of(
                        "page",
                        new Page(
                                entries,
                                members.active(),
                                delegations.of(ui.me()),
                                ui.me().member(),
                                ui.me().administrator(),
                                shown,
                                faults,
                                fault)),
                status);
    }

    private Entry entry(Approvals.Waiting one, Ui ui) {
        var asker = members.find(one.approval().askedBy());
        var clock = one.approval().clock();
        var running = clock == null ? null : clocks.find(clock);
        return new Entry(
                one,
                asker == null ? "" : asker.name(),
                documents.view(one.quote(), sellers.seller(), null),
                Deviation.of(one.quote()),
                running == null ? null : ClockBadge.of(running, ui));
    }

    @PostMapping("/approvals/{id}/decision")
    ModelAndView decide(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var approved = "true".equals(form.get("approved"));
            var reason = Input.words(form.getOrDefault("reason", ""), LONGEST_REASON);
            var quote = approvals.answer(id, approved, reason, ui.me());
            ui.flash(
                    approved ? "approval.given" : "approval.refused",
                    quote.words().title());
            return QuoteController.seeOther("/approvals");
        } catch (BadInput bad) {
            return page(first(bad, ui), Map.of(), Map.of(), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/approvals/{id}/delegation")
    ModelAndView pass(@PathVariable UUID id, @RequestParam(defaultValue = "") String to, Ui ui) {
        try {
            approvals.pass(id, member(to), ui.me());
            ui.flash("approval.passed");
            return QuoteController.seeOther("/approvals");
        } catch (BadInput bad) {
            return page(first(bad, ui), Map.of(), Map.of(), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static String first(BadInput bad, Ui ui) {
        return QuoteController.said(bad.faults(), ui).values().iterator().next();
    }

    private static MemberId member(String to) {
        var id = QuoteForm.id(to);
        if (id == null) {
            throw new BadInput("to", "approval.fault.member");
        }
        return new MemberId(id);
    }

    @PostMapping("/approval-delegations")
    ModelAndView delegate(@RequestParam Map<String, String> form, Ui ui) {
        try {
            var given = delegations.give(
                    DelegationApiController.member(form.get("of")),
                    DelegationApiController.member(form.get("to")),
                    DelegationApiController.day(form.get("from")),
                    DelegationApiController.day(form.get("until")),
                    ui.me());
            ui.flash("approval.delegated", given.standInName());
            return QuoteController.seeOther("/approvals");
        } catch (BadInput bad) {
            return page(
                    "", Map.copyOf(form), QuoteController.said(bad.faults(), ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/approval-delegations/{id}/end")
    ModelAndView end(@PathVariable UUID id, Ui ui) {
        delegations.end(id, ui.me());
        ui.flash("approval.delegation.ended");
        return QuoteController.seeOther("/approvals");
    }
}
