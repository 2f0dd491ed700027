package io.diabolo.offers;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;

/** Quotes through the API: made, written, sent, accepted. Lists and single fields come from the records' own API. */
@Controller
class QuoteApiController {
    private static final String ONE = "/api/v1/quotes/{id}";

    private final Quotes quotes;
    private final SendQuote sending;
    private final Acceptances acceptances;
    private final PriceLists lists;

    QuoteApiController(Quotes quotes, SendQuote sending, Acceptances acceptances, PriceLists lists) {
        this.quotes = quotes;
        this.sending = sending;
        this.acceptances = acceptances;
        this.lists = lists;
    }

    @PostMapping("/api/v1/quotes")
    ResponseEntity<Map<String, @Nullable Object>> create(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        var opportunity = QuoteForm.id(text(body, "opportunity_id"));
        if (opportunity == null) {
            throw new BadInput("opportunity_id", "quote.fault.opportunity");
        }
        var made = quotes.create(opportunity, ids(body, "product_ids"), text(body, "currency"), ui.me());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/api/v1/quotes/" + made.quote())
                .header("Diabolo-Change-Set", made.changeSet().toString())
                .body(QuoteJson.of(quotes.get(made.quote(), ui.me())));
    }

    @GetMapping(ONE + "/content")
    ResponseEntity<Map<String, @Nullable Object>> content(@PathVariable UUID id, Ui ui) {
        return answer(id, null, ui);
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(UUID id, @Nullable UUID changeSet, Ui ui) {
        return answer(id, changeSet, HttpStatus.OK, ui);
    }

    private ResponseEntity<Map<String, @Nullable Object>> answer(
            UUID id, @Nullable UUID changeSet, HttpStatus status, Ui ui) {
        var quote = quotes.get(id, ui.me());
        var answer = ResponseEntity.status(status).eTag("\"" + quote.version() + "\"");
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.body(QuoteJson.of(quote));
    }

    /** What is given replaces what was; lines come whole. */
    @PutMapping(ONE + "/content")
    ResponseEntity<Map<String, @Nullable Object>> write(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody Map<String, @Nullable Object> body,
            Ui ui) {
        ui.me().mayWrite();
        var present = quotes.get(id, ui.me());
        var read = QuoteForm.read(present, QuoteJson.form(present, body));
        if (!read.faults().isEmpty()) {
            throw new BadInput(read.faults());
        }
        return answer(id, quotes.save(id, added(read.quote(), body), version(match, present), ui.me()), ui);
    }

    /** Products of the catalogue come at the end, bundles with their parts. */
    private Quote added(Quote quote, Map<String, @Nullable Object> body) {
        var lines = new ArrayList<>(quote.lines());
        ids(body, "add_product_ids").forEach(product -> lines.addAll(quotes.lines(quote, product)));
        return quote.with(lines);
    }

    private static int version(@Nullable String match, Quote present) {
        var plain = Objects.requireNonNullElse(match, "").replaceAll("[^0-9]", "");
        return plain.isEmpty() || plain.length() > 9 ? present.version() : Integer.parseInt(plain);
    }

    @PostMapping(ONE + "/versions")
    ResponseEntity<Map<String, @Nullable Object>> revise(@PathVariable UUID id, Ui ui) {
        ui.me().mayWrite();
        var made = quotes.revise(id, ui.me());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header("Location", "/api/v1/quotes/" + made.quote())
                .body(QuoteJson.of(quotes.get(made.quote(), ui.me())));
    }

    /** The exchange rates of a draft are old, and hold all the same. */
    @PostMapping(ONE + "/rate-confirmation")
    ResponseEntity<Map<String, @Nullable Object>> confirmRates(@PathVariable UUID id, Ui ui) {
        ui.me().mayWrite();
        return answer(id, quotes.confirmRates(id, null, ui.me()), ui);
    }

    /** A draft that isn't wanted goes. */
    @PostMapping(ONE + "/discarding")
    ResponseEntity<Void> discard(@PathVariable UUID id, Ui ui) {
        ui.me().mayWrite();
        var changeSet = quotes.discard(id, ui.me());
        return ResponseEntity.noContent()
                .header("Diabolo-Change-Set", changeSet.toString())
                .build();
    }

    /** 202 while others have to approve it, or to contribute: they have been asked. */
    @PostMapping(ONE + "/sending")
    ResponseEntity<Map<String, @Nullable Object>> send(@PathVariable UUID id, Ui ui) {
        ui.me().mayWrite();
        return switch (sending.send(id, null, ui.me())) {
            case SendQuote.Answer.Missing missing -> throw new BadInput(missing.faults());
            case SendQuote.Answer.Waiting _ -> answer(id, null, HttpStatus.ACCEPTED, ui);
            case SendQuote.Answer.Sent _ -> answer(id, null, ui);
            case SendQuote.Answer.Already _ -> answer(id, null, ui);
        };
    }

    /** Accepted outside the page; the file comes in base 64. */
    @PostMapping(ONE + "/acceptance")
    ResponseEntity<Map<String, @Nullable Object>> accept(
            @PathVariable UUID id, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        acceptances.record(
                id,
                new Acceptances.Outside(
                        Input.words(text(body, "name"), 200),
                        Input.words(text(body, "position"), 200),
                        SendingController.name(text(body, "file_name")),
                        SendingController.type(text(body, "content_type")),
                        bytes(text(body, "content")),
                        ids(body, "option_ids")),
                ui.me());
        return answer(id, null, ui);
    }

    private static byte[] bytes(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            throw new BadInput("content", "quote.fault.file", Acceptances.MOST_BYTES / 1_000_000);
        }
    }

    record Prices(@Nullable List<Map<String, @Nullable Object>> prices) {}

    @GetMapping("/api/v1/price-lists/{id}/prices")
    ResponseEntity<Map<String, Object>> prices(@PathVariable UUID id, Ui ui) {
        return ResponseEntity.ok(shown(lists.of(id, ui.me())));
    }

    /** These prices and no others. */
    @PutMapping("/api/v1/price-lists/{id}/prices")
    ResponseEntity<Map<String, Object>> price(@PathVariable UUID id, @RequestBody Prices given, Ui ui) {
        ui.me().mayWrite();
        var wanted = new ArrayList<PriceLists.Wanted>();
        for (var one : Objects.requireNonNullElse(given.prices(), List.<Map<String, @Nullable Object>>of())) {
            var product = QuoteForm.id(text(one, "product_id"));
            var price = Input.decimal(text(one, "unit_price"), 6);
            if (product == null || price == null) {
                throw new BadInput("prices", product == null ? "product.fault.unknown" : "quote.fault.number");
            }
            wanted.add(new PriceLists.Wanted(product, price, Input.words(text(one, "tiers"), 500)));
        }
        var changeSet = lists.replace(id, wanted, ui.me());
        return ResponseEntity.ok()
                .header("Diabolo-Change-Set", changeSet.toString())
                .body(shown(lists.of(id, ui.me())));
    }

    private static Map<String, Object> shown(PriceLists.Prices prices) {
        var all = new ArrayList<Map<String, Object>>();
        prices.entries().forEach(entry -> {
            var price = entry.price();
            if (price != null) {
                all.add(Map.of("product_id", entry.product(), "unit_price", Input.text(price), "tiers", entry.tiers()));
            }
        });
        return Map.of("currency", prices.currency(), "prices", all);
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        return Objects.toString(body.get(name), "");
    }

    private static List<UUID> ids(Map<String, @Nullable Object> body, String name) {
        return body.get(name) instanceof List<?> list
                ? list.stream()
                        .map(one -> QuoteForm.id(String.valueOf(one)))
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull)
                        .toList()
                : List.of();
    }
}
