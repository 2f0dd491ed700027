package io.diabolo.delivery;

import io.diabolo.delivery.Amendment.Change;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/** Contracts through the API: their lines, amendments and end. Lists and single fields come from the records' own API. */
@Controller
class ContractApiController {
    private static final String ONE = "/api/v1/contracts/{id}";
    private static final int LONGEST = 2_000;
    private final Contracts contracts;

    ContractApiController(Contracts contracts) {
        this.contracts = contracts;
    }

    @GetMapping(ONE + "/content")
    ResponseEntity<Map<String, @Nullable Object>> content(@PathVariable UUID id, Ui ui) {
        return answer(id, null, HttpStatus.OK, ui);
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(
            UUID id, @Nullable UUID changeSet, HttpStatus status, Ui ui) {
        var whole = contracts.get(id, ui.me());
        var answer = ResponseEntity.status(status).eTag("\"" + whole.contract().getVersion() + "\"");
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(json(whole));
    }

    private static Map<String, @Nullable Object> json(Contracts.Whole whole) {
        var contract = whole.contract();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", contract.getId());
        body.put("name", contract.getName());
        body.put("state", contract.getState());
        body.put("currency", contract.getCurrency());
        body.put("starts_on", contract.getStartsOn().toString());
        body.put(
                "ends_on",
                contract.getEndsOn() == null ? null : contract.getEndsOn().toString());
        body.put("end_reason", contract.getEndReason());
        body.put("renewal_on", contract.getRenewalOn().toString());
        body.put(
                "notice_on",
                contract.getNoticeOn() == null ? null : contract.getNoticeOn().toString());
        body.put(
                "lines", whole.lines().stream().map(ContractApiController::json).toList());
        body.put(
                "amendments",
                whole.amendments().stream().map(ContractApiController::json).toList());
        body.put("version", contract.getVersion());
        return body;
    }

    private static Map<String, @Nullable Object> json(ContractLine line) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", line.id());
        body.put("product_id", line.product());
        body.put("name", line.name());
        body.put("quantity", line.quantity().toPlainString());
        body.put("amount", line.amount().value().toPlainString());
        body.put("period", line.period().id());
        body.put("from", line.from().toString());
        body.put("until", line.until() == null ? null : line.until().toString());
        body.put("pricing", line.tiers().pricing());
        body.put("metered", line.tiers().metered());
        body.put(
                "tiers",
                line.tiers().bands().stream()
                        .map(band -> Map.of(
                                "from", band.from().toPlainString(),
                                "unit_price", band.unitPrice().toPlainString()))
                        .toList());
        return body;
    }

    private static Map<String, Object> json(Amendment one) {
        return Map.of(
                "id", one.id(),
                "kind", one.kind().id(),
                "effective_on", one.effectiveOn().toString(),
                "note", one.note(),
                "recorded_at", one.recordedAt().toString());
    }

    /**
     * @param lines what becomes of lines: {@code id} with {@code amount} and {@code quantity}, or {@code removed}; without
     *     {@code id} it is a new one
     * @param percent instead of lines: all of them dearer by it
     */
    record Wanted(
            @Nullable String effective_on,
            @Nullable String note,
            @Nullable String percent,
            @Nullable List<Map<String, @Nullable Object>> lines) {}

    @PostMapping(ONE + "/amendments")
    ResponseEntity<Map<String, @Nullable Object>> amend(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody Wanted wanted,
            Ui ui) {
        ui.me().mayWrite();
        var whole = contracts.get(id, ui.me());
        var on = Typed.day("effective_on", Objects.requireNonNullElse(wanted.effective_on(), ""));
        var changes = new ArrayList<Change>();
        if (wanted.percent() != null && !wanted.percent().isBlank()) {
            var percent = Typed.decimal(wanted.percent(), 2);
            if (percent == null
                    || percent.compareTo(BigDecimal.valueOf(-100)) < 0
                    || percent.compareTo(BigDecimal.valueOf(1_000)) > 0) {
                throw new BadInput("percent", "contract.fault.percent");
            }
            changes.add(new Change.Indexed(percent.movePointRight(2).intValueExact()));
        } else {
            for (var line : Objects.requireNonNullElse(wanted.lines(), List.<Map<String, @Nullable Object>>of())) {
                changes.add(change(line, whole));
            }
        }
        var kind = wanted.percent() == null ? Amendment.Kind.CHANGE : Amendment.Kind.INDEXATION;
        var changeSet = contracts.amend(
                id,
                new Amendment.Wanted(on, kind, Typed.words(wanted.note(), LONGEST), changes),
                version(match),
                ui.me());
        return answer(id, changeSet, HttpStatus.CREATED, ui);
    }

    private static Change change(Map<String, @Nullable Object> line, Contracts.Whole whole) {
        var currency = whole.contract().getCurrency();
        var given = text(line, "id");
        if (given.isEmpty()) {
            var period = Recurrence.named(text(line, "period"));
            var name = Typed.words(text(line, "name"), 200);
            if (period == null || name.isEmpty()) {
                throw new BadInput("lines", period == null ? "contract.fault.period" : "contract.fault.name");
            }
            return new Change.Added(
                    null,
                    name,
                    Typed.quantity("lines", text(line, "quantity")),
                    Money.ofMinor(Typed.minor("lines", text(line, "amount"), currency), currency),
                    period);
        }
        var id = Typed.id(given);
        var there = whole.lines().stream().filter(one -> one.id().equals(id)).findFirst();
        if (there.isEmpty() || id == null) {
            throw new BadInput("lines", "contract.fault.line");
        }
        if (Boolean.TRUE.equals(line.get("removed"))) {
            return new Change.Removed(id);
        }
        var quantity = text(line, "quantity");
        var amount = text(line, "amount");
        var wanted = quantity.isEmpty() ? there.get().quantity() : Typed.quantity("lines", quantity);
        var priced = quantity.isEmpty() ? there.get().amount() : there.get().amountOf(wanted);
        return new Change.Priced(
                id, wanted, amount.isEmpty() ? priced.minor() : Typed.minor("lines", amount, currency));
    }

    record Ended(
            @Nullable String ends_on,
            @Nullable String reason,
            @Nullable String note) {}

    @PutMapping(ONE + "/ending")
    ResponseEntity<Map<String, @Nullable Object>> end(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody Ended ended,
            Ui ui) {
        ui.me().mayWrite();
        contracts.get(id, ui.me());
        var ending = new ContractEnding(
                Typed.day("ends_on", Objects.requireNonNullElse(ended.ends_on(), "")),
                Objects.requireNonNullElse(ended.reason(), ""),
                Typed.words(ended.note(), LONGEST));
        return answer(id, contracts.end(id, ending, version(match), ui.me()), HttpStatus.OK, ui);
    }

    @DeleteMapping(ONE + "/ending")
    ResponseEntity<Map<String, @Nullable Object>> resume(
            @PathVariable UUID id, @RequestHeader(name = "If-Match", required = false) @Nullable String match, Ui ui) {
        ui.me().mayWrite();
        return answer(id, contracts.resume(id, "", version(match), ui.me()), HttpStatus.OK, ui);
    }

    static @Nullable Integer version(@Nullable String match) {
        return match == null ? null : Typed.version(match.replaceAll("[^0-9]", ""));
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        return Objects.toString(body.get(name), "").strip();
    }
}
