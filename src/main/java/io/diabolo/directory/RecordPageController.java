package io.diabolo.directory;

import io.diabolo.directory.RecordPage.Refused;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.Merges;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** The page of a company, person, lead, opportunity, product or meeting: shown, and edited field by field. */
@Controller
class RecordPageController {
    private static final String RECORDS =
            "/{plural:companies|people|leads|opportunities|products|mail-templates|campaigns|marketing-assets|forms|experiments|meetings|priorities|price-lists|competitors|promises|contracts|orders|onboardings|onboarding-templates|articles|macros|sla-policies|tickets|surveys|responses|value-metrics|positions|own-roles|candidates|interviews|account-plans|objectives|account-reviews|referrals|win-backs|usage-allowances}";
    private static final String RECORD = RECORDS + "/{id:[0-9a-fA-F-]{36}}";

    private final RecordTypes types;
    private final Records records;
    private final RecordPages pages;
    private final Merges merges;

    RecordPageController(RecordTypes types, Records records, RecordPages pages, Merges merges) {
        this.types = types;
        this.records = records;
        this.pages = pages;
        this.merges = merges;
    }

    @GetMapping(RECORD)
    ModelAndView show(
            @PathVariable String plural, @PathVariable UUID id, @RequestParam(defaultValue = "") String only, Ui ui) {
        var type = types.byPlural(plural);
        try {
            return page(type, id, only, Refused.NOTHING, HttpStatus.OK, ui);
        } catch (NoSuchRecord none) {
            // See other, and not for good: a merge can be taken back.
            var survivor = merges.survivorOf(type, id);
            if (survivor == null) {
                throw none;
            }
            return seeOther("/" + type.plural() + "/" + survivor);
        }
    }

    @PostMapping(RECORD + "/facts")
    ModelAndView update(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> parameters,
            Ui ui) {
        var type = types.byPlural(plural);
        var form = FactForm.of(parameters);
        var changed = pages.changed(type, id, form, ui);
        try {
            return saved(type, id, changed, form.version(), ui);
        } catch (BadInput bad) {
            var refused = new Refused(changed, faults(bad, ui), Set.of());
            return refused(type, id, form.whole(), refused, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion stale) {
            return merged(type, id, form, changed, stale.actual(), ui);
        }
    }

    /** Two who wrote different fields don't disturb each other; of the same field the second sees both values. */
    private ModelAndView merged(
            RecordType type, UUID id, FactForm form, Map<String, String> changed, int version, Ui ui) {
        var disputed = pages.disputed(type, id, form, changed.keySet(), ui);
        if (disputed.isEmpty()) {
            return saved(type, id, changed, version, ui);
        }
        return refused(type, id, form.whole(), new Refused(changed, Map.of(), disputed), HttpStatus.CONFLICT, ui);
    }

    private ModelAndView saved(
            RecordType type, UUID id, Map<String, String> changed, @Nullable Integer version, Ui ui) {
        var saved = records.update(type, id, changed, version, ui.me());
        if (saved.changeSet() != null) {
            ui.flash(undoable("record.saved", saved.changeSet()));
        }
        return seeOther("/" + type.plural() + "/" + id);
    }

    /** All fields at once. */
    @GetMapping(RECORD + "/edit")
    ModelAndView edit(@PathVariable String plural, @PathVariable UUID id, Ui ui) {
        return form(types.byPlural(plural), id, Refused.NOTHING, HttpStatus.OK, ui);
    }

    private ModelAndView refused(RecordType type, UUID id, boolean whole, Refused refused, HttpStatus status, Ui ui) {
        return whole ? form(type, id, refused, status, ui) : page(type, id, "", refused, status, ui);
    }

    private ModelAndView form(RecordType type, UUID id, Refused refused, HttpStatus status, Ui ui) {
        return new ModelAndView("directory/edit", Map.of("page", pages.form(type, id, refused, ui)), status);
    }

    private ModelAndView page(RecordType type, UUID id, String only, Refused refused, HttpStatus status, Ui ui) {
        var page = pages.of(type, id, only, refused, ui);
        return new ModelAndView("directory/record", Map.of("page", page), status);
    }

    private static Map<String, String> faults(BadInput bad, Ui ui) {
        var all = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault ->
                        all.put(fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return all;
    }

    private static Flash undoable(String key, UUID changeSet) {
        return Flash.of(key).undoneBy("/changes/" + changeSet + "/reversal");
    }

    private static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
