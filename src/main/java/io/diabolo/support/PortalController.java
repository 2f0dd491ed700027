package io.diabolo.support;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
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

/** A customer's own requests, by the link that was mailed to them. Reading changes nothing; it needs no script. */
@Controller
class PortalController {
    private static final String HOME = "/my-requests/{link}";
    private static final String ONE = HOME + "/{id:[0-9a-fA-F-]{36}}";
    private final Portal portal;
    private final ArticleSearch articles;
    private final Files files;
    private final Workspaces workspaces;

    PortalController(Portal portal, ArticleSearch articles, Files files, Workspaces workspaces) {
        this.files = files;
        this.portal = portal;
        this.articles = articles;
        this.workspaces = workspaces;
    }

    /** @param ticket null on the list */
    record Page(
            String path,
            String house,
            String email,
            List<Ticket> tickets,
            @Nullable Ticket ticket,
            List<Message> messages,
            List<ArticleSearch.Found> articles,
            Map<String, String> typed,
            Map<String, String> faults) {
        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        String fault(String name) {
            return faults.getOrDefault(name, "");
        }
    }

    @GetMapping(HOME)
    ModelAndView list(@PathVariable String link, Ui ui) {
        return list(link, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView list(
            String text, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        var link = HelpController.key(text);
        return WorkspaceScope.in(
                link.workspace(),
                () -> new ModelAndView(
                        "support/portal",
                        Map.of(
                                "page",
                                new Page(
                                        "/my-requests/" + text,
                                        workspaces.settings().name(),
                                        portal.enter(link),
                                        portal.of(link),
                                        null,
                                        List.of(),
                                        articles.all(ArticleSearch.Reader.CUSTOMER, ui.locale(), 30),
                                        typed,
                                        faults)),
                        status));
    }

    @PostMapping(HOME + "/requests")
    ModelAndView ask(
            @PathVariable String link,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Ui ui) {
        var known = HelpController.key(link);
        try {
            var made = WorkspaceScope.in(known.workspace(), () -> {
                var asked = HelpController.asked(form, TicketFiles.of(files), ui);
                var own = new Portal.Asked(
                        asked.name(),
                        portal.enter(known),
                        asked.subject(),
                        asked.body(),
                        asked.locale(),
                        asked.files());
                return portal.ask(known, own, "portal");
            });
            return TicketController.seeOther("/my-requests/" + link + "/" + made.id());
        } catch (BadInput bad) {
            return list(link, form, HelpController.faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
        }
    }

    @GetMapping(HOME + "/articles/{id:[0-9a-fA-F-]{36}}")
    ModelAndView article(@PathVariable String link, @PathVariable UUID id, Ui ui) {
        var known = HelpController.key(link);
        return WorkspaceScope.in(known.workspace(), () -> {
            portal.enter(known);
            var found = articles.one(id, ArticleSearch.Reader.CUSTOMER, ui.locale());
            if (found == null) {
                throw new io.diabolo.platform.NoSuchRecord("article", id);
            }
            return new ModelAndView("support/portalArticle", Map.of("path", "/my-requests/" + link, "article", found));
        });
    }

    @GetMapping(ONE)
    ModelAndView show(@PathVariable String link, @PathVariable UUID id) {
        return show(link, id, Map.of(), Map.of(), HttpStatus.OK);
    }

    private ModelAndView show(
            String text, UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status) {
        var link = HelpController.key(text);
        return WorkspaceScope.in(
                link.workspace(),
                () -> new ModelAndView(
                        "support/portalTicket",
                        Map.of(
                                "page",
                                new Page(
                                        "/my-requests/" + text,
                                        workspaces.settings().name(),
                                        portal.enter(link),
                                        List.of(),
                                        portal.one(link, id),
                                        portal.said(link, id),
                                        List.of(),
                                        typed,
                                        faults)),
                        status));
    }

    @PostMapping(ONE + "/replies")
    ModelAndView reply(
            @PathVariable String link,
            @PathVariable UUID id,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Ui ui) {
        var known = HelpController.key(link);
        try {
            WorkspaceScope.run(
                    known.workspace(),
                    () -> portal.reply(known, id, form.getOrDefault("body", ""), TicketFiles.of(files)));
            return TicketController.seeOther("/my-requests/" + link + "/" + id);
        } catch (BadInput bad) {
            return show(link, id, form, HelpController.faults(bad, ui), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** Only of what was said to them, and always as a download. */
    @GetMapping(ONE + "/files/{file}/file")
    void file(@PathVariable String link, @PathVariable UUID id, @PathVariable UUID file, HttpServletResponse response) {
        var known = HelpController.key(link);
        WorkspaceScope.run(
                known.workspace(), () -> TicketController.download(file, portal.said(known, id), files, response));
    }

    @PostMapping(ONE + "/closing")
    ModelAndView close(@PathVariable String link, @PathVariable UUID id) {
        var known = HelpController.key(link);
        WorkspaceScope.run(known.workspace(), () -> portal.close(known, id));
        return TicketController.seeOther("/my-requests/" + link + "/" + id);
    }

    @PostMapping(HOME + "/leaving")
    ModelAndView leave(@PathVariable String link) {
        var known = HelpController.key(link);
        WorkspaceScope.run(known.workspace(), () -> portal.leave(known));
        return new ModelAndView("support/portalLeft");
    }
}
