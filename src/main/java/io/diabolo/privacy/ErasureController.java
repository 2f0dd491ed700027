package io.diabolo.privacy;

import io.diabolo.directory.ErasedContacts;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Texts;
import io.diabolo.web.Ui;
import java.util.List;
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

/** Erasing a person: what it would do, the typed confirmation, and the proofs. */
@Controller
class ErasureController {
    private static final int SHOWN = 50;
    private final Erasures erasures;
    private final ErasedContacts contacts;
    private final Texts texts;

    ErasureController(Erasures erasures, ErasedContacts contacts, Texts texts) {
        this.erasures = erasures;
        this.contacts = contacts;
        this.texts = texts;
    }

    /** What of the tables has a name of its own; the others are called other texts. */
    static String table(String table, Texts texts, Ui ui) {
        var key = "privacy.table." + table;
        return ui.t(texts.has(ui.locale(), key) ? key : "privacy.table.other");
    }

    record Page(Erasures.Preview preview, Map<String, String> typed, Map<String, String> faults, Texts texts) {
        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        String table(String table, Ui ui) {
            return ErasureController.table(table, texts, ui);
        }
    }

    @GetMapping("/people/{id}/erasure")
    ModelAndView preview(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of("requested_on", ui.today().toString()), Map.of(), HttpStatus.OK, ui);
    }

    @PostMapping("/people/{id}/erasure")
    ModelAndView erase(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var request = new Erasures.Request(
                form.get("requested_by"),
                PersonPrivacyController.day(form.get("requested_on")),
                form.get("confirmation"));
        try {
            return PersonPrivacyController.seeOther("/erasures/" + erasures.begin(id, request, ui.me()));
        } catch (BadInput bad) {
            return page(id, form, PersonPrivacyController.faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var page = new Page(erasures.preview(id, ui.me()), typed, faults, texts);
        return new ModelAndView("privacy/erasePerson", Map.of("page", page), status);
    }

    record Proofs(List<Erasures.Proof> rows, @Nullable UUID next, String contact, String fault) {}

    @GetMapping("/erasures")
    ModelAndView list(@RequestParam(required = false) @Nullable UUID cursor, Ui ui) {
        return list(cursor, "", "", HttpStatus.OK, ui);
    }

    private ModelAndView list(@Nullable UUID cursor, String contact, String fault, HttpStatus status, Ui ui) {
        var rows = erasures.list(cursor, SHOWN + 1, ui.me());
        var shown = rows.subList(0, Math.min(SHOWN, rows.size()));
        var next = rows.size() > SHOWN ? shown.getLast().id() : null;
        return new ModelAndView("privacy/erasures", Map.of("page", new Proofs(shown, next, contact, fault)), status);
    }

    @GetMapping("/erasures/{id}")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return new ModelAndView("privacy/erasure")
                .addObject("proof", erasures.find(id, ui.me()))
                .addObject("texts", texts);
    }

    /** Lets an address in again whose owner came back. */
    @PostMapping("/erased-contacts/lifting")
    ModelAndView lift(@RequestParam(defaultValue = "") String contact, Ui ui) {
        try {
            ui.flash(contacts.lift(contact, ui.me()) ? "privacy.lift.done" : "privacy.lift.unknown");
            return PersonPrivacyController.seeOther("/erasures");
        } catch (BadInput bad) {
            return list(null, contact, ui.t(bad.faults().getFirst().key()), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }
}
