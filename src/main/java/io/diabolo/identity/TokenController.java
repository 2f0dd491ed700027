package io.diabolo.identity;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Scope;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One's own API tokens. */
@Controller
class TokenController {
    /** No computer of today is asked then. */
    private static final int LATEST = 2200;

    private final Tokens tokens;

    TokenController(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping("/tokens")
    ModelAndView list(Ui ui) {
        return page(Form.of(Map.of("scope", Scope.READ.id())), "", HttpStatus.OK, ui);
    }

    /** Answers with the token itself, not elsewhere: it is shown once and kept nowhere. */
    @PostMapping("/tokens")
    ModelAndView create(@RequestParam Map<String, String> values, Ui ui) {
        var form = Form.of(values);
        try {
            var secret = tokens.create(form.value("name"), scope(form), endOf(form.value("expires_on"), ui), ui.me());
            return page(Form.of(Map.of("scope", Scope.READ.id())), secret, HttpStatus.OK, ui);
        } catch (BadInput e) {
            return page(form.refused(e), "", HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/tokens/{id}/revocation")
    ModelAndView revoke(@PathVariable UUID id, Ui ui) {
        tokens.revoke(id, ui.me());
        ui.flash("tokens.revoked");
        return new ModelAndView("redirect:/tokens");
    }

    private ModelAndView page(Form form, String secret, HttpStatus status, Ui ui) {
        return new ModelAndView("identity/tokens", status)
                .addObject("form", form)
                .addObject("secret", secret)
                .addObject("tokens", tokens.list(ui.me()));
    }

    private static Scope scope(Form form) {
        return Arrays.stream(Scope.values())
                .filter(scope -> form.is("scope", scope.id()))
                .findFirst()
                .orElseThrow(() -> new BadInput("scope", "identity.fault.choice"));
    }

    /** The end of that day for its reader; null for a token without end. */
    private static @Nullable Instant endOf(String day, Ui ui) {
        if (day.isBlank()) {
            return null;
        }
        try {
            var last = LocalDate.parse(day);
            if (last.getYear() < LATEST) {
                return last.plusDays(1).atStartOfDay(ui.zone()).toInstant();
            }
        } catch (DateTimeParseException _) {
            // Said below.
        }
        throw new BadInput("expires_on", "identity.fault.past");
    }
}
