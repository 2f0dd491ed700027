package io.diabolo.support;

import io.diabolo.mail.Attachment;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StrangerLimits;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** The public pages of support: what is known, the way to ask, and the way to one's own requests. Without script. */
@Controller
class HelpController {
    private static final String HELP = "/help/{key}";
    private static final int SHOWN = 50;
    private static final int ASKS = 10;
    private static final int LINKS = 5;
    private final Portal portal;
    private final ArticleSearch articles;
    private final StrangerLimits limits;
    private final Workspaces workspaces;

    HelpController(Portal portal, ArticleSearch articles, StrangerLimits limits, Workspaces workspaces) {
        this.portal = portal;
        this.articles = articles;
        this.limits = limits;
        this.workspaces = workspaces;
    }

    /** @param said text key of what was done or is wrong with the whole; may be empty */
    record Page(
            String key,
            String house,
            String query,
            List<ArticleSearch.Found> articles,
            Map<String, String> typed,
            Map<String, String> faults,
            String said) {
        String path() {
            return "/help/" + key;
        }

        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }

    @GetMapping(HELP)
    ModelAndView home(@PathVariable String key, @RequestParam(defaultValue = "") String q, Ui ui) {
        var known = key(key);
        return WorkspaceScope.in(known.workspace(), () -> {
            portal.open(known);
            var found = q.isBlank()
                    ? articles.all(ArticleSearch.Reader.PUBLIC, ui.locale(), SHOWN)
                    : articles.find(q, ArticleSearch.Reader.PUBLIC, ui.locale(), SHOWN);
            return page("support/help", known, cut(q, 200), found, Map.of(), Map.of(), "", HttpStatus.OK);
        });
    }

    private ModelAndView page(
            String view,
            SupportLink key,
            String query,
            List<ArticleSearch.Found> found,
            Map<String, String> typed,
            Map<String, String> faults,
            String said,
            HttpStatus status) {
        return new ModelAndView(
                view,
                Map.of("page", new Page(key.text(), workspaces.settings().name(), query, found, typed, faults, said)),
                status);
    }

    @GetMapping(HELP + "/articles/{id:[0-9a-fA-F-]{36}}")
    ModelAndView article(@PathVariable String key, @PathVariable UUID id, Ui ui) {
        var known = key(key);
        return WorkspaceScope.in(known.workspace(), () -> {
            portal.open(known);
            var found = articles.one(id, ArticleSearch.Reader.PUBLIC, ui.locale());
            if (found == null) {
                throw new NoSuchRecord("article", id);
            }
            return page("support/helpArticle", known, "", List.of(found), Map.of(), Map.of(), "", HttpStatus.OK);
        });
    }

    @GetMapping(HELP + "/request")
    ModelAndView form(@PathVariable String key) {
        var known = key(key);
        return WorkspaceScope.in(known.workspace(), () -> {
            portal.open(known);
            return page("support/helpRequest", known, "", List.of(), Map.of(), Map.of(), "", HttpStatus.OK);
        });
    }

    /** What is known about it already, while it is typed: a part of the page. */
    @GetMapping(HELP + "/suggestions")
    ModelAndView suggest(@PathVariable String key, @RequestParam(defaultValue = "") String subject, Ui ui) {
        var known = key(key);
        return WorkspaceScope.in(known.workspace(), () -> {
            portal.open(known);
            var found = articles.find(subject, ArticleSearch.Reader.PUBLIC, ui.locale(), 3);
            return page("support/helpSuggestions", known, "", found, Map.of(), Map.of(), "", HttpStatus.OK);
        });
    }

    @PostMapping(HELP + "/requests")
    ModelAndView ask(
            @PathVariable String key,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            HttpServletRequest request,
            Ui ui) {
        var known = key(key);
        return WorkspaceScope.in(known.workspace(), () -> {
            portal.open(known);
            // What people don't see, only programs fill in; they hear what people hear.
            if (!form.getOrDefault("homepage", "").isEmpty()) {
                return thanks(known, "");
            }
            if (!limits.lets("support-ask", ASKS, request.getRemoteAddr(), known.workspace())) {
                return page(
                        "support/helpRequest",
                        known,
                        "",
                        List.of(),
                        form,
                        Map.of(),
                        "help.often",
                        HttpStatus.TOO_MANY_REQUESTS);
            }
            try {
                return thanks(
                        known,
                        portal.ask(known, asked(form, TicketFiles.of(files), ui), "form")
                                .reference());
            } catch (BadInput bad) {
                return page(
                        "support/helpRequest",
                        known,
                        "",
                        List.of(),
                        form,
                        faults(bad, ui),
                        "",
                        HttpStatus.UNPROCESSABLE_CONTENT);
            }
        });
    }

    private ModelAndView thanks(SupportLink key, String reference) {
        return page("support/helpThanks", key, reference, List.of(), Map.of(), Map.of(), "", HttpStatus.OK);
    }

    static Portal.Asked asked(Map<String, String> form, List<Attachment> files, Ui ui) {
        return new Portal.Asked(
                cut(form.getOrDefault("name", ""), 200),
                cut(form.getOrDefault("email", ""), 320),
                cut(form.getOrDefault("subject", ""), 300),
                cut(form.getOrDefault("body", ""), Portal.LONGEST),
                ui.locale(),
                files);
    }

    static Map<String, String> faults(BadInput bad, Ui ui) {
        var all = new HashMap<String, String>();
        bad.faults().forEach(fault -> {
            var field = fault.field().equals("requester_email") ? "email" : fault.field();
            all.putIfAbsent(field, ui.t(fault.key(), fault.args().toArray()));
        });
        return all;
    }

    static String cut(String text, int length) {
        var plain = text.replace("\0", "").strip();
        return plain.substring(0, Math.min(length, plain.length()));
    }

    @PostMapping(HELP + "/sign-ins")
    ModelAndView signIn(
            @PathVariable String key, @RequestParam Map<String, String> form, HttpServletRequest request, Ui ui) {
        var known = key(key);
        return WorkspaceScope.in(known.workspace(), () -> {
            portal.open(known);
            var email = cut(form.getOrDefault("email", ""), 320);
            var lets = limits.lets("support-link", ASKS, request.getRemoteAddr(), known.workspace())
                    && limits.lets("support-link-to", LINKS, Tickets.address(email), known.workspace());
            if (lets) {
                portal.sendLink(known, email, ui.locale());
            }
            return page(
                    "support/help",
                    known,
                    "",
                    articles.all(ArticleSearch.Reader.PUBLIC, ui.locale(), SHOWN),
                    form,
                    Map.of(),
                    lets ? "help.link.sent" : "help.often",
                    lets ? HttpStatus.OK : HttpStatus.TOO_MANY_REQUESTS);
        });
    }

    static SupportLink key(@Nullable String text) {
        var key = text == null ? null : SupportLink.read(text);
        if (key == null) {
            throw new NoSuchRecord("help", "unknown");
        }
        return key;
    }
}
