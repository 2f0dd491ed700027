package io.diabolo.identity;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    private final Ways ways;

    ProfileController(Profiles profiles, PasswordResets passwords, Sessions sessions, Ways ways) {
        this.profiles = profiles;
        this.passwords = passwords;
        this.sessions = sessions;
        this.ways = ways;
    }

    @GetMapping("/profile")
    ModelAndView show(Ui ui, HttpServletRequest request) {
        return page(Form.of(current(ui)), HttpStatus.OK, ui, request);
    }

    @PostMapping("/profile")
    ModelAndView update(@RequestParam Map<String, String> values, Ui ui, HttpServletRequest request) {
        var form = Form.of(values);
        try {
            profiles.change(form.value("name"), form.value("language"), form.value("zone"), ui.me());
            // From now on the language is chosen, in a demo too.
            request.getSession().removeAttribute(Sessions.VISITOR_LANGUAGE);
            ui.flash("profile.saved");
            return new ModelAndView("redirect:/profile");
        } catch (BadInput e) {
            return page(form.refused(e), HttpStatus.UNPROCESSABLE_CONTENT, ui, request);
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
            return page(Form.of(current(ui)).refused(e), HttpStatus.UNPROCESSABLE_CONTENT, ui, request);
        }
    }

    private ModelAndView page(Form form, HttpStatus status, Ui ui, HttpServletRequest request) {
        return new ModelAndView("identity/profile", status)
                .addObject("form", form)
                .addObject("doors", ways.of(ui.me(), request))
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
