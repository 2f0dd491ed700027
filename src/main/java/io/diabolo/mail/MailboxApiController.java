package io.diabolo.mail;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The token's member's own mailbox in the API; its secrets are written, never read. */
@RestController
class MailboxApiController {
    private final Mailboxes mailboxes;
    private final MailboxTrial trial;

    MailboxApiController(Mailboxes mailboxes, MailboxTrial trial) {
        this.mailboxes = mailboxes;
        this.trial = trial;
    }

    @GetMapping("/api/v1/mailbox")
    ResponseEntity<Map<String, @Nullable Object>> show(Ui ui) {
        return answer(own(ui));
    }

    private Mailbox own(Ui ui) {
        var mailbox = mailboxes.of(ui.me().member());
        if (mailbox == null) {
            throw new NoSuchRecord("mailbox", ui.me().member());
        }
        return mailbox;
    }

    @PutMapping("/api/v1/mailbox")
    ResponseEntity<Map<String, @Nullable Object>> save(
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            Ui ui) {
        var typed = new LinkedHashMap<String, String>();
        body.forEach((name, value) -> typed.put(
                name,
                value instanceof List<?> all
                        ? String.join(",", all.stream().map(String::valueOf).toList())
                        : Objects.toString(value, "")));
        var version = match == null ? "" : match.replaceAll("[^0-9]", "");
        return answer(mailboxes.save(typed, version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null, ui.me()));
    }

    @DeleteMapping("/api/v1/mailbox")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Ui ui) {
        mailboxes.remove(ui.me());
    }

    @PostMapping("/api/v1/mailbox/trials")
    Map<String, @Nullable Object> tryOut(Ui ui) {
        ui.me().mayWrite();
        var result = trial.of(own(ui));
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("well", result.isWell());
        body.put("sending", json(result.sending(), ui));
        body.put("reading", result.reading() == null ? null : json(result.reading(), ui));
        body.put("folders", result.folders());
        body.put("missing", result.missing());
        return body;
    }

    private static Map<String, @Nullable Object> json(MailboxTrial.Answer answer, Ui ui) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("well", answer.isWell());
        body.put("trouble", answer.trouble() == null ? null : ui.t(answer.trouble()));
        body.put("said", answer.said());
        return body;
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(Mailbox mailbox) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        MailboxController.values(mailbox).forEach((name, value) -> {
            if (!name.equals("folders")) {
                body.put(name, value.isEmpty() ? null : value);
            }
        });
        body.put("smtp_port", mailbox.smtp().port());
        body.put("imap_port", mailbox.imap() == null ? null : mailbox.imap().port());
        body.put("daily_cap", mailbox.dailyCap());
        body.put("keeps_sent", mailbox.keepsSent());
        body.put("serves_all", mailbox.servesAll());
        body.put("version", mailbox.version());
        body.put("folders", mailbox.folders());
        body.put("connected", mailbox.connected());
        body.put("trouble", mailbox.trouble());
        body.put("trouble_said", mailbox.troubleSaid());
        body.put(
                "synced_at",
                mailbox.syncedAt() == null ? null : mailbox.syncedAt().toString());
        body.put(
                "read",
                mailboxes.folders(mailbox.id()).stream()
                        .map(MailboxApiController::json)
                        .toList());
        return ResponseEntity.ok().eTag("\"" + mailbox.version() + "\"").body(body);
    }

    private static Map<String, @Nullable Object> json(Mailboxes.FolderState folder) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("folder", folder.name());
        body.put("fetched", folder.fetched());
        body.put("strangers", folder.strangers());
        body.put("waiting", folder.waiting());
        body.put("problem", folder.problem());
        body.put(
                "synced_at",
                folder.syncedAt() == null ? null : folder.syncedAt().toString());
        return body;
    }
}
