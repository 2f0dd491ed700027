package io.diabolo.offers;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What others add to a quote, in the API. */
@RestController
class ContributionApiController {
    static final String API = "/api/v1/quotes/{id}/contributions";

    private final Quotes quotes;
    private final Contributions contributions;

    ContributionApiController(Quotes quotes, Contributions contributions) {
        this.quotes = quotes;
        this.contributions = contributions;
    }

    @GetMapping(API)
    Map<String, Object> list(@PathVariable UUID id, Ui ui) {
        return shown(quotes.get(id, ui.me()), ui);
    }

    private Map<String, Object> shown(Quote quote, Ui ui) {
        return Map.of(
                "items",
                contributions.of(quote, ui.me()).stream()
                        .map(ContributionApiController::json)
                        .toList());
    }

    private static Map<String, @Nullable Object> json(Contributions.Part part) {
        var given = part.given();
        var feasible = given == null ? null : given.feasible();
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("role", part.role());
        all.put("state", part.state().id());
        all.put("wanted", part.wanted());
        all.put("words", given == null ? null : given.words());
        all.put("file_name", given == null ? null : given.fileName());
        all.put("in_document", given != null && given.shown());
        all.put("feasible", feasible == null ? null : feasible.id());
        all.put("start_on", given == null || given.startOn() == null ? null : given.startOn());
        all.put("done_on", given == null || given.doneOn() == null ? null : given.doneOn());
        all.put("given_by", given == null ? null : given.by().value());
        all.put("given_at", given == null ? null : given.at().toString());
        return all;
    }

    /** The member who took it on gives it for the lines that the quote has now; a file comes in base 64. */
    @PutMapping(API + "/{role}")
    ResponseEntity<Map<String, Object>> give(
            @PathVariable UUID id, @PathVariable String role, @RequestBody Map<String, @Nullable Object> body, Ui ui) {
        ui.me().mayWrite();
        if (!role.equals(Contribution.ENGINEER) && !role.equals(Contribution.OPERATIONS)) {
            throw new NoSuchRecord("contribution", id);
        }
        var form = new HashMap<String, String>();
        for (var name : List.of("words", "feasible", "start_on", "done_on")) {
            form.put(name, Objects.toString(body.get(name), ""));
        }
        form.put("shown", String.valueOf(Boolean.TRUE.equals(body.get("in_document"))));
        var changeSet = contributions.give(
                quotes.get(id, ui.me()), ContributionController.giving(role, form, upload(body)), ui.me());
        return ResponseEntity.ok()
                .header("Diabolo-Change-Set", changeSet.toString())
                .body(shown(quotes.get(id, ui.me()), ui));
    }

    private static Giving.@Nullable Upload upload(Map<String, @Nullable Object> body) {
        var content = Objects.toString(body.get("content"), "");
        if (content.isEmpty()) {
            return null;
        }
        try {
            return new Giving.Upload(
                    SendingController.name(Objects.toString(body.get("file_name"), "")),
                    SendingController.type(Objects.toString(body.get("content_type"), "")),
                    Base64.getMimeDecoder().decode(content));
        } catch (IllegalArgumentException _) {
            throw new BadInput("content", "quote.fault.file", Contributions.MOST_BYTES / 1_000_000);
        }
    }
}
