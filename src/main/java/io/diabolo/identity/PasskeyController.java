package io.diabolo.identity;

import io.diabolo.identity.SignIn.NoWorkspace;
import io.diabolo.identity.SignIn.TooMany;
import io.diabolo.identity.SignIn.Welcome;
import io.diabolo.identity.SignIn.Wrong;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Passkeys: one's own, and signing in by one. What was asked of the browser waits in the session, for one answer. */
@Controller
class PasskeyController {
    private static final String ASKED = "diabolo.passkey";
    private final Passkeys passkeys;
    private final Sessions sessions;
    private final Admission admission;
    private final SignInPage signInPage;
    private final Profiles profiles;
    private final String publicUrl;

    PasskeyController(
            Passkeys passkeys,
            Sessions sessions,
            Admission admission,
            SignInPage signInPage,
            Profiles profiles,
            @Value("${diabolo.public-url:}") String publicUrl) {
        this.passkeys = passkeys;
        this.sessions = sessions;
        this.admission = admission;
        this.signInPage = signInPage;
        this.profiles = profiles;
        this.publicUrl = publicUrl;
    }

    @GetMapping("/profile/passkeys")
    ModelAndView list(Ui ui) {
        return page(Form.empty(), HttpStatus.OK, ui);
    }

    /** A wrong password asks the browser for nothing; the form that follows then says so. */
    @PostMapping("/profile/passkeys/options")
    ResponseEntity<String> toCreate(@RequestParam String old, Ui ui, HttpServletRequest request) {
        request.getSession().removeAttribute(ASKED);
        try {
            return ask(passkeys.toCreate(old, site(request), ui.me()), request);
        } catch (BadInput e) {
            return ResponseEntity.unprocessableContent().build();
        }
    }

    @PostMapping("/profile/passkeys")
    ModelAndView create(@RequestParam Map<String, String> values, Ui ui, HttpServletRequest request) {
        var form = Form.of(values);
        try {
            if (!(taken(request) instanceof PublicKeyCredentialCreationOptions asked)) {
                throw new BadInput("old", "profile.fault.old");
            }
            passkeys.add(asked, form.value("credential"), form.value("label"), site(request), ui.me());
            ui.flash("passkeys.added", form.value("label"));
            return new ModelAndView("redirect:/profile/passkeys");
        } catch (BadInput e) {
            return page(form.refused(e), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/profile/passkeys/{id}/removal")
    ModelAndView remove(@PathVariable UUID id, Ui ui) {
        passkeys.remove(id, ui.me());
        ui.flash("passkeys.removed");
        return new ModelAndView("redirect:/profile/passkeys");
    }

    @PostMapping("/sign-in/passkey/options")
    ResponseEntity<String> toShow(HttpServletRequest request) {
        return ask(passkeys.toShow(site(request)), request);
    }

    @PostMapping("/sign-in/passkey")
    ModelAndView signIn(
            @RequestParam String credential, Ui ui, HttpServletRequest request, HttpServletResponse response) {
        var answer = taken(request) instanceof PublicKeyCredentialRequestOptions asked
                ? passkeys.signIn(asked, credential, site(request))
                : new Wrong();
        return switch (answer) {
            case Welcome(var member) -> {
                var path = admission.wanted(request, response);
                sessions.begin(member, request, response);
                yield new ModelAndView("redirect:" + path);
            }
            case NoWorkspace() -> signInPage.show("", ui.t("sign-in.no-workspace"), HttpStatus.UNPROCESSABLE_CONTENT);
            case Wrong(), TooMany _ -> signInPage.show("", ui.t("passkeys.wrong"), HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    private ResponseEntity<String> ask(Object options, HttpServletRequest request) {
        request.getSession().setAttribute(ASKED, options);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(passkeys.write(options));
    }

    private static @Nullable Object taken(HttpServletRequest request) {
        var session = request.getSession();
        var asked = session.getAttribute(ASKED);
        session.removeAttribute(ASKED);
        return asked;
    }

    private Site site(HttpServletRequest request) {
        return Site.of(publicUrl, request);
    }

    private ModelAndView page(Form form, HttpStatus status, Ui ui) {
        return new ModelAndView("identity/passkeys", status)
                .addObject("form", form)
                .addObject("passkeys", passkeys.mine(ui.me()))
                .addObject("possible", profiles.hasPassword(ui.me()));
    }
}
