package io.diabolo.offers;

import io.diabolo.platform.MemberId;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who answers approvals for whom while they are away, in the API. */
@RestController
class DelegationApiController {
    private final Delegations delegations;

    DelegationApiController(Delegations delegations) {
        this.delegations = delegations;
    }

    @GetMapping("/api/v1/approval-delegations")
    Map<String, Object> list(Ui ui) {
        return Map.of(
                "items",
                delegations.of(ui.me()).stream()
                        .map(DelegationApiController::json)
                        .toList());
    }

    record Wish(
            @Nullable String member_id,
            @Nullable String to_id,
            @Nullable String from,
            @Nullable String until) {}

    @PostMapping("/api/v1/approval-delegations")
    ResponseEntity<Map<String, Object>> give(@RequestBody Wish wish, Ui ui) {
        var given = delegations.give(
                member(wish.member_id()), member(wish.to_id()), day(wish.from()), day(wish.until()), ui.me());
        return ResponseEntity.status(HttpStatus.CREATED).body(json(given));
    }

    @DeleteMapping("/api/v1/approval-delegations/{id}")
    ResponseEntity<Void> end(@PathVariable UUID id, Ui ui) {
        delegations.end(id, ui.me());
        return ResponseEntity.noContent().build();
    }

    private static Map<String, Object> json(Delegations.Delegation one) {
        var all = new LinkedHashMap<String, Object>();
        all.put("id", one.id());
        all.put("member_id", one.member().value());
        all.put("to_id", one.standIn().value());
        all.put("from", one.from().toString());
        all.put("until", one.to().toString());
        return all;
    }

    static @Nullable MemberId member(@Nullable String text) {
        var id = text == null ? null : QuoteForm.id(text);
        return id == null ? null : new MemberId(id);
    }

    /** Null when it is none. */
    static @Nullable LocalDate day(@Nullable String text) {
        try {
            var day = text == null ? null : LocalDate.parse(text.strip());
            return day == null || day.getYear() < 2000 || day.getYear() > 2200 ? null : day;
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
