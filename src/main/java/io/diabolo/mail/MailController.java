package io.diabolo.mail;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** One mail with its thread, its files, and what can be done with it. */
@Controller
class MailController {
    private static final String MAIL = "/mails/{id:[0-9a-fA-F-]{36}}";
    private final Mails mails;
    private final FateOfMails fates;
    private final Files files;

    MailController(Mails mails, FateOfMails fates, Files files) {
        this.mails = mails;
        this.fates = fates;
        this.files = files;
    }

    /** @param thread the other mails of it, the oldest first */
    record Page(MailView mail, List<MailView> thread) {}

    /** A mail whose fate is unknown. */
    record Uncertain(UUID id, String to, String subject, java.time.Instant at, String said) {}

    /**
     * A mail that didn't leave.
     *
     * @param why text key
     * @param said the server's own words, or empty
     */
    record Failed(UUID id, String to, String subject, java.time.Instant at, String why, String said) {}

    @GetMapping(MAIL)
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        var mail = mails.get(id, ui.me());
        return new ModelAndView("mail/mail", Map.of("page", new Page(mail, mails.thread(mail, ui.me()))));
    }

    /** Always as a download: what strangers send is never shown as a page of ours. */
    @GetMapping(MAIL + "/files/{file}/file")
    void file(@PathVariable UUID id, @PathVariable UUID file, Ui ui, HttpServletResponse response) {
        var kept = kept(id, file, ui.me());
        response.setContentType("application/octet-stream");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(kept.name(), java.nio.charset.StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLengthLong(kept.size());
        try {
            files.copy(kept.id(), response.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MailFiles.Kept kept(UUID mail, UUID file, Actor me) {
        return mails.get(mail, me).files().stream()
                .filter(one -> one.id().equals(file))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("file", file));
    }

    @GetMapping("/mails/uncertain")
    ModelAndView uncertain(Ui ui) {
        var all = fates.uncertain(ui.me()).stream()
                .map(mail -> new Uncertain(
                        mail.getId(),
                        mail.getToAddress(),
                        mail.getSubject(),
                        mail.getAt().toInstant(),
                        mail.getFaultSaid() == null ? "" : mail.getFaultSaid()))
                .toList();
        return new ModelAndView("mail/uncertain", Map.of("mails", all));
    }

    /** Those that didn't leave, and why. */
    @GetMapping("/mails/failed")
    ModelAndView failed(Ui ui) {
        var all = fates.failed(ui.me()).stream()
                .map(mail -> new Failed(
                        mail.getId(),
                        mail.getToAddress(),
                        mail.getSubject(),
                        mail.getAt().toInstant(),
                        mail.getFault() == null ? "mail.fault.refused" : mail.getFault(),
                        mail.getFaultSaid() == null ? "" : mail.getFaultSaid()))
                .toList();
        return new ModelAndView("mail/failed", Map.of("mails", all));
    }

    /** The member says what became of it. */
    @PostMapping(MAIL + "/settlement")
    ModelAndView settle(@PathVariable UUID id, @RequestParam(defaultValue = "") String fate, Ui ui) {
        if (!fate.equals("sent") && !fate.equals("again")) {
            throw new BadInput("fate", "problem.field.choice");
        }
        fates.settle(id, fate.equals("again"), ui.me());
        ui.flash("mail.settled." + fate);
        return seeOther("/mails/uncertain");
    }

    @PostMapping(MAIL + "/withdrawal")
    ModelAndView withdraw(@PathVariable UUID id, Ui ui) {
        ui.flash(mails.withdraw(id, ui.me()) ? "mail.withdrawn" : "mail.withdrawn.late");
        return seeOther("/mails/" + id);
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
