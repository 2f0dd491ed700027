package io.diabolo.offers;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** A quote leaves, is talked about and accepted: what a member does with it from then on. */
@Controller
class SendingController {
    private final Quotes quotes;
    private final SendQuote sending;
    private final Acceptances acceptances;
    private final Comments comments;
    private final Documents documents;
    private final Sellers sellers;
    private final QuotePages pages;
    private final Pdf pdf;
    private final Files files;

    SendingController(
            Quotes quotes,
            SendQuote sending,
            Acceptances acceptances,
            Comments comments,
            Documents documents,
            Sellers sellers,
            QuotePages pages,
            Pdf pdf,
            Files files) {
        this.quotes = quotes;
        this.sending = sending;
        this.acceptances = acceptances;
        this.comments = comments;
        this.documents = documents;
        this.sellers = sellers;
        this.pages = pages;
        this.pdf = pdf;
        this.files = files;
    }

    @PostMapping(QuoteController.QUOTE + "/sending")
    ModelAndView send(@PathVariable UUID id, @RequestParam(defaultValue = "") String version, Ui ui) {
        try {
            var seen = version.matches("[0-9]{1,9}") ? Integer.valueOf(version) : null;
            switch (sending.send(id, seen, ui.me())) {
                case SendQuote.Answer.Sent sent -> {
                    var unmailed = sent.unmailed();
                    if (unmailed == null) {
                        ui.flash(
                                "quote.sent",
                                sent.quote().reference(),
                                sent.quote().recipient().email());
                    } else {
                        ui.flash("quote.sent.unmailed", sent.quote().reference(), ui.t(unmailed));
                    }
                }
                case SendQuote.Answer.Already already ->
                    ui.flash("quote.sent.already", already.quote().reference());
                case SendQuote.Answer.Waiting waiting ->
                    ui.flash(
                            waiting.approvals().isEmpty() ? "quote.waits.contribution" : "quote.waits",
                            waiting.approvals().size());
                case SendQuote.Answer.Missing missing -> {
                    var faults = QuoteController.said(missing.faults(), ui);
                    return pages.quote(missing.quote(), Map.of(), faults, false, HttpStatus.UNPROCESSABLE_CONTENT, ui);
                }
            }
            return QuoteController.seeOther("/quotes/" + id);
        } catch (StaleVersion _) {
            return pages.quote(quotes.get(id, ui.me()), Map.of(), Map.of(), true, HttpStatus.CONFLICT, ui);
        } catch (BadInput bad) {
            return refused(id, Map.of(), bad, HttpStatus.CONFLICT, ui);
        }
    }

    private ModelAndView refused(UUID id, Map<String, String> typed, BadInput bad, HttpStatus status, Ui ui) {
        return pages.quote(quotes.get(id, ui.me()), typed, QuoteController.said(bad.faults(), ui), false, status, ui);
    }

    /** The PDF as it was sent; of a draft as it would be now. */
    @GetMapping(QuoteController.QUOTE + "/document")
    void document(@PathVariable UUID id, Ui ui, HttpServletResponse response) throws IOException {
        var quote = quotes.get(id, ui.me());
        var file = quote.fileId();
        if (file != null && !Acceptances.mayRead(quote, ui.me())) {
            throw new NotAllowed("restricted-proof");
        }
        if (file != null) {
            FileAnswer.write(files.find(file), files, response);
            return;
        }
        FileAnswer.pdf(ui.t("quote.doc.draft"), pdf.of(documents.view(quote, sellers.seller(), null)), response);
    }

    @GetMapping(QuoteController.QUOTE + "/acceptance")
    void signed(@PathVariable UUID id, Ui ui, HttpServletResponse response) throws IOException {
        var quote = quotes.get(id, ui.me());
        var acceptance = acceptances.of(quote.id());
        if (!Acceptances.mayRead(quote, ui.me())) {
            throw new NotAllowed("restricted-proof");
        }
        if (acceptance == null) {
            throw new io.diabolo.platform.NoSuchRecord("acceptance", id);
        }
        FileAnswer.write(files.find(Objects.requireNonNull(acceptance.fileId())), files, response);
    }

    /** Accepted outside the page: who signed, and the file that shows it. */
    @PostMapping(QuoteController.QUOTE + "/acceptance")
    ModelAndView record(
            @PathVariable UUID id,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "options", required = false) @Nullable List<String> options,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file,
            Ui ui) {
        try {
            acceptances.record(id, outside(form, options, file), ui.me());
            ui.flash("quote.accepted.recorded");
            return QuoteController.seeOther("/quotes/" + id);
        } catch (BadInput bad) {
            return refused(id, form, bad, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    static Acceptances.Outside outside(
            Map<String, String> form, @Nullable List<String> options, @Nullable MultipartFile file) {
        var chosen = (options == null ? Stream.<String>of() : options.stream())
                .map(QuoteForm::id)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        try (var in = file == null ? java.io.InputStream.nullInputStream() : file.getInputStream()) {
            return new Acceptances.Outside(
                    Input.words(form.getOrDefault("name", ""), 200),
                    Input.words(form.getOrDefault("position", ""), 200),
                    name(file == null ? null : file.getOriginalFilename()),
                    type(file == null ? null : file.getContentType()),
                    in.readNBytes(Acceptances.MOST_BYTES + 1),
                    chosen);
        } catch (IOException _) {
            throw new BadInput("file", "quote.fault.file", Acceptances.MOST_BYTES / 1_000_000);
        }
    }

    /** No path, whatever the sender calls it. */
    static String name(@Nullable String given) {
        var plain = Objects.requireNonNullElse(given, "")
                .replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]+", "_")
                .strip();
        return plain.isEmpty() ? "file" : plain.substring(0, Math.min(200, plain.length()));
    }

    static String type(@Nullable String given) {
        try {
            return MediaType.parseMediaType(Objects.requireNonNullElse(given, ""))
                    .toString();
        } catch (InvalidMediaTypeException _) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
    }

    @PostMapping(QuoteController.QUOTE + "/comments")
    ModelAndView comment(@PathVariable UUID id, @RequestParam(defaultValue = "") String comment, Ui ui) {
        try {
            comments.answer(id, Input.words(comment, Comments.LONGEST), ui.me());
            return QuoteController.seeOther("/quotes/" + id);
        } catch (BadInput bad) {
            return refused(id, Map.of(), bad, HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }
}
