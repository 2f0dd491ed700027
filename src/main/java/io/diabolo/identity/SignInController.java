package io.diabolo.identity;

import io.diabolo.identity.OpenIdAnswer.Refusal;
import io.diabolo.identity.SignIn.NoWorkspace;
import io.diabolo.identity.SignIn.TooMany;
import io.diabolo.identity.SignIn.Welcome;
import io.diabolo.identity.SignIn.Wrong;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing in with address and password. */
@Controller
class SignInController {
    private final Accounts accounts;
    private final Admission admission;
    private final SignInPage page;

    SignInController(Accounts accounts, Admission admission, SignInPage page) {
        this.accounts = accounts;
        this.admission = admission;
        this.page = page;
    }

    @GetMapping("/sign-in")
    ModelAndView show(@RequestParam(defaultValue = "") String refused, Ui ui) {
        if (ui.signedIn()) {
            return new ModelAndView("redirect:/");
        }
        var why = Arrays.stream(Refusal.values())
                .filter(refusal -> refusal.name().equalsIgnoreCase(refused))
                .findFirst();
        return page.show("", why.map(refusal -> ui.t(refusal.key())).orElse(""), HttpStatus.OK);
    }

    @PostMapping("/sign-in")
    ModelAndView create(
            @RequestParam String email,
            @RequestParam String password,
            Ui ui,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (accounts.signIn(email, password, request.getRemoteAddr())) {
            case Welcome(var member) -> {
                var path = admission.wanted(request, response);
                yield new ModelAndView("redirect:" + admission.afterPassword(member, path, request, response));
            }
            case Wrong() -> page.show(email, ui.t("sign-in.wrong"), HttpStatus.UNPROCESSABLE_CONTENT);
            case NoWorkspace() -> page.show(email, ui.t("sign-in.no-workspace"), HttpStatus.UNPROCESSABLE_CONTENT);
            case TooMany tooMany -> {
                response.setHeader("Retry-After", Long.toString(tooMany.pause().toSeconds() + 1));
                yield page.show(email, ui.t("sign-in.too-many", tooMany.minutes()), HttpStatus.TOO_MANY_REQUESTS);
            }
        };
    }
}
