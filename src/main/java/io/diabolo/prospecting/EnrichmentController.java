package io.diabolo.prospecting;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Texts;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** What was found about a company or person: looked for, taken or refused, value by value. */
@Controller
class EnrichmentController {
    private static final String RECORD = "/{plural:companies|people}/{id:[0-9a-fA-F-]{36}}/enrichment";
    private final Enrichments enrichments;
    private final Records records;
    private final RecordTypes types;
    private final Texts texts;

    EnrichmentController(Enrichments enrichments, Records records, RecordTypes types, Texts texts) {
        this.enrichments = enrichments;
        this.records = records;
        this.types = types;
        this.texts = texts;
    }

    /** All that the page shows. */
    record Page(String plural, UUID id, String name, List<Line> lines) {
        String path() {
            return "/" + plural + "/" + id;
        }
    }

    /** @param label of the field */
    record Line(Enrichments.Enriched found, String label) {
        String path() {
            return "/enrichments/" + found.id();
        }
    }

    @GetMapping(RECORD)
    @Transactional(readOnly = true)
    public ModelAndView show(@PathVariable String plural, @PathVariable UUID id, Ui ui) {
        var type = types.byPlural(plural);
        var row = records.get(type, id, ui.me());
        var lines = enrichments.all(type.id(), id).stream()
                .map(one -> new Line(one, texts.text(ui.locale(), "field." + type.id() + "." + one.field())))
                .toList();
        var page = new Page(plural, id, Objects.toString(row.value("name"), ""), lines);
        return new ModelAndView("prospecting/enrichment", Map.of("page", page));
    }

    @PostMapping(RECORD)
    ModelAndView look(@PathVariable String plural, @PathVariable UUID id, Ui ui) {
        var changeSet = enrichments.enrich(types.byPlural(plural).id(), id, ui.me());
        ui.flash(
                changeSet == null
                        ? Flash.of("enrichment.nothing")
                        : Flash.of("enrichment.found").undoneBy("/changes/" + changeSet + "/reversal"));
        return ProfileEditController.seeOther("/" + plural + "/" + id + "/enrichment");
    }

    @PostMapping("/enrichments/{id}/acceptance")
    ModelAndView accept(@PathVariable UUID id, Ui ui) {
        var back = back(id, ui);
        try {
            var changeSet = enrichments.accept(id, ui.me());
            ui.flash(Flash.of("enrichment.accepted").undoneBy("/changes/" + changeSet + "/reversal"));
        } catch (BadInput bad) {
            var first = bad.faults().getFirst();
            ui.flash(first.key(), first.args().toArray(java.io.Serializable[]::new));
        }
        return ProfileEditController.seeOther(back);
    }

    @PostMapping("/enrichments/{id}/refusal")
    ModelAndView refuse(@PathVariable UUID id, Ui ui) {
        var back = back(id, ui);
        var changeSet = enrichments.refuse(id, ui.me());
        ui.flash(Flash.of("enrichment.refused").undoneBy("/changes/" + changeSet + "/reversal"));
        return ProfileEditController.seeOther(back);
    }

    private String back(UUID id, Ui ui) {
        var subject = enrichments.subjectOf(id, ui.me());
        return (subject.isCompany() ? "/companies/" : "/people/") + subject.id() + "/enrichment";
    }

    @GetMapping("/api/v1/companies/{id}/enrichment")
    @ResponseBody
    Map<String, Object> ofCompany(@PathVariable UUID id, Ui ui) {
        return list("companies", id, ui);
    }

    @GetMapping("/api/v1/people/{id}/enrichment")
    @ResponseBody
    Map<String, Object> ofPerson(@PathVariable UUID id, Ui ui) {
        return list("people", id, ui);
    }

    private Map<String, Object> list(String plural, UUID id, Ui ui) {
        var type = types.byPlural(plural);
        records.get(type, id, ui.me());
        return Map.of(
                "items",
                enrichments.all(type.id(), id).stream()
                        .map(EnrichmentController::json)
                        .toList());
    }

    static Map<String, @Nullable Object> json(Enrichments.Enriched one) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", one.id().toString());
        body.put("field", one.field());
        body.put("value", one.value());
        body.put("source", one.source().id());
        body.put("detail", one.detail());
        body.put("confidence", one.confidence());
        body.put("state", one.state());
        body.put("at", one.at().toString());
        return body;
    }
}
