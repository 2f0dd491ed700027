package io.diabolo.identity;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** The page with all ways in: password, passkey, and the organisation's own sign-in when there is one. */
@Component
class SignInPage {
    private final OpenIdSettings openId;

    SignInPage(OpenIdSettings openId) {
        this.openId = openId;
    }

    ModelAndView show(String email, String fault, HttpStatus status) {
        return new ModelAndView("identity/signIn", status)
                .addObject("email", email)
                .addObject("fault", fault)
                .addObject("provider", openId.isOn() ? openId.label() : "");
    }
}
