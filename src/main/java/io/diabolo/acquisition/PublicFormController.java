package io.diabolo.acquisition;

import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A form as visitors fill it in: a page of its own, in a frame, or posted to by HTML on another site; without script. */
@Controller
class PublicFormController {
    private final Forms forms;
    private final Submissions submissions;
    private final PublicFormPages pages;

    PublicFormController(Forms forms, Submissions submissions, PublicFormPages pages) {
        this.forms = forms;
        this.submissions = submissions;
        this.pages = pages;
    }

    @GetMapping("/f/{key}")
    ModelAndView show(@PathVariable String key, @RequestParam Map<String, String> parameters, Ui ui) {
        var known = key(key);
        return WorkspaceScope.in(known.workspace(), () -> {
            var form = forms.byKey(known);
            var embedded = parameters.containsKey("embed");
            return form.isOpen()
                    ? new ModelAndView(
                            "acquisition/publicForm", Map.of("page", pages.blank(form, parameters, embedded, ui)))
                    : answer(
                            PublicFormPage.Answer.of("form.public.closed", "form.public.closed.text", embedded, ui),
                            HttpStatus.GONE);
        });
    }

    @PostMapping("/f/{key}")
    ModelAndView submit(
            @PathVariable String key,
            @RequestParam MultiValueMap<String, String> parameters,
            HttpServletRequest request,
            Ui ui) {
        var known = key(key);
        var values = new LinkedHashMap<String, String>();
        parameters.forEach((name, all) -> values.put(
                name,
                String.join(", ", all.stream().filter(one -> !one.isBlank()).toList())));
        var received = FormPost.received(values, request, ui.locale());
        return WorkspaceScope.in(known.workspace(), () -> {
            var form = forms.byKey(known);
            return said(submissions.receive(known, received), form, values, ui);
        });
    }

    private ModelAndView said(Receipt receipt, Form form, Map<String, String> values, Ui ui) {
        var embedded = values.containsKey("embed");
        return switch (receipt) {
            case Receipt.Thanks thanks -> answer(pages.thanks(form, thanks, embedded, ui), HttpStatus.OK);
            case Receipt.Confirm _ ->
                answer(
                        PublicFormPage.Answer.of("form.public.confirm", "form.public.confirm.text", embedded, ui),
                        HttpStatus.OK);
            case Receipt.Refused(var faults) -> refused(form, values, faults, embedded, ui);
            case Receipt.Limited(var kept) ->
                answer(
                        PublicFormPage.Answer.of(
                                "form.public.limited",
                                kept ? "form.public.limited.kept" : "form.public.limited.lost",
                                embedded,
                                ui),
                        HttpStatus.TOO_MANY_REQUESTS);
            case Receipt.Closed _ ->
                answer(
                        PublicFormPage.Answer.of("form.public.closed", "form.public.closed.text", embedded, ui),
                        HttpStatus.GONE);
        };
    }

    private ModelAndView refused(Form form, Map<String, String> values, List<Fault> faults, boolean embedded, Ui ui) {
        return new ModelAndView(
                "acquisition/publicForm",
                Map.of("page", pages.refused(form, values, faults, embedded, ui)),
                HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static ModelAndView answer(PublicFormPage.Answer answer, HttpStatus status) {
        return new ModelAndView("acquisition/publicAnswer", Map.of("page", answer), status);
    }

    static PublicKey key(@Nullable String text) {
        var key = text == null ? null : PublicKey.read(text);
        if (key == null) {
            throw new NoSuchRecord("form", "unknown");
        }
        return key;
    }
}
