package io.diabolo.sheets;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordTypes;
import io.diabolo.web.Back;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
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
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.web.util.UriComponentsBuilder;

/** A record's sheet, filled in on one page by keyboard; each answer is saved as its field is left. */
@Controller
class SheetController {
    private final Sheets sheets;
    private final Occasions occasions;
    private final SheetTemplates templates;
    private final RecordTypes types;

    SheetController(Sheets sheets, Occasions occasions, SheetTemplates templates, RecordTypes types) {
        this.sheets = sheets;
        this.occasions = occasions;
        this.templates = templates;
        this.types = types;
    }

    /** The id of the type meant. @throws NoSuchRecord when its records have no sheet */
    static String type(RecordTypes types, SheetTemplates templates, String plural, UUID id) {
        var type = types.byPlural(plural).id();
        if (!templates.isAsked(type)) {
            throw new NoSuchRecord(type, id);
        }
        return type;
    }

    /** What was typed and refused, with what is wrong with it, by the controls' names. */
    private record Refused(Map<String, String> typed, Map<String, String> faults, HttpStatus status) {
        static Refused nothing() {
            return new Refused(Map.of(), Map.of(), HttpStatus.OK);
        }
    }

    @GetMapping("/{plural:leads|opportunities|interviews}/{id}/sheet")
    ModelAndView show(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String occasion,
            @RequestParam(required = false) @Nullable String back,
            Ui ui) {
        return page(plural, id, occasion, back, Refused.nothing(), ui);
    }

    private ModelAndView page(
            String plural, UUID id, @Nullable String occasion, @Nullable String back, Refused refused, Ui ui) {
        var type = type(types, templates, plural, id);
        var sheet = sheets.of(type, id, ui.me());
        var all = occasions.of(type, id, ui);
        var chosen = Occasions.chosen(all, occasion);
        var page = new SheetPage(
                type,
                plural,
                id,
                sheet,
                all,
                chosen == null ? "" : chosen.key(),
                Back.to(back, ""),
                refused.typed(),
                refused.faults(),
                refused.status() == HttpStatus.CONFLICT);
        return new ModelAndView("sheets/sheet", Map.of("page", page), refused.status());
    }

    @PostMapping("/{plural:leads|opportunities|interviews}/{id}/sheet")
    ModelAndView answer(
            @PathVariable String plural, @PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var occasion = form.get("occasion");
        try {
            var type = type(types, templates, plural, id);
            var sheet = sheets.of(type, id, ui.me());
            var at = Occasions.chosen(occasions.of(type, id, ui), occasion);
            var said = new LinkedHashMap<String, Sheets.Said>();
            sheet.entries().forEach(entry -> {
                var question = entry.question().id();
                if (form.keySet().stream().anyMatch(name -> name.startsWith(question + "."))) {
                    said.put(question, Occasions.at(at, said(question, form)));
                }
            });
            var filled = sheets.fill(type, id, said, ui.me());
            if (!filled.conflicts().isEmpty()) {
                return page(plural, id, occasion, form.get("back"), inConflict(filled.conflicts(), form, ui), ui);
            }
            if (!form.containsKey("autosave")) {
                ui.flash("sheet.saved");
            }
            var path = UriComponentsBuilder.fromPath("/" + plural + "/" + id + "/sheet");
            if (occasion != null && (at != null || occasion.isEmpty())) {
                path.queryParam("occasion", occasion);
            }
            var back = Back.to(form.get("back"), "");
            if (!back.isEmpty()) {
                path.queryParam("back", back);
            }
            var view = new RedirectView(path.encode().toUriString());
            view.setStatusCode(HttpStatus.SEE_OTHER);
            return new ModelAndView(view);
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            var refused = new Refused(form, faults, HttpStatus.UNPROCESSABLE_CONTENT);
            return page(plural, id, occasion, form.get("back"), refused, ui);
        }
    }

    /** Theirs stands, mine is still in its field: saved again, it holds. */
    private static Refused inConflict(List<String> questions, Map<String, String> form, Ui ui) {
        var typed = new LinkedHashMap<String, String>();
        var faults = new LinkedHashMap<String, String>();
        questions.forEach(question -> {
            faults.put(question, ui.t("sheet.conflict"));
            form.forEach((name, value) -> {
                if (name.startsWith(question + ".")) {
                    typed.put(name, value);
                }
            });
        });
        return new Refused(typed, faults, HttpStatus.CONFLICT);
    }

    /** What the form showed and nobody touched isn't said again over what somebody else wrote meanwhile. */
    private static Sheets.Said said(String question, Map<String, String> form) {
        return new Sheets.Said(
                touched(question + ".value", form),
                touched(question + ".said_by", form),
                touched(question + ".said_on", form),
                touched(question + ".source", form),
                touched(question + ".note", form),
                null,
                form.get("was." + question + ".value"));
    }

    private static @Nullable String touched(String name, Map<String, String> form) {
        var value = form.get(name);
        var was = form.get("was." + name);
        return value == null || value.replace("\r\n", "\n").equals(was == null ? null : was.replace("\r\n", "\n"))
                ? null
                : value;
    }
}
