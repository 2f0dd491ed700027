package io.diabolo.importing;

import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.Target;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.records.Undo;
import io.diabolo.web.Ui;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Files in by the page: dropped, looked at, answered, tried, applied, taken back. */
@Controller
@RequestMapping("/imports")
class ImportController {
    private final Imports imports;
    private final ImportDecisions decisions;
    private final Texts texts;

    ImportController(Imports imports, ImportDecisions decisions, Texts texts) {
        this.imports = imports;
        this.decisions = decisions;
        this.texts = texts;
    }

    @GetMapping
    ModelAndView list(Ui ui) {
        return list(List.of(), HttpStatus.OK, ui);
    }

    private ModelAndView list(List<String> faults, HttpStatus status, Ui ui) {
        var page = new ModelAndView("importing/imports", Map.of("imports", imports.newest(ui.me()), "faults", faults));
        page.setStatus(status);
        return page;
    }

    @PostMapping
    ModelAndView create(@RequestParam(name = "file", defaultValue = "") List<MultipartFile> file, Ui ui) {
        var uploads = ImportApiController.uploads(file);
        if (uploads.isEmpty()) {
            return list(List.of(ui.t("import.no-file")), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
        try {
            return to(imports.upload(uploads, Imports.Order.propose(), page(ui)));
        } catch (BadInput unreadable) {
            return list(words(unreadable, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    private static List<String> words(BadInput bad, Ui ui) {
        return bad.faults().stream()
                .map(fault -> ui.t(fault.key(), fault.args().toArray()))
                .toList();
    }

    private static Actor page(Ui ui) {
        return ui.me().through(Origin.PAGE);
    }

    private static ModelAndView to(UUID id) {
        var redirect = new RedirectView("/imports/" + id);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        redirect.setExposeModelAttributes(false);
        return new ModelAndView(redirect);
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return show(id, "", HttpStatus.OK, ui);
    }

    private ModelAndView show(UUID id, String fault, HttpStatus status, Ui ui) {
        var what = imports.find(id, ui.me());
        var page = new ModelAndView(
                "importing/importPage",
                Map.of(
                        "page",
                        ImportPage.of(
                                what,
                                imports.job(what),
                                imports.isBeingTakenBack(what),
                                imports.likelyPairs(what, ui.me()),
                                fault,
                                texts,
                                ui.locale())));
        page.setStatus(status);
        return page;
    }

    /** Empty answers keep the value as it stands, where that is possible. */
    @PostMapping("/{id}/answers")
    ModelAndView answer(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var answers = new HashMap<String, String>();
        imports.find(id, ui.me()).questions().forEach(question -> {
            var answer = form.get("q:" + question.id());
            if (answer != null && !answer.equals("?")) {
                answers.put(question.id(), answer);
            }
        });
        imports.find(id, ui.me()).matches().forEach(match -> {
            if (form.containsKey("m:" + match.id())) {
                answers.put(match.id(), match.proposed());
            }
        });
        return tried(id, ui, () -> decisions.answer(id, answers, page(ui)));
    }

    @PostMapping("/{id}/mapping")
    ModelAndView decide(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return tried(id, ui, () -> {
            var what = imports.find(id, ui.me());
            var said = MappingForm.targets(what, form);
            decisions.decide(id, mapping(what, form), options(form), said, page(ui));
        });
    }

    private static Mapping mapping(Import what, Map<String, String> form) {
        return MappingForm.mapping(what, form);
    }

    private static ImportOptions options(Map<String, String> form) {
        return new ImportOptions(
                ImportApiController.duplicates(form.getOrDefault("duplicates", "fill")),
                ImportApiController.missing(form.getOrDefault("missing", "reject")),
                form.containsKey("backwards"));
    }

    @PostMapping("/{id}/saved-mapping")
    ModelAndView save(@PathVariable UUID id, @RequestParam(defaultValue = "") String name, Ui ui) {
        decisions.saveMapping(id, name, page(ui));
        ui.flash("import.mapping.kept");
        return to(id);
    }

    @PostMapping("/{id}/preview")
    ModelAndView preview(@PathVariable UUID id, Ui ui) {
        return tried(id, ui, () -> imports.preview(id, false, page(ui)));
    }

    @PostMapping("/{id}/application")
    ModelAndView apply(@PathVariable UUID id, Ui ui) {
        return tried(id, ui, () -> imports.apply(id, false, page(ui)));
    }

    @PostMapping("/{id}/cancellation")
    ModelAndView cancel(@PathVariable UUID id, Ui ui) {
        imports.cancel(id, page(ui));
        return to(id);
    }

    @PostMapping("/{id}/reversal")
    ModelAndView undo(@PathVariable UUID id, Ui ui) {
        return tried(
                id,
                ui,
                () -> ui.flash(
                        switch (imports.undo(id, false, page(ui))) {
                            case Undo.Answer.Done _, Undo.Answer.AlreadyUndone _ -> "import.undo.done";
                            case Undo.Answer.Begun _ -> "import.undo.started";
                            case Undo.Answer.TooOld _, Undo.Answer.IsUndo _, Undo.Answer.MergedOn _ ->
                                "import.undo.impossible";
                        }));
    }

    private ModelAndView tried(UUID id, Ui ui, Runnable command) {
        try {
            command.run();
            return to(id);
        } catch (BadInput bad) {
            var fault = bad.faults().getFirst();
            return show(id, ui.t(fault.key(), fault.args().toArray()), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    /** The words for what a row can be, in the order in which a page offers them. */
    static List<String> targets() {
        return java.util.Arrays.stream(Target.values()).map(Target::id).toList();
    }
}
