package io.diabolo.accounts;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.Instant;
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
import org.springframework.web.servlet.view.RedirectView;

/** An account: who looks after it, how it stands, what could be done, and all that ever happened. */
@Controller
class AccountController {
    static final String ACCOUNT = "/accounts/{id:[0-9a-fA-F-]{36}}";
    static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private final AccountPages pages;
    private final AccountTeam team;

    AccountController(AccountPages pages, AccountTeam team) {
        this.pages = pages;
        this.team = team;
    }

    @GetMapping(ACCOUNT)
    ModelAndView show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String only,
            @RequestParam(defaultValue = "") String before,
            Ui ui) {
        return page(id, only, before, "", HttpStatus.OK, ui);
    }

    private ModelAndView page(UUID id, String only, String before, String fault, HttpStatus status, Ui ui) {
        return new ModelAndView(
                "accounts/account", Map.of("page", pages.of(id, only, instant(before), fault, ui)), status);
    }

    private static @Nullable Instant instant(String text) {
        try {
            var at = text.isBlank() ? null : Instant.parse(text.strip());
            return at == null || at.isBefore(EARLIEST) || at.isAfter(LATEST) ? null : at;
        } catch (DateTimeException _) {
            return null;
        }
    }

    @PostMapping(ACCOUNT + "/team")
    ModelAndView give(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String member,
            Ui ui) {
        try {
            team.give(id, role, id(member, "member", "account.fault.member"), ui.me());
            ui.flash("account.seated");
            return seeOther("/accounts/" + id);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            var said = ui.t(fault.key(), fault.args().toArray());
            return page(id, "", "", said, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    /** Null where nothing was typed. @throws BadInput where it is no id */
    static @Nullable UUID id(String text, String field, String fault) {
        var plain = text.strip();
        if (plain.isEmpty()) {
            return null;
        }
        if (!plain.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw new BadInput(field, fault);
        }
        return UUID.fromString(plain);
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
