package io.diabolo.identity;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Where one is signed in, and no longer wants to be. */
@Controller
class SessionController {
    private final Sessions sessions;
    private final PasswordResets accounts;

    SessionController(Sessions sessions, PasswordResets accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @PostMapping("/profile/sessions/{id}/end")
    ModelAndView end(@PathVariable String id, Ui ui) {
        if (!sessions.end(id)) {
            throw new NoSuchRecord("session", id);
        }
        ui.flash("sessions.ended");
        return new ModelAndView("redirect:/profile");
    }

    @PostMapping("/sign-out/others")
    ModelAndView endOthers(Ui ui, HttpServletRequest request) {
        sessions.endOthers(request);
        ui.flash("sessions.others-ended");
        return new ModelAndView("redirect:/profile");
    }

    @PostMapping("/sign-out/everywhere")
    ModelAndView endAll(Ui ui, HttpServletRequest request) {
        accounts.signOutEverywhere(ui.me());
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return new ModelAndView("redirect:/sign-in");
    }
}
