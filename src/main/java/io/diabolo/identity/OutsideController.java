package io.diabolo.identity;

import io.diabolo.web.Ui;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** One's links to the provider; and what is said when nobody could be sent there. */
@Controller
class OutsideController {
    private final OutsideSignIns members;
    private final OpenIdSettings settings;
    private final SignInPage signInPage;

    OutsideController(OutsideSignIns members, OpenIdSettings settings, SignInPage signInPage) {
        this.members = members;
        this.settings = settings;
        this.signInPage = signInPage;
    }

    /** Reached only when the provider wasn't. */
    @GetMapping(OpenIdProvider.WAY_OUT + "/{name}")
    ModelAndView unreachable(@PathVariable String name, Ui ui) {
        return settings.isOn() && name.equals(OpenIdProvider.ID)
                ? signInPage.show("", ui.t("openid.unreachable", settings.label()), HttpStatus.SERVICE_UNAVAILABLE)
                : new ModelAndView("redirect:/sign-in");
    }

    @PostMapping("/profile/links/{id}/removal")
    ModelAndView unlink(@PathVariable UUID id, Ui ui) {
        members.unlink(id, ui.me());
        ui.flash("links.removed");
        return new ModelAndView("redirect:/profile");
    }
}
