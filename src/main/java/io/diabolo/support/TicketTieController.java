package io.diabolo.support;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Tickets merged, split and linked, handed on as a signal, and written down as an article. */
@Controller
class TicketTieController {
    private final TicketTies ties;
    private final TicketPages pages;
    private final Articles articles;

    TicketTieController(TicketTies ties, TicketPages pages, Articles articles) {
        this.ties = ties;
        this.pages = pages;
        this.articles = articles;
    }

    @PostMapping(TicketController.TICKET + "/merge")
    ModelAndView merge(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, form, ui, () -> {
            var done = ties.merge(id, form.getOrDefault("into", ""), ui.me());
            saved(done.changeSet(), ui);
            return done.ticket().path();
        });
    }

    @PostMapping(TicketController.TICKET + "/splits")
    ModelAndView split(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, form, ui, () -> {
            var done = ties.split(id, id(form, "message"), form.getOrDefault("subject", ""), ui.me());
            saved(done.changeSet(), ui);
            return done.ticket().path();
        });
    }

    @PostMapping(TicketController.TICKET + "/links")
    ModelAndView link(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, form, ui, () -> {
            saved(ties.link(id, form.getOrDefault("other", ""), ui.me()).changeSet(), ui);
            return "/tickets/" + id;
        });
    }

    @PostMapping(TicketController.TICKET + "/signals")
    ModelAndView signal(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, form, ui, () -> {
            var offered = ties.signal(id, form.getOrDefault("role", "csm"), form.getOrDefault("signal", ""), ui.me());
            ui.flash(offered.changeSet() == null ? "ticket.signal.there" : "ticket.signal.sent");
            return "/tickets/" + id;
        });
    }

    @PostMapping(TicketController.TICKET + "/articles")
    ModelAndView article(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, form, ui, () -> "/articles/" + articles.fromTicket(id, ui.me()) + "/edit");
    }

    private static UUID id(Map<String, String> form, String field) {
        try {
            return UUID.fromString(form.getOrDefault(field, ""));
        } catch (IllegalArgumentException _) {
            throw new BadInput(field, "ticket.fault.message");
        }
    }

    private static void saved(UUID changeSet, Ui ui) {
        ui.flash(Flash.of("ticket.saved").undoneBy("/changes/" + changeSet + "/reversal"));
    }

    private ModelAndView done(UUID id, Map<String, String> form, Ui ui, Supplier<String> command) {
        try {
            return TicketController.seeOther(command.get());
        } catch (BadInput bad) {
            var faults = new java.util.HashMap<>(TicketController.faults(form, bad, ui));
            if (faults.containsKey("note")) {
                faults.put("signal", faults.get("note"));
            }
            return new ModelAndView(
                    "support/ticket", Map.of("page", pages.of(id, form, faults, ui)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }
}
