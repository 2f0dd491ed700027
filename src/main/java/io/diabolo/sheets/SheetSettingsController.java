package io.diabolo.sheets;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The page on which a workspace chooses its sheet and writes its own. */
@Controller
class SheetSettingsController {
    static final List<String> TYPES = BuiltInSheets.TYPES;
    private static final int BLANK = 3;
    private final SheetTemplates templates;
    private final SheetRequirement requirement;

    SheetSettingsController(SheetTemplates templates, SheetRequirement requirement) {
        this.templates = templates;
        this.requirement = requirement;
    }

    /** One line of the form, by the parameters' own names. */
    record Line(int at, String id, String label, String hint, String kind, String choices, boolean required) {
        String name(String part) {
            return "questions[" + at + "]." + part;
        }
    }

    /**
     * @param writable whether the reader may write the one that is shown in the form
     * @param key of the sheet that is written; empty: a new one
     * @param language in which it is worded, where each language is apart; else empty
     * @param elsewhere the questions that were worded anew in the other language only
     */
    record Page(
            List<SheetTemplate> all,
            boolean required,
            boolean editable,
            boolean writable,
            String key,
            String name,
            int version,
            String language,
            Set<String> elsewhere,
            List<Line> lines,
            Map<String, String> faults) {
        List<String> languages() {
            return SheetWords.LANGUAGES;
        }

        boolean isElsewhere(Line line) {
            return elsewhere.contains(line.id());
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        String fault(Line line) {
            return List.of("label", "id", "kind", "choices", "hint").stream()
                    .map(part -> fault(line.name(part)))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    @GetMapping("/settings/sheets")
    ModelAndView show(
            @RequestParam(defaultValue = "") String edit, @RequestParam(defaultValue = "") String language, Ui ui) {
        var in = language(language, ui);
        var chosen = edit.isEmpty() ? null : templates.known(edit, SheetWords.locale(in));
        return chosen == null
                ? page("", "", 0, in, blank(List.of()), Map.of(), HttpStatus.OK, ui)
                : page(
                        chosen.key(),
                        chosen.name(),
                        chosen.version(),
                        in,
                        blank(lines(chosen)),
                        Map.of(),
                        HttpStatus.OK,
                        ui);
    }

    /** The reader's own where none is asked for. */
    private static String language(String asked, Ui ui) {
        return SheetWords.LANGUAGES.contains(asked) ? asked : SheetWords.language(ui.locale());
    }

    private static List<Line> lines(SheetTemplate sheet) {
        var lines = new ArrayList<Line>();
        for (var one : sheet.questions()) {
            lines.add(new Line(
                    lines.size(),
                    one.id(),
                    one.label(),
                    one.hint(),
                    one.kind(),
                    String.join(" ; ", one.choices()),
                    one.required()));
        }
        return lines;
    }

    private static List<Line> blank(List<Line> lines) {
        var all = new ArrayList<>(lines);
        for (var i = 0; i < BLANK; i++) {
            all.add(new Line(all.size(), "", "", "", "text", "", false));
        }
        return all;
    }

    private ModelAndView page(
            String key,
            String name,
            int version,
            String language,
            List<Line> lines,
            Map<String, String> faults,
            HttpStatus status,
            Ui ui) {
        var translated = !key.isEmpty() && templates.isTranslated(key);
        var page = new Page(
                templates.all(ui.locale()),
                requirement.isRequired(),
                SheetTemplates.isEditor(ui.me()),
                templates.isEditor(key, ui.me()),
                key,
                name,
                version,
                translated ? language : "",
                translated ? templates.onlyElsewhere(key, language) : Set.of(),
                lines,
                faults);
        return new ModelAndView("sheets/settings", Map.of("page", page), status);
    }

    @PostMapping("/settings/sheets")
    ModelAndView save(@RequestParam Map<String, String> form, Ui ui) {
        var key = form.getOrDefault("key", "").strip();
        var name = form.getOrDefault("name", "").strip();
        var typed = typed(form);
        var version = form.getOrDefault("version", "");
        var language = language(form.getOrDefault("language", ""), ui);
        try {
            templates.save(
                    key,
                    name,
                    questions(typed),
                    version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null,
                    language,
                    ui.me());
            ui.flash("sheet.saved");
            return seeOther(
                    templates.isTranslated(key)
                            ? "/settings/sheets?edit=" + key + "&language=" + language + "#own"
                            : "/settings/sheets");
        } catch (StaleVersion stale) {
            return page(
                    key,
                    name,
                    stale.actual(),
                    language,
                    typed,
                    Map.of("name", ui.t("record.stale")),
                    HttpStatus.CONFLICT,
                    ui);
        } catch (BadInput bad) {
            var standing =
                    typed.stream().filter(line -> !line.label().isBlank()).toList();
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            placed(fault.field(), standing),
                            ui.t(fault.key(), fault.args().toArray())));
            return page(
                    key,
                    name,
                    version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0,
                    language,
                    typed,
                    faults,
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    ui);
        }
    }

    /** Faults name a question by its place among those that stand. */
    private static String placed(String field, List<Line> standing) {
        var match =
                java.util.regex.Pattern.compile("questions\\[(\\d+)]\\.(.*)").matcher(field);
        return match.matches() && Integer.parseInt(match.group(1)) < standing.size()
                ? standing.get(Integer.parseInt(match.group(1))).name(match.group(2))
                : field;
    }

    private static List<Line> typed(Map<String, String> form) {
        var lines = new ArrayList<Line>();
        for (var i = 0; i < 60; i++) {
            if (form.containsKey("questions[" + i + "].label")) {
                var at = "questions[" + i + "].";
                lines.add(new Line(
                        lines.size(),
                        form.getOrDefault(at + "id", ""),
                        form.getOrDefault(at + "label", ""),
                        form.getOrDefault(at + "hint", ""),
                        form.getOrDefault(at + "kind", "text"),
                        form.getOrDefault(at + "choices", ""),
                        form.containsKey(at + "required")));
            }
        }
        return lines;
    }

    private static List<Question> questions(List<Line> typed) {
        var questions = new ArrayList<Question>();
        for (var line : typed) {
            if (!line.label().isBlank()) {
                questions.add(new Question(
                        line.id().isEmpty() ? id(line, questions) : line.id(),
                        line.label().strip(),
                        line.hint().strip(),
                        line.kind(),
                        List.of(line.choices().split(";")).stream()
                                .map(String::strip)
                                .filter(choice -> !choice.isEmpty())
                                .distinct()
                                .toList(),
                        line.required()));
            }
        }
        return questions;
    }

    /** From the question's words, so that the API reads well; with a number where two would be called alike. */
    private static String id(Line line, List<Question> before) {
        var plain = java.text.Normalizer.normalize(line.label(), java.text.Normalizer.Form.NFD)
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^[^a-z]+|_+$", "");
        var id = plain.isEmpty() ? "question" : plain.substring(0, Math.min(30, plain.length()));
        var taken = before.stream().anyMatch(one -> Objects.equals(one.id(), id));
        return taken ? id + "_" + (before.size() + 1) : id;
    }

    @PostMapping("/settings/sheets/{key}/use")
    ModelAndView use(@PathVariable String key, @RequestParam(name = "for", defaultValue = "lead") String type, Ui ui) {
        templates.use(key, type, ui.me());
        ui.flash("sheet.used." + type);
        return seeOther("/settings/sheets");
    }

    private static ModelAndView seeOther(@Nullable String path) {
        var view = new RedirectView(Objects.requireNonNull(path));
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
