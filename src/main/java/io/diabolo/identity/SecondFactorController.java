package io.diabolo.identity;

import io.diabolo.identity.SecondFactors.Standing;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One's own second factor: set up, confirmed, switched off. */
@Controller
class SecondFactorController {
    private final SecondFactors factors;
    private final Profiles profiles;
    private final Sessions sessions;

    SecondFactorController(SecondFactors factors, Profiles profiles, Sessions sessions) {
        this.factors = factors;
        this.profiles = profiles;
        this.sessions = sessions;
    }

    @GetMapping("/profile/second-factor")
    ModelAndView show(Ui ui) {
        return page(Form.empty(), List.of(), HttpStatus.OK, ui);
    }

    @PostMapping("/profile/second-factor")
    ModelAndView begin(Ui ui) {
        factors.begin(ui.me());
        return new ModelAndView("redirect:/profile/second-factor");
    }

    /** The key as a square, for the telephone; only while it waits to be confirmed. */
    @GetMapping("/profile/second-factor/code.svg")
    ResponseEntity<String> square(Ui ui) {
        var key = factors.standing(ui.me()).key();
        if (key == null) {
            throw new NoSuchRecord("second factor", ui.me().member());
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.valueOf("image/svg+xml"))
                .body(Square.svg(OneTimeCodes.uri(key, profiles.email(ui.me()))));
    }

    /** Answers with the recovery codes themselves: they are shown once and kept nowhere. */
    @PostMapping("/profile/second-factor/confirmation")
    ModelAndView confirm(@RequestParam String code, Ui ui, HttpServletRequest request, HttpServletResponse response) {
        try {
            var codes = factors.confirm(code, ui.me());
            // Whoever else may be signed in hasn't shown it.
            sessions.endOthers(request);
            sessions.prove(request, response);
            return page(Form.empty(), codes, HttpStatus.OK, ui);
        } catch (BadInput e) {
            return page(Form.empty().refused(e), List.of(), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/profile/second-factor/recovery-codes")
    ModelAndView replaceCodes(@RequestParam String old, Ui ui) {
        try {
            return page(Form.empty(), factors.replaceCodes(old, ui.me()), HttpStatus.OK, ui);
        } catch (BadInput e) {
            return page(Form.empty().refused(e), List.of(), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @PostMapping("/profile/second-factor/removal")
    ModelAndView switchOff(@RequestParam String old, Ui ui) {
        try {
            factors.switchOff(old, ui.me());
            ui.flash("second-factor.removed");
            return new ModelAndView("redirect:/profile");
        } catch (BadInput e) {
            return page(Form.empty().refused(e), List.of(), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private ModelAndView page(Form form, List<String> codes, HttpStatus status, Ui ui) {
        Standing standing = factors.standing(ui.me());
        var key = standing.key();
        return new ModelAndView("identity/secondFactor", status)
                .addObject("form", form)
                .addObject("standing", standing)
                .addObject("letters", key == null ? "" : OneTimeCodes.letters(key))
                .addObject("codes", codes)
                .addObject("possible", profiles.hasPassword(ui.me()))
                .addObject("required", profiles.mustProve());
    }
}
