package io.diabolo.identity;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Oneself: name, language, zone, password, sessions. */
@Controller
class ProfileController {
    private final Profiles profiles;
    private final PasswordResets passwords;
    private final Sessions sessions;

    ProfileController(Profiles profiles, PasswordResets passwords, Sessions sessions) {
        this.profiles = profiles;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    @GetMapping("/profile")
    ModelAndView show(Ui ui) {
        return page(Form.of(current(ui)), HttpStatus.OK, ui);
    }

    @PostMapping("/profile")
    ModelAndView update(@RequestParam Map<String, String> values, Ui ui, HttpSession session) {
        var form = Form.of(values);
        try {
            profiles.change(form.value("name"), form.value("language"), form.value("zone"), ui.me());
            // From now on the language is chosen, in a demo too.
            session.removeAttribute(Sessions.VISITOR_LANGUAGE);
            ui.flash("profile.saved");
            return new ModelAndView("redirect:/profile");
        } catch (BadInput e) {
            return page(form.refused(e), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/profile/password")
    ModelAndView changePassword(
            @RequestParam String old,
            @RequestParam String password,
            Ui ui,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var member = passwords.change(old, password, ui.me());
            sessions.begin(member, request, response);
            ui.flash("profile.password.saved");
            return new ModelAndView("redirect:/profile");
        } catch (BadInput e) {
            return page(Form.of(current(ui)).refused(e), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/sign-out/everywhere")
    ModelAndView signOutEverywhere(Ui ui, HttpServletRequest request) {
        passwords.signOutEverywhere(ui.me());
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return new ModelAndView("redirect:/sign-in");
    }

    private ModelAndView page(Form form, HttpStatus status, Ui ui) {
        return new ModelAndView("identity/profile", status)
                .addObject("form", form)
                .addObject("hasPassword", profiles.hasPassword(ui.me()));
    }

    private static Map<String, String> current(Ui ui) {
        var values = new HashMap<String, String>();
        values.put("name", ui.me().name());
        values.put("language", ui.me().locale().getLanguage());
        values.put("zone", ui.me().zone().getId());
        return values;
    }
}
