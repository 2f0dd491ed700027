package io.diabolo.support;

import io.diabolo.web.Ui;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Articles beside an answer: looked for while it is written, and taken over into it. */
@Controller
class TicketArticleController {
    private final ArticleSuggestions suggestions;

    TicketArticleController(ArticleSuggestions suggestions) {
        this.suggestions = suggestions;
    }

    /** A part of the ticket's page. */
    @GetMapping(TicketController.TICKET + "/articles")
    ModelAndView find(@PathVariable UUID id, @RequestParam(defaultValue = "") String q, Ui ui) {
        SupportRights.answer(ui.me());
        return new ModelAndView(
                "support/foundArticles", Map.of("articles", suggestions.of(id, HelpController.cut(q, 200))));
    }

    /** The text as it goes into an answer, in the customer's language. */
    @GetMapping(TicketController.TICKET + "/articles/{article:[0-9a-fA-F-]{36}}/text")
    ResponseEntity<String> text(@PathVariable UUID id, @PathVariable UUID article, Ui ui) {
        SupportRights.answer(ui.me());
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, java.nio.charset.StandardCharsets.UTF_8))
                .header("X-Content-Type-Options", "nosniff")
                .body(suggestions.text(id, article));
    }
}
