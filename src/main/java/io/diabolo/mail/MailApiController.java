package io.diabolo.mail;

import io.diabolo.mail.Mails.Written;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Mails in the API. */
@RestController
class MailApiController {
    private final Mails mails;
    private final FateOfMails fates;

    MailApiController(Mails mails, FateOfMails fates) {
        this.mails = mails;
        this.fates = fates;
    }

    @GetMapping("/api/v1/mails/{id}")
    Map<String, @Nullable Object> show(@PathVariable UUID id, Ui ui) {
        return json(mails.get(id, ui.me()));
    }

    @GetMapping("/api/v1/people/{id}/mails")
    Map<String, @Nullable Object> ofPerson(@PathVariable UUID id, Ui ui) {
        return items(mails.of("person", id, ui.me()));
    }

    @GetMapping("/api/v1/leads/{id}/mails")
    Map<String, @Nullable Object> ofLead(@PathVariable UUID id, Ui ui) {
        return items(mails.of("lead", id, ui.me()));
    }

    private static Map<String, @Nullable Object> items(List<MailView> all) {
        return Map.of("items", all.stream().map(MailApiController::json).toList());
    }

    /** Queues a mail from the member's own mailbox. */
    @PostMapping("/api/v1/mails")
    ResponseEntity<Map<String, @Nullable Object>> send(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var id = mails.write(
                new Written(
                        id(body, "person"),
                        id(body, "lead"),
                        id(body, "in_reply_to"),
                        text(body, "to"),
                        text(body, "subject"),
                        text(body, "body"),
                        purpose(text(body, "purpose")),
                        instant(text(body, "not_before")),
                        attachments(body)),
                ui.me());
        return ResponseEntity.status(HttpStatus.CREATED).body(json(mails.get(id, ui.me())));
    }

    @PostMapping("/api/v1/mails/{id}/withdrawal")
    Map<String, @Nullable Object> withdraw(@PathVariable UUID id, Ui ui) {
        mails.withdraw(id, ui.me());
        return json(mails.get(id, ui.me()));
    }

    /** What became of a mail whose fate is unknown: {@code sent}, or {@code again}. */
    @PostMapping("/api/v1/mails/{id}/settlement")
    Map<String, @Nullable Object> settle(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var fate = text(body, "fate");
        if (!fate.equals("sent") && !fate.equals("again")) {
            throw new BadInput("fate", "problem.field.choice");
        }
        fates.settle(id, fate.equals("again"), ui.me());
        return json(mails.get(id, ui.me()));
    }

    private static Map<String, @Nullable Object> json(MailView mail) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", mail.id().toString());
        body.put("direction", mail.inbound() ? "inbound" : "outbound");
        body.put("state", mail.state());
        body.put("kind", mail.kind());
        body.put("purpose", mail.purpose());
        body.put("from", mail.from());
        body.put("to", mail.to());
        body.put("subject", mail.subject());
        body.put("body", mail.body());
        body.put("thread", mail.thread().toString());
        body.put("member", mail.member());
        body.put("person", text(mail.person()));
        body.put("about_type", mail.aboutType());
        body.put("about", text(mail.about()));
        body.put("at", mail.at().toString());
        body.put("sent_at", text(mail.sentAt()));
        body.put("next_at", text(mail.nextAt()));
        body.put("bounce", mail.bounce());
        body.put("fault", mail.fault());
        body.put(
                "files",
                mail.files().stream()
                        .map(file -> Map.of("id", file.id().toString(), "name", file.name(), "size", file.size()))
                        .toList());
        return body;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        return body.get(name) instanceof String text ? text : "";
    }

    private static @Nullable UUID id(Map<String, @Nullable Object> body, String name) {
        var text = text(body, name);
        return text.isBlank() ? null : uuid(name, text);
    }

    static UUID uuid(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new BadInput(field, "problem.field.reference");
        }
    }

    private static MailPurpose purpose(String text) {
        try {
            return text.isEmpty() ? MailPurpose.PROSPECTING : MailPurpose.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw new BadInput("purpose", "problem.field.choice");
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return text.isEmpty() ? null : Instant.parse(text);
        } catch (DateTimeException _) {
            throw new BadInput("not_before", "problem.field.instant");
        }
    }

    private static List<Attachment> attachments(Map<String, @Nullable Object> body) {
        var all = new ArrayList<Attachment>();
        if (body.get("attachments") instanceof List<?> given) {
            for (var one : given) {
                if (!(one instanceof Map<?, ?> file)
                        || !(file.get("name") instanceof String name)
                        || !(file.get("content") instanceof String content)) {
                    throw new BadInput("attachments", "mail.fault.file");
                }
                var type = file.get("type") instanceof String text ? text : "application/octet-stream";
                all.add(new Attachment(name, type, decoded(content)));
            }
        }
        return all;
    }

    private static byte[] decoded(String content) {
        try {
            return Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException _) {
            throw new BadInput("attachments", "mail.fault.file");
        }
    }
}
