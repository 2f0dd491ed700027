package io.diabolo.support;

import io.diabolo.mentions.Mention;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.MemberId;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What is done with tickets, and what is known, in the API. Lists and single fields come from the records' own API. */
@RestController
class TicketApiController {
    private static final String ONE = "/api/v1/tickets/{id}";
    private static final int MOST = 50;
    private final Tickets tickets;
    private final TicketTies ties;
    private final Conversation conversation;
    private final ArticleSearch articles;
    private final TakeTickets taking;
    private final Files files;

    TicketApiController(
            Tickets tickets,
            TicketTies ties,
            Conversation conversation,
            ArticleSearch articles,
            TakeTickets taking,
            Files files) {
        this.files = files;
        this.taking = taking;
        this.tickets = tickets;
        this.ties = ties;
        this.conversation = conversation;
        this.articles = articles;
    }

    /** A ticket of a batch, as it is sent. */
    record Sent(
            @Nullable String subject,
            @Nullable String description,
            @Nullable String requester_email,
            @Nullable String requester_name,
            @Nullable String priority,
            @Nullable Integer tier,
            @Nullable String kind,
            @Nullable String skill,
            @Nullable String product,
            @Nullable String language,
            @Nullable Instant opened_at,
            @Nullable String external_id) {
        TakeTickets.Asked asked() {
            return new TakeTickets.Asked(
                    subject,
                    description,
                    requester_email,
                    requester_name,
                    priority,
                    tier,
                    kind,
                    skill,
                    product,
                    language,
                    opened_at,
                    external_id);
        }
    }

    record Several(@Nullable List<@Nullable Sent> items) {}

    /** Up to a thousand at once: all of them, or none. */
    @PostMapping("/api/v1/tickets/batch")
    ResponseEntity<Map<String, Object>> take(@RequestBody Several several, Ui ui) {
        var items = several.items() == null ? List.<@Nullable Sent>of() : several.items();
        var taken = taking.take(
                items.stream()
                        .filter(Objects::nonNull)
                        .map(one -> Objects.requireNonNull(one).asked())
                        .toList(),
                ui.me());
        var answer = ResponseEntity.status(HttpStatus.CREATED);
        if (taken.changeSet() != null) {
            answer.header("Diabolo-Change-Set", taken.changeSet().toString());
        }
        return answer.body(Map.of(
                "items",
                taken.tickets().stream()
                        .map(one -> Map.of("id", one.id().toString(), "again", one.again()))
                        .toList()));
    }

    @GetMapping(ONE + "/messages")
    Map<String, Object> messages(@PathVariable UUID id) {
        tickets.get(id);
        return Map.of(
                "items",
                conversation.of(id).stream().map(TicketApiController::json).toList());
    }

    /** A file that came or went with a message. */
    @GetMapping(ONE + "/files/{file}")
    void file(@PathVariable UUID id, @PathVariable UUID file, HttpServletResponse response) {
        tickets.get(id);
        TicketController.download(file, conversation.of(id), files, response);
    }

    /** @param kind reply or note */
    record Word(
            @Nullable String kind,
            @Nullable String body,
            @Nullable String status) {}

    @PostMapping(ONE + "/messages")
    ResponseEntity<Map<String, Object>> say(@PathVariable UUID id, @RequestBody Word word, Ui ui) {
        var body = Objects.requireNonNullElse(word.body(), "");
        var done = switch (Objects.requireNonNullElse(word.kind(), "")) {
            case "reply" -> tickets.reply(id, new Reply(body, status(word.status()), null), ui.me());
            case "note" -> tickets.note(id, body, ui.me());
            default -> throw new BadInput("kind", "problem.field.choice");
        };
        return answer(done, HttpStatus.CREATED);
    }

    private static @Nullable TicketStatus status(@Nullable String id) {
        return id == null || id.isEmpty()
                ? null
                : TicketStatus.named(id).orElseThrow(() -> new BadInput("status", "problem.field.choice"));
    }

    private static ResponseEntity<Map<String, Object>> answer(Tickets.Done done, HttpStatus status) {
        var body = new LinkedHashMap<String, Object>();
        var ticket = done.ticket();
        body.put("id", ticket.id().toString());
        body.put("reference", ticket.reference());
        body.put("status", ticket.status().id());
        body.put("tier", ticket.tier());
        body.put("mailed", done.unmailed() == null);
        return ResponseEntity.status(status)
                .eTag("\"" + ticket.version() + "\"")
                .header("Diabolo-Change-Set", done.changeSet().toString())
                .body(body);
    }

    /** @param tier 1 to 3 */
    record Escalation(
            @Nullable Integer tier,
            @Nullable String skill,
            @Nullable String reason) {}

    @PostMapping(ONE + "/escalations")
    ResponseEntity<Map<String, Object>> escalate(@PathVariable UUID id, @RequestBody Escalation asked, Ui ui) {
        return answer(
                tickets.escalate(
                        id,
                        Objects.requireNonNullElse(asked.tier(), 0),
                        asked.skill(),
                        Objects.requireNonNullElse(asked.reason(), ""),
                        ui.me()),
                HttpStatus.CREATED);
    }

    /** @param owner null: back to the tier */
    record Assignment(@Nullable UUID owner) {}

    @PostMapping(ONE + "/assignment")
    ResponseEntity<Map<String, Object>> assign(@PathVariable UUID id, @RequestBody Assignment asked, Ui ui) {
        var owner = asked.owner();
        return answer(tickets.assign(id, owner == null ? null : new MemberId(owner), ui.me()), HttpStatus.OK);
    }

    /** @param into the reference or the id of the one that stays */
    record Merge(@Nullable String into) {}

    @PostMapping(ONE + "/merge")
    ResponseEntity<Map<String, Object>> merge(@PathVariable UUID id, @RequestBody Merge asked, Ui ui) {
        return answer(ties.merge(id, Objects.requireNonNullElse(asked.into(), ""), ui.me()), HttpStatus.OK);
    }

    /** @param message from which on it is another ticket's */
    record Split(@Nullable UUID message, @Nullable String subject) {}

    @PostMapping(ONE + "/splits")
    ResponseEntity<Map<String, Object>> split(@PathVariable UUID id, @RequestBody Split asked, Ui ui) {
        var message = asked.message();
        if (message == null) {
            throw new BadInput("message", "ticket.fault.message");
        }
        return answer(
                ties.split(id, message, Objects.requireNonNullElse(asked.subject(), ""), ui.me()), HttpStatus.CREATED);
    }

    @GetMapping("/api/v1/article-search")
    Map<String, Object> search(
            @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "20") int limit, Ui ui) {
        if (limit < 1 || limit > MOST) {
            throw new BadInput("limit", "problem.list.limit", MOST);
        }
        var found = articles.find(q, ArticleSearch.Reader.AGENT, ui.locale(), limit).stream()
                .map(one -> Map.of(
                        "id", one.id().toString(),
                        "title", one.title(),
                        "language", one.language(),
                        "audience", one.audience(),
                        "beginning", one.beginning()))
                .toList();
        return Map.of("items", List.copyOf(found));
    }

    private static Map<String, @Nullable Object> json(Message one) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", one.id().toString());
        body.put("kind", one.kind().id());
        body.put("author", one.author());
        body.put("address", one.address());
        body.put("body", one.body());
        body.put("quoted", one.quoted());
        body.put("step", one.textKey());
        body.put("at", one.at().toString());
        body.put(
                "files",
                one.files().stream()
                        .map(file -> Map.of("id", file.id().toString(), "name", file.name(), "size", file.size()))
                        .toList());
        body.put("mentions", one.mentions().stream().map(Mention::json).toList());
        return body;
    }
}
