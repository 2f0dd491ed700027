package io.diabolo.offers;

import io.diabolo.offers.PublicQuotes.Answer;
import io.diabolo.offers.PublicQuotes.Signing;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A quote as its customer finds it by the link. Reading changes nothing; it needs no script. */
@Controller
class PublicQuoteController {
    private static final String PAGE = "/q/{link}";
    private static final int LONGEST = 200;

    private final PublicQuotes quotes;
    private final Documents documents;
    private final Texts texts;

    PublicQuoteController(PublicQuotes quotes, Documents documents, Texts texts) {
        this.quotes = quotes;
        this.documents = documents;
        this.texts = texts;
    }

    @GetMapping(PAGE)
    ModelAndView show(@PathVariable String link) {
        return page(link, Map.of(), "", "", HttpStatus.OK);
    }

    @PostMapping(PAGE + "/views")
    ResponseEntity<Void> seen(@PathVariable String link) {
        quotes.seen(link);
        return ResponseEntity.noContent().build();
    }

    @PostMapping(PAGE + "/comments")
    ModelAndView comment(@PathVariable String link, @RequestParam Map<String, String> form) {
        var said = quotes.comment(
                link,
                Input.words(form.getOrDefault("author", ""), LONGEST),
                Input.words(form.getOrDefault("comment", ""), Comments.LONGEST));
        return answered(link, said, form, "#comments");
    }

    @PostMapping(PAGE + "/options")
    ModelAndView choose(
            @PathVariable String link,
            @RequestParam(name = "options", required = false) @Nullable List<String> options) {
        return answered(link, quotes.choose(link, ids(options)), Map.of(), "#options");
    }

    @PostMapping(PAGE + "/refusal")
    ModelAndView decline(@PathVariable String link, @RequestParam Map<String, String> form) {
        return answered(
                link, quotes.decline(link, Input.words(form.getOrDefault("reason", ""), Comments.LONGEST)), form, "");
    }

    @PostMapping(PAGE + "/codes")
    ModelAndView sendCode(@PathVariable String link, @RequestParam Map<String, String> form) {
        var answer = quotes.sendCode(link);
        return answer instanceof Answer.Done
                ? page(link, form, "", "quote.public.code.sent", HttpStatus.OK)
                : answered(link, answer, form, "");
    }

    @PostMapping(PAGE + "/acceptance")
    ModelAndView accept(
            @PathVariable String link,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "options", required = false) @Nullable List<String> options,
            HttpServletRequest request) {
        var locale = quotes.show(link).quote().locale();
        var signing = new Signing(
                Input.words(form.getOrDefault("name", ""), LONGEST),
                Input.words(form.getOrDefault("position", ""), LONGEST),
                "true".equals(form.get("consent")),
                texts.text(locale, "quote.public.consent"),
                Input.words(form.getOrDefault("signature", ""), LONGEST),
                form.getOrDefault("drawn", "").strip(),
                form.getOrDefault("code", ""),
                ids(options),
                request.getRemoteAddr(),
                Input.words(Objects.requireNonNullElse(request.getHeader("User-Agent"), ""), 500));
        return answered(link, quotes.accept(link, signing), form, "");
    }

    private static List<UUID> ids(@Nullable List<String> texts) {
        return (texts == null ? Stream.<String>of() : texts.stream())
                .map(QuoteForm::id)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private ModelAndView answered(String link, Answer answer, Map<String, String> typed, String place) {
        return switch (answer) {
            case Answer.Done _ -> QuoteController.seeOther("/q/" + link + place);
            case Answer.Closed _ -> page(link, typed, "", "", HttpStatus.CONFLICT);
            case Answer.Fault fault -> page(link, typed, fault.field(), fault.key(), HttpStatus.UNPROCESSABLE_CONTENT);
            case Answer.TooOften _ -> page(link, typed, "", "quote.public.fault.often", HttpStatus.TOO_MANY_REQUESTS);
        };
    }

    private ModelAndView page(String link, Map<String, String> typed, String field, String key, HttpStatus status) {
        var shown = quotes.show(link);
        var quote = shown.quote();
        var doc = WorkspaceScope.in(
                Objects.requireNonNull(QuoteLink.read(link)).workspace(),
                () -> documents.view(quote, quote.seller(), shown.acceptance(), shown.annexed()));
        var page = new PublicQuotePage(link, shown, doc, typed, field, key, texts);
        return new ModelAndView("offers/publicQuote", Map.of("page", page), status);
    }

    @GetMapping(PAGE + "/document")
    void document(@PathVariable String link, HttpServletResponse response) throws IOException {
        quotes.write(link, false, response);
    }

    @GetMapping(PAGE + "/annexes/{contribution:[0-9a-fA-F-]{36}}")
    void annex(@PathVariable String link, @PathVariable UUID contribution, HttpServletResponse response)
            throws IOException {
        quotes.annex(link, contribution, response);
    }

    /** What was signed; before it is, what was sent. */
    @GetMapping(PAGE + "/signed")
    void signed(@PathVariable String link, HttpServletResponse response) throws IOException {
        quotes.write(link, true, response);
    }
}
