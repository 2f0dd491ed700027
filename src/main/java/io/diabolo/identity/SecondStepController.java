package io.diabolo.identity;

import io.diabolo.identity.SignIn.NoWorkspace;
import io.diabolo.identity.SignIn.TooMany;
import io.diabolo.identity.SignIn.Welcome;
import io.diabolo.identity.SignIn.Wrong;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The second step of a sign-in, after the password. */
@Controller
class SecondStepController {
    private final Admission admission;
    private final SecondFactors factors;
    private final Sessions sessions;

    SecondStepController(Admission admission, SecondFactors factors, Sessions sessions) {
        this.admission = admission;
        this.factors = factors;
        this.sessions = sessions;
    }

    @GetMapping("/sign-in/second-factor")
    ModelAndView show(HttpServletRequest request) {
        return admission.expected(request) == null ? new ModelAndView("redirect:/sign-in") : page("", HttpStatus.OK);
    }

    @PostMapping("/sign-in/second-factor")
    ModelAndView create(@RequestParam String code, Ui ui, HttpServletRequest request, HttpServletResponse response) {
        var expected = admission.expected(request);
        if (expected == null) {
            return new ModelAndView("redirect:/sign-in");
        }
        return switch (factors.show(expected.member(), code)) {
            case Welcome(var member) -> {
                sessions.begin(member, request, response);
                yield new ModelAndView("redirect:" + expected.path());
            }
            case Wrong() -> page(ui.t("second-factor.wrong"), HttpStatus.UNPROCESSABLE_CONTENT);
            case NoWorkspace() -> page(ui.t("sign-in.no-workspace"), HttpStatus.UNPROCESSABLE_CONTENT);
            case TooMany tooMany -> {
                response.setHeader("Retry-After", Long.toString(tooMany.pause().toSeconds() + 1));
                yield page(ui.t("sign-in.too-many", tooMany.minutes()), HttpStatus.TOO_MANY_REQUESTS);
            }
        };
    }

    private static ModelAndView page(String fault, HttpStatus status) {
        return new ModelAndView("identity/secondStep", status).addObject("fault", fault);
    }
}
