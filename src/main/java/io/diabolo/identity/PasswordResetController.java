package io.diabolo.identity;

import io.diabolo.platform.BadInput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Choosing a new password with a link. */
@Controller
class PasswordResetController {
    private final PasswordResets resets;
    private final Admission admission;

    PasswordResetController(PasswordResets resets, Admission admission) {
        this.resets = resets;
        this.admission = admission;
    }

    @GetMapping("/password-resets/{secret}")
    ModelAndView show(@PathVariable String secret) {
        return resets.isGood(new Secret(secret)) ? page(secret, Form.empty(), HttpStatus.OK) : gone();
    }

    @PostMapping("/password-resets/{secret}")
    ModelAndView create(
            @PathVariable String secret,
            @RequestParam String password,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            var member = resets.reset(new Secret(secret), password);
            if (member == null) {
                return gone();
            }
            return new ModelAndView("redirect:" + admission.afterPassword(member, "/", request, response));
        } catch (BadInput e) {
            return page(secret, Form.empty().refused(e), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static ModelAndView page(String secret, Form form, HttpStatus status) {
        return new ModelAndView("identity/passwordReset", status)
                .addObject("path", "/password-resets/" + secret)
                .addObject("form", form);
    }

    private static ModelAndView gone() {
        return new ModelAndView("identity/linkGone", HttpStatus.GONE).addObject("textKey", "password-reset.gone");
    }
}
