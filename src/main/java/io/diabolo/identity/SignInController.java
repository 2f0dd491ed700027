package io.diabolo.identity;

import io.diabolo.identity.SignIn.NoWorkspace;
import io.diabolo.identity.SignIn.TooMany;
import io.diabolo.identity.SignIn.Welcome;
import io.diabolo.identity.SignIn.Wrong;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing in with address and password. */
@Controller
class SignInController {
    private final Accounts accounts;
    private final Sessions sessions;
    private final RequestCache asked = SecurityConfiguration.returnTo();

    SignInController(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @GetMapping("/sign-in")
    ModelAndView show(Ui ui) {
        return ui.signedIn() ? new ModelAndView("redirect:/") : page("", "", HttpStatus.OK);
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
                var path = wanted(request, response);
                sessions.begin(member, request, response);
                yield new ModelAndView("redirect:" + path);
            }
            case Wrong() -> page(email, ui.t("sign-in.wrong"), HttpStatus.UNPROCESSABLE_CONTENT);
            case NoWorkspace() -> page(email, ui.t("sign-in.no-workspace"), HttpStatus.UNPROCESSABLE_CONTENT);
            case TooMany tooMany -> {
                response.setHeader("Retry-After", Long.toString(tooMany.pause().toSeconds() + 1));
                yield page(email, ui.t("sign-in.too-many", tooMany.minutes()), HttpStatus.TOO_MANY_REQUESTS);
            }
        };
    }

    /** The page that was asked for before; only its path, so that it is one of ours. */
    private String wanted(HttpServletRequest request, HttpServletResponse response) {
        var saved = asked.getRequest(request, response);
        if (saved == null) {
            return "/";
        }
        var url = URI.create(saved.getRedirectUrl());
        @Nullable String query = url.getRawQuery();
        return url.getRawPath() + (query == null ? "" : "?" + query);
    }

    private static ModelAndView page(String email, String fault, HttpStatus status) {
        var page = new ModelAndView("identity/signIn");
        page.addObject("email", email);
        page.addObject("fault", fault);
        page.setStatus(status);
        return page;
    }
}
