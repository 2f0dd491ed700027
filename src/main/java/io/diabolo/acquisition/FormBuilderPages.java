package io.diabolo.acquisition;

import io.diabolo.platform.Texts;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.HtmlUtils;

/** What the page of a form's builder shows. */
@Component
class FormBuilderPages {
    private final Forms forms;
    private final FormTargets targets;
    private final Texts texts;
    private final Fingerprints fingerprints;
    private final PublicAddress address;

    FormBuilderPages(Forms forms, FormTargets targets, Texts texts, Fingerprints fingerprints, PublicAddress address) {
        this.fingerprints = fingerprints;
        this.forms = forms;
        this.targets = targets;
        this.texts = texts;
        this.address = address;
    }

    /** @param typed what was refused; null shows what is kept */
    @Transactional(readOnly = true)
    FormBuilderPage of(
            Form form, @Nullable List<FormQuestion> typed, Map<String, String> faults, boolean stale, Ui ui) {
        return of(form, typed, faults, stale, "", null, ui);
    }

    /**
     * @param secret of the webhook, when it was just made
     * @param mapping as it was typed; null shows what is kept
     */
    @Transactional(readOnly = true)
    FormBuilderPage of(
            Form form,
            @Nullable List<FormQuestion> typed,
            Map<String, String> faults,
            boolean stale,
            String secret,
            @Nullable String mapping,
            Ui ui) {
        var known = targets.all();
        var questions = typed == null ? form.questions() : typed;
        var site = address.shown();
        var hosted = site + "/f/" + form.key().text();
        return new FormBuilderPage(
                form.id(),
                form.name(),
                form.state(),
                form.version(),
                rows(questions, known, ui),
                offered(questions, known, ui),
                consents(form, ui),
                hosted,
                frame(form, hosted),
                snippet(form, hosted, ui),
                script(form, site),
                new FormBuilderPage.Hook(
                        form.hookSecret() != null,
                        site + "/api/v1/hooks/" + form.key().text(),
                        secret,
                        mapping == null ? form.mappingText() : mapping),
                faults,
                Marketers.are(ui.me()),
                stale);
    }

    private List<FormBuilderPage.Row> rows(List<FormQuestion> questions, Map<String, Target> known, Ui ui) {
        var rows = new ArrayList<FormBuilderPage.Row>();
        for (var at = 0; at < questions.size(); at++) {
            var one = questions.get(at);
            var target = known.get(one.target());
            rows.add(new FormBuilderPage.Row(
                    at,
                    one.target(),
                    target == null ? one.target() : label(target, ui),
                    one.fr(),
                    one.en(),
                    one.required(),
                    String.valueOf(at + 1)));
        }
        return rows;
    }

    private Map<String, String> offered(List<FormQuestion> questions, Map<String, Target> known, Ui ui) {
        var offered = new LinkedHashMap<String, String>();
        known.values().stream()
                .filter(target ->
                        questions.stream().noneMatch(one -> one.target().equals(target.id())))
                .forEach(target -> offered.put(target.id(), label(target, ui)));
        return offered;
    }

    private List<FormBuilderPage.PastConsent> consents(Form form, Ui ui) {
        var present = form.consent();
        return forms.consents(form.id()).stream()
                .map(one -> new FormBuilderPage.PastConsent(
                        one.version(),
                        one.fr(),
                        one.en(),
                        one.required(),
                        ui.day(one.since()),
                        present != null && present.version() == one.version()))
                .toList();
    }

    private static String frame(Form form, String hosted) {
        return "<iframe src=\"" + hosted + "?embed=1\" title=\"" + HtmlUtils.htmlEscape(form.name())
                + "\" width=\"100%\" height=\"640\" style=\"border:0\"></iframe>";
    }

    private String script(Form form, String site) {
        return "<script src=\"" + site + "/a/diabolo.js\" data-key=\""
                + fingerprints.site(form.key().workspace()).text() + "\" defer></script>";
    }

    private String label(Target target, Ui ui) {
        var own = target.label(texts, ui.locale());
        return target.type().isEmpty() || target.type().equals("lead")
                ? own
                : ui.t("form.target." + target.type(), own);
    }

    /** Plain HTML for a site's own page: it posts here, and works without a script. */
    private String snippet(Form form, String address, Ui ui) {
        var html = new StringBuilder("<form method=\"post\" action=\"" + address + "\">\n");
        for (var question : form.questions()) {
            var name = HtmlUtils.htmlEscape(question.target());
            var required = question.required() ? " required" : "";
            html.append("  <label>").append(HtmlUtils.htmlEscape(question.label(ui.locale())));
            html.append(
                    question.target().equals(Target.MESSAGE)
                            ? " <textarea name=\"" + name + "\"" + required + "></textarea></label>\n"
                            : " <input name=\"" + name + "\"" + type(question) + required + "></label>\n");
        }
        var consent = form.consent();
        if (consent != null) {
            html.append("  <label><input type=\"checkbox\" name=\"consent\" value=\"true\"")
                    .append(consent.required() ? " required" : "")
                    .append("> ")
                    .append(HtmlUtils.htmlEscape(consent.text(ui.locale())))
                    .append("</label>\n");
        }
        html.append("  <p style=\"position:absolute;left:-9999px\" aria-hidden=\"true\">" + "<input name=\""
                + FormPost.TRAP + "\" tabindex=\"-1\" autocomplete=\"off\"></p>\n");
        return html.append("  <button>")
                .append(HtmlUtils.htmlEscape(ui.t("form.public.send")))
                .append("</button>\n</form>")
                .toString();
    }

    private static String type(FormQuestion question) {
        return switch (question.target()) {
            case "email" -> " type=\"email\"";
            case "phone", "person.mobile" -> " type=\"tel\"";
            default -> "";
        };
    }
}
