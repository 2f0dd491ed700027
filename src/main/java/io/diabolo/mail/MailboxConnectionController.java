package io.diabolo.mail;

import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.servlet.view.RedirectView;

/** The way to Microsoft or Google and back, where the member lets Diabolo into their mailbox. */
@Controller
class MailboxConnectionController {
    private final MailboxConnection connection;
    private final String publicUrl;

    MailboxConnectionController(MailboxConnection connection, @Value("${diabolo.public-url:}") String publicUrl) {
        this.connection = connection;
        this.publicUrl = publicUrl.strip().replaceFirst("/$", "");
    }

    /** @param fault what the provider said instead, or empty */
    record Page(String code, String state, String fault) {}

    /** Away. Nothing is kept of it: what has to come back travels sealed. */
    @GetMapping("/profile/mailbox/connection")
    ModelAndView leave(Ui ui, HttpServletRequest request) {
        var url = connection.away(ui.me(), returnTo(request));
        return new ModelAndView(new RedirectView(url == null ? "/profile/mailbox" : url));
    }

    /** Back. A GET writes nothing, so one more click makes the connection. */
    @GetMapping("/profile/mailbox/return")
    ModelAndView back(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String error,
            Ui ui) {
        var fault = code.isEmpty() ? (error.isEmpty() ? ui.t("mailbox.connection.stale") : Said.of(error)) : "";
        return page(new Page(code, state, fault), HttpStatus.OK);
    }

    @PostMapping("/profile/mailbox/connection")
    ModelAndView connect(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String state,
            Ui ui,
            HttpServletRequest request) {
        try {
            if (!connection.make(code, state, returnTo(request), ui.me())) {
                return page(new Page("", "", ui.t("mailbox.connection.stale")), HttpStatus.UNPROCESSABLE_CONTENT);
            }
        } catch (CannotSignIn e) {
            return page(new Page("", "", Said.of(e.getMessage())), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        ui.flash("mailbox.connected");
        var view = new RedirectView("/profile/mailbox");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private String returnTo(HttpServletRequest request) {
        var site = publicUrl.isEmpty()
                ? ServletUriComponentsBuilder.fromContextPath(request).toUriString()
                : publicUrl;
        return site + "/profile/mailbox/return";
    }

    private static ModelAndView page(Page page, HttpStatus status) {
        return new ModelAndView("mail/connection", Map.of("page", page), status);
    }
}
