package io.diabolo.mail;

import io.diabolo.web.Ui;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where a mail's reader says that it was the last one. Looking at it does nothing, for programs look at every link; posting
 * does it, from the page's button or from a mailbox's own (RFC 8058).
 */
@Controller
class UnsubscribeController {
    private final Unsubscriptions unsubscriptions;

    UnsubscribeController(Unsubscriptions unsubscriptions) {
        this.unsubscriptions = unsubscriptions;
    }

    /** @param state asking, stopped or unknown */
    record Page(String token, String state, String workspace) {}

    @GetMapping("/unsubscribe/{token}")
    ModelAndView show(@PathVariable String token, Ui ui) {
        var asked = unsubscriptions.asked(token);
        return asked == null
                ? unknown()
                : page(new Page(token, asked.stopped() ? "stopped" : "asking", asked.workspace()), HttpStatus.OK);
    }

    @PostMapping("/unsubscribe/{token}")
    ModelAndView stop(@PathVariable String token, Ui ui) {
        if (!unsubscriptions.stop(token)) {
            return unknown();
        }
        var asked = unsubscriptions.asked(token);
        return page(new Page(token, "stopped", asked == null ? "" : asked.workspace()), HttpStatus.OK);
    }

    private static ModelAndView unknown() {
        return page(new Page("", "unknown", ""), HttpStatus.NOT_FOUND);
    }

    private static ModelAndView page(Page page, HttpStatus status) {
        return new ModelAndView("mail/unsubscribe", Map.of("page", page), status);
    }
}
