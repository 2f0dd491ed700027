package io.diabolo.sheets;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A record's sheet, filled in on one page by keyboard; each answer is saved as its field is left. */
@Controller
class SheetController {
    static final Set<String> WITH_SHEET = Set.of("lead", "opportunity");
    private final Sheets sheets;
    private final RecordTypes types;

    SheetController(Sheets sheets, RecordTypes types) {
        this.sheets = sheets;
        this.types = types;
    }

    /** The id of the type meant. @throws NoSuchRecord when its records have no sheet */
    static String type(RecordTypes types, String plural, UUID id) {
        var type = types.byPlural(plural).id();
        if (!WITH_SHEET.contains(type)) {
            throw new NoSuchRecord(type, id);
        }
        return type;
    }

    @GetMapping("/{plural:leads|opportunities}/{id}/sheet")
    ModelAndView show(@PathVariable String plural, @PathVariable UUID id, Ui ui) {
        return page(plural, id, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            String plural, UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var sheet = sheets.of(type(types, plural, id), id, ui.me());
        return new ModelAndView(
                "sheets/sheet", Map.of("page", new SheetPage(plural, id, sheet, typed, faults)), status);
    }

    @PostMapping("/{plural:leads|opportunities}/{id}/sheet")
    ModelAndView answer(
            @PathVariable String plural, @PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        try {
            var type = type(types, plural, id);
            var sheet = sheets.of(type, id, ui.me());
            var said = new LinkedHashMap<String, Sheets.Said>();
            sheet.entries().forEach(entry -> {
                var question = entry.question().id();
                if (form.keySet().stream().anyMatch(name -> name.startsWith(question + "."))) {
                    said.put(question, said(question, form));
                }
            });
            sheets.answer(type, id, said, ui.me());
            if (!form.containsKey("autosave")) {
                ui.flash("sheet.saved");
            }
            var view = new RedirectView("/" + plural + "/" + id + "/sheet");
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return page(plural, id, form, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    /** What the form showed and nobody touched isn't said again over what somebody else wrote meanwhile. */
    private static Sheets.Said said(String question, Map<String, String> form) {
        return new Sheets.Said(
                touched(question + ".value", form),
                touched(question + ".said_by", form),
                touched(question + ".said_on", form),
                touched(question + ".source", form),
                touched(question + ".note", form));
    }

    private static @org.jspecify.annotations.Nullable String touched(String name, Map<String, String> form) {
        var value = form.get(name);
        var was = form.get("was." + name);
        return value == null || value.replace("\r\n", "\n").equals(was == null ? null : was.replace("\r\n", "\n"))
                ? null
                : value;
    }
}
