package io.diabolo.mail;

import io.diabolo.mail.Mails.Written;
import io.diabolo.platform.BadInput;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Reference;
import io.diabolo.web.Ui;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Writing a mail to the person of a record, from a template or without, and answering one. */
@Controller
class ComposeController {
    private static final String RECORD = "/{plural:people|leads}/{id:[0-9a-fA-F-]{36}}";
    private static final String MAIL = "/mails/{id:[0-9a-fA-F-]{36}}";
    private final Mails mails;
    private final MailTemplates templates;
    private final Records records;
    private final RecordTypes types;

    ComposeController(Mails mails, MailTemplates templates, Records records, RecordTypes types) {
        this.mails = mails;
        this.templates = templates;
        this.records = records;
        this.types = types;
    }

    /**
     * @param back the record's page, or that of the mail answered
     * @param action where the form is posted to
     * @param missing the template's variables that had no value
     */
    record Page(
            String back,
            String of,
            String action,
            boolean reply,
            Map<String, String> values,
            Map<String, String> faults,
            List<MailTemplates.Choice> templates,
            List<String> missing) {
        String value(String name) {
            return values.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }

    /** To whom one writes from a record. */
    private record Recipient(
            @Nullable UUID person, @Nullable UUID lead, String name, String address) {}

    @GetMapping(RECORD + "/mails/new")
    ModelAndView blank(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String template,
            Ui ui) {
        var to = recipient(plural, id, ui);
        var values = new LinkedHashMap<String, String>();
        values.put("to", to.address());
        values.put("purpose", "prospecting");
        var missing = List.<String>of();
        if (template.matches("[0-9a-fA-F-]{36}") && to.person() != null) {
            var rendered = templates.render(
                    UUID.fromString(template), to.person(), to.lead(), ui.me().member());
            values.put("subject", rendered.subject());
            values.put("body", rendered.body());
            values.put("template", template);
            missing = rendered.missing();
        }
        return page("/" + plural + "/" + id, to.name(), false, values, Map.of(), missing, HttpStatus.OK);
    }

    private Recipient recipient(String plural, UUID id, Ui ui) {
        var row = records.get(types.byPlural(plural), id, ui.me());
        if (plural.equals("people")) {
            return new Recipient(id, null, text(row, "name"), text(row, "email"));
        }
        if (row.value("person") instanceof Reference person) {
            var of = records.get(types.byId("person").orElseThrow(), person.id(), ui.me());
            return new Recipient(person.id(), id, text(of, "name"), text(of, "email"));
        }
        return new Recipient(null, id, text(row, "name"), "");
    }

    private static String text(RecordRow row, String field) {
        return Objects.toString(row.value(field), "");
    }

    private ModelAndView page(
            String back,
            String of,
            boolean reply,
            Map<String, String> values,
            Map<String, String> faults,
            List<String> missing,
            HttpStatus status) {
        var action = back + (reply ? "/replies" : "/mails");
        var page = new Page(back, of, action, reply, values, faults, templates.choices(), missing);
        return new ModelAndView("mail/compose", Map.of("page", page), status);
    }

    @PostMapping(RECORD + "/mails")
    ModelAndView create(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Ui ui) {
        var to = recipient(plural, id, ui);
        var back = "/" + plural + "/" + id;
        try {
            var purpose =
                    typed.getOrDefault("purpose", "").equals("service") ? MailPurpose.SERVICE : MailPurpose.PROSPECTING;
            mails.write(written(to.person(), to.lead(), null, purpose, typed, files), ui.me());
            ui.flash("mail.queued");
            return MailController.seeOther(back);
        } catch (BadInput bad) {
            return page(back, to.name(), false, typed, faults(bad, ui), List.of(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static Written written(
            @Nullable UUID person,
            @Nullable UUID about,
            @Nullable UUID answered,
            MailPurpose purpose,
            Map<String, String> typed,
            @Nullable List<MultipartFile> files) {
        return new Written(
                person,
                about,
                answered,
                typed.getOrDefault("to", ""),
                typed.getOrDefault("subject", ""),
                typed.getOrDefault("body", ""),
                purpose,
                null,
                attachments(files == null ? List.of() : files));
    }

    private static List<Attachment> attachments(List<MultipartFile> files) {
        var all = new ArrayList<Attachment>();
        var size = 0L;
        for (var file : files) {
            size += file.getSize();
            if (size > Outbox.MOST_BYTES) {
                throw new BadInput("files", "mail.refused.too-large");
            }
            if (file.isEmpty()) {
                continue;
            }
            try {
                all.add(new Attachment(
                        Objects.requireNonNullElse(file.getOriginalFilename(), "file"),
                        Objects.requireNonNullElse(file.getContentType(), "application/octet-stream"),
                        file.getBytes()));
            } catch (IOException _) {
                throw new BadInput("files", "mail.fault.file");
            }
        }
        return all;
    }

    @GetMapping(MAIL + "/replies/new")
    ModelAndView reply(@PathVariable UUID id, Ui ui) {
        var answered = mails.get(id, ui.me());
        var values = new LinkedHashMap<String, String>();
        values.put("to", answered.inbound() ? answered.from() : answered.to());
        values.put("subject", again(Objects.requireNonNullElse(answered.subject(), "")));
        return page(answered.path(), answered.personName(), true, values, Map.of(), List.of(), HttpStatus.OK);
    }

    private static String again(String subject) {
        return subject.toLowerCase(Locale.ROOT).startsWith("re:") ? subject : "Re: " + subject;
    }

    @PostMapping(MAIL + "/replies")
    ModelAndView answer(
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Ui ui) {
        var answered = mails.get(id, ui.me());
        try {
            mails.write(written(answered.person(), null, id, MailPurpose.REPLY, typed, files), ui.me());
            ui.flash("mail.queued");
            return MailController.seeOther(answered.path());
        } catch (BadInput bad) {
            return page(
                    answered.path(),
                    answered.personName(),
                    true,
                    typed,
                    faults(bad, ui),
                    List.of(),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static Map<String, String> faults(BadInput bad, Ui ui) {
        var faults = new LinkedHashMap<String, String>();
        bad.faults()
                .forEach(fault ->
                        faults.put(fault.field(), ui.t(fault.key(), fault.args().toArray())));
        return faults;
    }
}
