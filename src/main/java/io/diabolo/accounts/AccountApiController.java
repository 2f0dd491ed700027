package io.diabolo.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What of accounts isn't a list of records: the team, the whitespace, the history, what is done about suggestions, and the
 * document of a review. Accounts, plans, suggestions and recommendations themselves come from the records' own API.
 */
@RestController
class AccountApiController {
    private static final String ACCOUNT = "/api/v1/accounts/{id}";
    private final AccountTeam team;
    private final Whitespace whitespace;
    private final AccountHistory history;
    private final AccountFacts accounts;
    private final Suggestions suggestions;
    private final SuggestionPages pages;
    private final ReviewDocuments documents;
    private final WinBacks winBacks;

    AccountApiController(
            AccountTeam team,
            Whitespace whitespace,
            AccountHistory history,
            AccountFacts accounts,
            Suggestions suggestions,
            SuggestionPages pages,
            ReviewDocuments documents,
            WinBacks winBacks) {
        this.team = team;
        this.whitespace = whitespace;
        this.history = history;
        this.accounts = accounts;
        this.suggestions = suggestions;
        this.pages = pages;
        this.documents = documents;
        this.winBacks = winBacks;
    }

    @GetMapping(ACCOUNT + "/team")
    Map<String, Object> team(@PathVariable UUID id, Ui ui) {
        var items = team.of(id, ui.me()).stream()
                .map(seat -> {
                    var member = seat.member();
                    var body = new LinkedHashMap<String, @Nullable Object>();
                    body.put("role", seat.role());
                    body.put("member_id", member == null ? null : member.id().toString());
                    body.put("name", member == null ? null : member.name());
                    body.put("contact", seat.contact());
                    return body;
                })
                .toList();
        return Map.of("items", items);
    }

    /** @param memberId null: nobody */
    record Given(
            @Nullable String role,
            @JsonProperty("member_id") @Nullable String memberId) {}

    @PutMapping(ACCOUNT + "/team")
    ResponseEntity<Map<String, Object>> give(@PathVariable UUID id, @RequestBody Given given, Ui ui) {
        var member = AccountController.id(
                Objects.requireNonNullElse(given.memberId(), ""), "member_id", "account.fault.member");
        var changeSet = team.give(id, Objects.requireNonNullElse(given.role(), ""), member, ui.me());
        return ResponseEntity.ok()
                .header("Diabolo-Change-Set", changeSet.toString())
                .body(team(id, ui));
    }

    @GetMapping(ACCOUNT + "/whitespace")
    Map<String, Object> whitespace(@PathVariable UUID id, Ui ui) {
        var grid = whitespace.of(id, ui.me());
        var items = grid.entities().stream()
                .flatMap(entity -> java.util.stream.IntStream.range(
                                0, grid.products().size())
                        .mapToObj(at -> {
                            var cell = entity.cells().get(at);
                            var body = new LinkedHashMap<String, @Nullable Object>();
                            body.put("company_id", entity.id());
                            body.put("company", entity.name());
                            body.put("product_id", grid.products().get(at).id());
                            body.put("product", grid.products().get(at).name());
                            body.put("state", cell.state().id());
                            body.put("reason", cell.reason().isEmpty() ? null : cell.reason());
                            return body;
                        }))
                .toList();
        return Map.of("items", items);
    }

    record Cell(
            @JsonProperty("company_id") @Nullable String companyId,
            @JsonProperty("product_id") @Nullable String productId,
            @Nullable String state,
            @Nullable String reason) {}

    /** Refused with a reason, or possible again. */
    @PutMapping(ACCOUNT + "/whitespace")
    Map<String, Object> judge(@PathVariable UUID id, @RequestBody Cell cell, Ui ui) {
        var entity = needed(cell.companyId(), "company_id");
        var product = needed(cell.productId(), "product_id");
        switch (Objects.requireNonNullElse(cell.state(), "")) {
            case "refused" ->
                whitespace.refuse(id, entity, product, Objects.requireNonNullElse(cell.reason(), ""), ui.me());
            case "possible" -> whitespace.allow(id, entity, product, ui.me());
            default -> throw new BadInput("state", "whitespace.fault.what");
        }
        return whitespace(id, ui);
    }

    private static UUID needed(@Nullable String text, String field) {
        var id = AccountController.id(Objects.requireNonNullElse(text, ""), field, "whitespace.fault.cell");
        if (id == null) {
            throw new BadInput(field, "whitespace.fault.cell");
        }
        return id;
    }

    @GetMapping(ACCOUNT + "/history")
    Map<String, @Nullable Object> history(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String only,
            @RequestParam(defaultValue = "") String before,
            Ui ui) {
        accounts.get(id, ui.me());
        if (!only.isEmpty() && !AccountHistory.GROUPS.contains(only)) {
            throw new BadInput("only", "account.fault.only", String.join(", ", AccountHistory.GROUPS));
        }
        var part = history.of(id, only, before(before), ui.me());
        var items = part.events().stream()
                .map(event -> {
                    var body = new LinkedHashMap<String, @Nullable Object>();
                    body.put("at", event.at().toString());
                    body.put("kind", event.kind());
                    body.put("name", event.name());
                    body.put("detail", event.detail());
                    body.put("path", event.path());
                    body.put("member", event.who());
                    return body;
                })
                .toList();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("items", items);
        body.put("next", part.next() == null ? null : part.next().toString());
        return body;
    }

    private static @Nullable Instant before(String text) {
        try {
            var at = text.isBlank() ? null : Instant.parse(text.strip());
            if (at != null && (at.isBefore(AccountController.EARLIEST) || at.isAfter(AccountController.LATEST))) {
                throw new BadInput("before", "account.fault.before");
            }
            return at;
        } catch (DateTimeException _) {
            throw new BadInput("before", "account.fault.before");
        }
    }

    /** Of two who accept at once, both are told what was opened; only one has opened it. */
    @PostMapping("/api/v1/suggestions/{id}/acceptance")
    ResponseEntity<Map<String, @Nullable Object>> accept(@PathVariable UUID id, Ui ui) {
        return answer(id, suggestions.accept(id, ui.me()), ui);
    }

    record Dismissal(@Nullable String reason, @Nullable String note) {}

    @PostMapping("/api/v1/suggestions/{id}/dismissal")
    ResponseEntity<Map<String, @Nullable Object>> dismiss(
            @PathVariable UUID id, @RequestBody Dismissal dismissal, Ui ui) {
        return answer(
                id,
                suggestions.dismiss(
                        id,
                        Objects.requireNonNullElse(dismissal.reason(), ""),
                        Objects.requireNonNullElse(dismissal.note(), ""),
                        ui.me()),
                ui);
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(UUID id, Suggestions.Answer answer, Ui ui) {
        var row = suggestions.get(id, ui.me());
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", id);
        body.put("state", row.getState());
        body.put("opportunity_id", row.getOpportunityId());
        body.put("lead_id", row.getLeadId());
        body.put("task_id", row.getTaskId());
        body.put("facts", pages.facts(id, ui.me()));
        return switch (answer) {
            case Suggestions.Answer.Done done ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header("Diabolo-Change-Set", done.changeSet().toString())
                        .body(body);
            case Suggestions.Answer.Already _ -> ResponseEntity.ok(body);
        };
    }

    @GetMapping("/api/v1/account-reviews/{id}/document")
    Map<String, Object> document(@PathVariable UUID id, Ui ui) {
        var document = documents.of(id, ui.me()).document();
        var body = new LinkedHashMap<String, Object>();
        body.put("title", document.title());
        body.put("company", document.company());
        body.put("language", document.language());
        body.put("sections", sections(document));
        return body;
    }

    private static List<Map<String, Object>> sections(ReviewDocument document) {
        return document.sections().stream()
                .map(section -> {
                    var one = new LinkedHashMap<String, Object>();
                    one.put("id", section.id());
                    one.put("title", section.title());
                    one.put(
                            "figures",
                            section.figures().stream()
                                    .map(figure -> Map.of("label", figure.label(), "value", figure.value()))
                                    .toList());
                    one.put("headings", section.headings());
                    one.put("rows", section.rows());
                    return (Map<String, Object>) one;
                })
                .toList();
    }

    @PostMapping("/api/v1/win-backs/{id}/reopening")
    ResponseEntity<Map<String, Object>> reopen(@PathVariable UUID id, Ui ui) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .body(Map.of("lead_id", winBacks.reopen(id, ui.me()).toString()));
    }
}
