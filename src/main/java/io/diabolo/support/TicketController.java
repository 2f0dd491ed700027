package io.diabolo.support;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Back;
import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** A ticket's page: the conversation, and what is done with it, by keyboard too. */
@Controller
class TicketController {
    static final String TICKET = "/tickets/{id:[0-9a-fA-F-]{36}}";
    private final Tickets tickets;
    private final TicketPages pages;
    private final Conversation conversation;
    private final Answering answering;
    private final Files files;

    TicketController(Tickets tickets, TicketPages pages, Conversation conversation, Answering answering, Files files) {
        this.tickets = tickets;
        this.pages = pages;
        this.conversation = conversation;
        this.answering = answering;
        this.files = files;
    }

    @GetMapping(TICKET)
    ModelAndView show(@PathVariable UUID id, Ui ui) {
        return page(id, Map.of(), Map.of(), HttpStatus.OK, ui);
    }

    private ModelAndView page(
            UUID id, Map<String, String> typed, Map<String, String> faults, HttpStatus status, Ui ui) {
        return new ModelAndView("support/ticket", Map.of("page", pages.of(id, typed, faults, ui)), status);
    }

    @PostMapping(TICKET + "/replies")
    ModelAndView reply(
            @PathVariable UUID id,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            Ui ui) {
        return done(id, form, ui, () -> {
            var reply = new Reply(
                    form.getOrDefault("body", ""),
                    TicketStatus.named(form.getOrDefault("status", "")).orElse(null),
                    TicketType.PRIORITIES.contains(form.getOrDefault("priority", "")) ? form.get("priority") : null,
                    TicketFiles.of(files));
            var done = tickets.reply(id, reply, ui.me());
            answering.end(id, ui.me());
            return done;
        });
    }

    @PostMapping(TICKET + "/notes")
    ModelAndView note(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, renamed(form, "note"), ui, () -> tickets.note(id, form.getOrDefault("note", ""), ui.me()));
    }

    /** A fault of the note is shown at the note. */
    private static Map<String, String> renamed(Map<String, String> form, String field) {
        var typed = new HashMap<>(form);
        typed.put("@body", field);
        return typed;
    }

    /** Without an owner named, the reader takes it. */
    @PostMapping(TICKET + "/assignment")
    ModelAndView assign(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        var owner = form.get("owner");
        return done(
                id, form, ui, () -> tickets.assign(id, owner == null ? ui.me().member() : member(owner), ui.me()));
    }

    private static @Nullable MemberId member(String text) {
        if (text.isBlank()) {
            return null;
        }
        try {
            return new MemberId(UUID.fromString(text.strip()));
        } catch (IllegalArgumentException _) {
            throw new BadInput("owner", "ticket.fault.owner");
        }
    }

    @PostMapping(TICKET + "/status")
    ModelAndView move(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, form, ui, () -> {
            var status = TicketStatus.named(form.getOrDefault("status", ""))
                    .orElseThrow(() -> new BadInput("status", "problem.field.choice"));
            return tickets.move(id, status, ui.me());
        });
    }

    @PostMapping(TICKET + "/escalations")
    ModelAndView escalate(@PathVariable UUID id, @RequestParam Map<String, String> form, Ui ui) {
        return done(id, form, ui, () -> {
            var tier = form.getOrDefault("tier", "");
            return tickets.escalate(
                    id,
                    tier.matches("[1-3]") ? Integer.parseInt(tier) : 0,
                    form.get("skill"),
                    form.getOrDefault("reason", ""),
                    ui.me());
        });
    }

    /** I am writing; says who else is. */
    @PostMapping(TICKET + "/answering")
    ModelAndView answering(@PathVariable UUID id, Ui ui) {
        answering.begin(id, ui.me());
        return who(id, ui);
    }

    @GetMapping(TICKET + "/answering")
    ModelAndView who(@PathVariable UUID id, Ui ui) {
        tickets.get(id);
        return new ModelAndView(
                "support/answering",
                Map.of("path", "/tickets/" + id, "topic", Answering.topic(id), "names", answering.others(id, ui.me())));
    }

    /** Always as a download: what strangers send is never shown as a page of ours. */
    @GetMapping(TICKET + "/files/{file}/file")
    void file(@PathVariable UUID id, @PathVariable UUID file, HttpServletResponse response) {
        tickets.get(id);
        download(file, conversation.of(id), files, response);
    }

    static void download(UUID file, List<Message> said, Files files, HttpServletResponse response) {
        var kept = said.stream()
                .flatMap(message -> message.files().stream())
                .filter(one -> one.id().equals(file))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("file", file));
        response.setContentType("application/octet-stream");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(kept.name(), StandardCharsets.UTF_8)
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

    /** The page again, with what is wrong; else the next look at it. */
    private ModelAndView done(UUID id, Map<String, String> form, Ui ui, Supplier<Tickets.Done> command) {
        try {
            var done = command.get();
            if (done.unmailed() != null) {
                ui.flash("ticket.unmailed", ui.t(done.unmailed()));
            } else {
                ui.flash(Flash.of("ticket.saved").undoneBy("/changes/" + done.changeSet() + "/reversal"));
            }
            return seeOther(Back.to(form.get("back"), "/tickets/" + id));
        } catch (BadInput bad) {
            return refused(id, form, bad, ui);
        }
    }

    private ModelAndView refused(UUID id, Map<String, String> form, BadInput bad, Ui ui) {
        return page(id, form, faults(form, bad, ui), HttpStatus.UNPROCESSABLE_CONTENT, ui);
    }

    static Map<String, String> faults(Map<String, String> form, BadInput bad, Ui ui) {
        var all = new HashMap<String, String>();
        bad.faults().forEach(fault -> {
            var field = fault.field().equals("body") ? form.getOrDefault("@body", "body") : fault.field();
            all.putIfAbsent(field, ui.t(fault.key(), fault.args().toArray()));
        });
        return all;
    }

    static ModelAndView seeOther(String path) {
        var view = new RedirectView(path);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
