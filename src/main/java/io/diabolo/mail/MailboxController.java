package io.diabolo.mail;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A member's own mailbox, and for administrators how all of them fare. */
@Controller
class MailboxController {
    private final Mailboxes mailboxes;
    private final MailboxTrial trial;
    private final MailSettings settings;

    MailboxController(Mailboxes mailboxes, MailboxTrial trial, MailSettings settings) {
        this.mailboxes = mailboxes;
        this.trial = trial;
        this.settings = settings;
    }

    /**
     * @param mailbox null while there is none
     * @param ways by which one can sign in here
     * @param trial null unless it was just tried
     */
    record Page(
            @Nullable Mailbox mailbox,
            Map<String, String> values,
            Map<String, String> faults,
            List<Mailbox.Way> ways,
            List<Mailboxes.FolderState> folders,
            List<Mailboxes.LeftOut> leftOut,
            MailboxTrial.@Nullable Result trial) {
        String value(String name) {
            return values.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }

        boolean isConnected() {
            return mailbox != null && mailbox.connected();
        }

        /** Its member still has to let Diabolo in at the provider. */
        boolean isToConnect() {
            return mailbox != null && mailbox.way().isOAuth();
        }
    }

    @GetMapping("/profile/mailbox")
    ModelAndView show(Ui ui) {
        var mailbox = mailboxes.of(ui.me().member());
        return page(mailbox, mailbox == null ? blank(ui) : values(mailbox), Map.of(), null, HttpStatus.OK);
    }

    private static Map<String, String> blank(Ui ui) {
        var values = new HashMap<String, String>();
        values.put("sender_name", ui.me().name());
        values.put("way", "password");
        values.put("smtp_port", "587");
        values.put("smtp_security", "starttls");
        values.put("imap_port", "993");
        values.put("imap_security", "tls");
        values.put("privacy", "all");
        values.put("folders", "INBOX");
        values.put("sent_folder", "Sent");
        values.put("keeps_sent", "true");
        values.put("daily_cap", "100");
        return values;
    }

    static Map<String, String> values(Mailbox mailbox) {
        var values = new LinkedHashMap<String, String>();
        values.put("address", mailbox.address());
        values.put("sender_name", mailbox.senderName());
        values.put("way", mailbox.way().id());
        values.put("login", mailbox.login());
        values.put("smtp_host", mailbox.smtp().host());
        values.put("smtp_port", String.valueOf(mailbox.smtp().port()));
        values.put("smtp_security", mailbox.smtp().security().id());
        var imap = mailbox.imap();
        values.put("imap_host", imap == null ? "" : imap.host());
        values.put("imap_port", imap == null ? "" : String.valueOf(imap.port()));
        values.put("imap_security", imap == null ? "tls" : imap.security().id());
        values.put("privacy", mailbox.privacy().id());
        values.put("folders", String.join(", ", mailbox.folders()));
        values.put("sent_folder", mailbox.sentFolder() == null ? "" : mailbox.sentFolder());
        values.put("keeps_sent", String.valueOf(mailbox.keepsSent()));
        values.put("daily_cap", String.valueOf(mailbox.dailyCap()));
        values.put("serves_all", String.valueOf(mailbox.servesAll()));
        values.put("version", String.valueOf(mailbox.version()));
        return values;
    }

    private ModelAndView page(
            @Nullable Mailbox mailbox,
            Map<String, String> values,
            Map<String, String> faults,
            MailboxTrial.@Nullable Result trial,
            HttpStatus status) {
        var ways = List.of(Mailbox.Way.values()).stream()
                .filter(way -> !way.isOAuth() || settings.of(way).isOn())
                .toList();
        var page = new Page(
                mailbox,
                values,
                faults,
                ways,
                mailbox == null ? List.of() : mailboxes.folders(mailbox.id()),
                mailbox == null ? List.of() : mailboxes.leftOut(mailbox.id()),
                trial);
        return new ModelAndView("mail/mailbox", Map.of("page", page), status);
    }

    @PostMapping("/profile/mailbox")
    ModelAndView save(@RequestParam Map<String, String> typed, Ui ui) {
        var version = typed.getOrDefault("version", "");
        try {
            mailboxes.save(typed, version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null, ui.me());
            ui.flash("mailbox.saved");
            return seeOther();
        } catch (BadInput bad) {
            var faults = new LinkedHashMap<String, String>();
            bad.faults()
                    .forEach(fault -> faults.put(
                            fault.field(), ui.t(fault.key(), fault.args().toArray())));
            return again(typed, faults, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        } catch (StaleVersion stale) {
            var values = new HashMap<>(typed);
            values.put("version", String.valueOf(stale.actual()));
            return again(values, Map.of("address", ui.t("record.stale")), HttpStatus.CONFLICT, ui);
        }
    }

    /** What was typed stays, but for the password. */
    private ModelAndView again(Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var values = new HashMap<>(typed);
        values.remove("password");
        return page(mailboxes.of(ui.me().member()), values, faults, null, status);
    }

    @PostMapping("/profile/mailbox/trials")
    ModelAndView tryOut(Ui ui) {
        ui.me().mayWrite();
        var mailbox = mailboxes.of(ui.me().member());
        if (mailbox == null) {
            return seeOther();
        }
        var result = trial.of(mailbox);
        if (result.isWell()) {
            ui.flash("mailbox.trial.well");
            return seeOther();
        }
        return page(mailbox, values(mailbox), Map.of(), result, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/profile/mailbox/removal")
    ModelAndView remove(Ui ui) {
        if (mailboxes.of(ui.me().member()) != null) {
            mailboxes.remove(ui.me());
            ui.flash("mailbox.removed");
        }
        return seeOther();
    }

    @GetMapping("/settings/mailboxes")
    ModelAndView all(Ui ui) {
        return new ModelAndView("mail/mailboxes", Map.of("mailboxes", mailboxes.all(ui.me())));
    }

    private static ModelAndView seeOther() {
        var view = new RedirectView("/profile/mailbox");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
