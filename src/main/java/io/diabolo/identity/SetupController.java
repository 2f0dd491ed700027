package io.diabolo.identity;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The first page of an installation, behind a link of the console. */
@Controller
class SetupController {
    private final FirstWorkspace first;
    private final Sessions sessions;

    SetupController(FirstWorkspace first, Sessions sessions) {
        this.first = first;
        this.sessions = sessions;
    }

    @GetMapping("/setup/{secret}")
    ModelAndView show(@PathVariable String secret, Ui ui) {
        if (!first.isGood(new Secret(secret))) {
            return gone();
        }
        var language = ui.locale().getLanguage();
        return page(
                secret,
                Form.of(Map.of("language", language, "zone", ui.zone().getId(), "currency", "EUR")),
                HttpStatus.OK);
    }

    @PostMapping("/setup/{secret}")
    ModelAndView create(
            @PathVariable String secret,
            @RequestParam Map<String, String> values,
            HttpServletRequest request,
            HttpServletResponse response) {
        var form = Form.of(values);
        var asked = new FirstWorkspace.Request(
                form.value("organisation"),
                form.value("name"),
                form.value("email"),
                form.value("password"),
                form.value("language"),
                form.value("zone"),
                form.value("currency"));
        try {
            var member = first.create(new Secret(secret), asked);
            if (member == null) {
                return gone();
            }
            sessions.begin(member, request, response);
            return new ModelAndView("redirect:/");
        } catch (BadInput e) {
            return page(secret, form.refused(e), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static ModelAndView page(String secret, Form form, HttpStatus status) {
        var page = new ModelAndView("identity/setup", status);
        page.addObject("path", "/setup/" + secret);
        page.addObject("form", form);
        return page;
    }

    private static ModelAndView gone() {
        return new ModelAndView("identity/linkGone", HttpStatus.GONE).addObject("textKey", "setup.gone");
    }
}
