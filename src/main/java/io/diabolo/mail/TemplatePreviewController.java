package io.diabolo.mail;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Reference;
import io.diabolo.records.Visible;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** What a template says to a real lead, before it says it. */
@Controller
class TemplatePreviewController {
    private static final int OFFERED = 30;
    private final MailTemplates templates;
    private final MailTemplateType type;
    private final Records records;
    private final RecordTypes types;
    private final DSLContext sql;

    TemplatePreviewController(
            MailTemplates templates, MailTemplateType type, Records records, RecordTypes types, DSLContext sql) {
        this.templates = templates;
        this.type = type;
        this.records = records;
        this.types = types;
        this.sql = sql;
    }

    record Choice(UUID id, String name) {}

    /** @param rendered null while no lead with a person is chosen */
    record Page(
            UUID template,
            String name,
            List<Choice> leads,
            String lead,
            @Nullable Rendered rendered) {}

    @GetMapping("/mail-templates/{id:[0-9a-fA-F-]{36}}/preview")
    ModelAndView show(@PathVariable UUID id, @RequestParam(defaultValue = "") String lead, Ui ui) {
        var template = records.get(type, id, ui.me());
        var leads = leads(ui);
        var chosen = lead.matches("[0-9a-fA-F-]{36}")
                ? lead
                : leads.isEmpty() ? "" : leads.getFirst().id().toString();
        var rendered = chosen.isEmpty() ? null : rendered(id, UUID.fromString(chosen), ui);
        var page = new Page(id, Objects.toString(template.value("name"), ""), leads, chosen, rendered);
        return new ModelAndView("mail/preview", Map.of("page", page));
    }

    /** The newest leads with a person that the reader sees. */
    private List<Choice> leads(Ui ui) {
        return sql.select(LEAD.ID, LEAD.NAME)
                .from(LEAD)
                .where(LEAD.PERSON_ID.isNotNull())
                .and(LEAD.DELETED_AT.isNull())
                .and(Visible.to(ui.me(), types.byId("lead").orElseThrow()))
                .orderBy(LEAD.CREATED_AT.desc(), LEAD.ID.desc())
                .limit(OFFERED)
                .fetch(row -> new Choice(row.value1(), row.value2()));
    }

    private @Nullable Rendered rendered(UUID template, UUID lead, Ui ui) {
        RecordRow row = records.get(types.byId("lead").orElseThrow(), lead, ui.me());
        return row.value("person") instanceof Reference person
                ? templates.render(template, person.id(), lead, ui.me().member())
                : null;
    }

    /** The same in the API, for a lead or a person. */
    @PostMapping("/api/v1/mail-templates/{id}/renderings")
    @ResponseBody
    Map<String, @Nullable Object> render(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        records.get(type, id, ui.me());
        var lead = body.get("lead") instanceof String text ? MailApiController.uuid("lead", text) : null;
        var person = body.get("person") instanceof String text ? MailApiController.uuid("person", text) : null;
        if (person != null) {
            records.get(types.byId("person").orElseThrow(), person, ui.me());
            if (lead != null) {
                refuseOther(lead, person, ui);
            }
        }
        var rendered = person != null
                ? templates.render(id, person, lead, ui.me().member())
                : lead == null ? null : rendered(id, lead, ui);
        if (rendered == null) {
            throw new NoSuchRecord("person", id);
        }
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("subject", rendered.subject());
        answer.put("body", rendered.body());
        answer.put("language", rendered.language());
        answer.put("missing", rendered.missing());
        return answer;
    }

    /** Fields are filled from a lead that the caller sees, and of this person. */
    private void refuseOther(UUID lead, UUID person, Ui ui) {
        var row = records.get(types.byId("lead").orElseThrow(), lead, ui.me());
        if (!(row.value("person") instanceof Reference other) || !other.id().equals(person)) {
            throw new NoSuchRecord("lead", lead);
        }
    }
}
