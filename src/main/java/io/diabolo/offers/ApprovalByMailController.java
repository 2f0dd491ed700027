package io.diabolo.offers;

import io.diabolo.identity.Members;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Texts;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** An approval answered from its mail, without signing in. Opening the link changes nothing, for mail scanners open links too. */
@Controller
class ApprovalByMailController {
    private static final String LINK = "/approve/{link}";

    private final ApprovalLinks links;
    private final Approvals approvals;
    private final Documents documents;
    private final Sellers sellers;
    private final Members members;
    private final Texts texts;
    private final Clock clock;

    ApprovalByMailController(
            ApprovalLinks links,
            Approvals approvals,
            Documents documents,
            Sellers sellers,
            Members members,
            Texts texts,
            Clock clock) {
        this.links = links;
        this.approvals = approvals;
        this.documents = documents;
        this.sellers = sellers;
        this.members = members;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * @param words in the language of the member whom the link was sent to
     * @param open whether they may answer now
     */
    record Page(
            String link,
            Ui words,
            String member,
            String asker,
            Approvals.Waiting waiting,
            DocumentView doc,
            Deviation deviation,
            boolean open,
            String reason,
            String fault) {
        String t(String key, Object... args) {
            return words.t(key, args);
        }
    }

    @GetMapping(LINK)
    ModelAndView show(@PathVariable String link) {
        return page(link, "", "", HttpStatus.OK);
    }

    private ModelAndView page(String link, String reason, String fault, HttpStatus status) {
        var page = links.in(link, (id, me) -> {
            var one = approvals.look(id, me);
            var words = Ui.detached(texts, clock, me.locale(), me.zone());
            var asker = members.find(one.approval().askedBy());
            return new Page(
                    link,
                    words,
                    me.name(),
                    asker == null ? "" : asker.name(),
                    one,
                    documents.view(one.quote(), sellers.seller(), null),
                    Deviation.of(one.quote()),
                    approvals.mayAnswer(one, me),
                    reason,
                    fault.isEmpty() ? "" : words.t(fault));
        });
        return new ModelAndView("offers/approvalByMail", Map.of("page", page), status);
    }

    @PostMapping(LINK + "/decision")
    ModelAndView decide(@PathVariable String link, @RequestParam Map<String, String> form) {
        var reason = Input.words(form.getOrDefault("reason", ""), 2_000);
        try {
            links.in(link, (id, me) -> {
                // Who presses twice reads what became of it.
                return approvals.mayAnswer(approvals.look(id, me), me)
                        ? approvals.answer(id, "true".equals(form.get("approved")), reason, me)
                        : approvals.look(id, me).quote();
            });
            return QuoteController.seeOther(ApprovalLinks.PATH + link);
        } catch (BadInput bad) {
            return page(link, reason, bad.faults().getFirst().key(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }
}
