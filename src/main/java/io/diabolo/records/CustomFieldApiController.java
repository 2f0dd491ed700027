package io.diabolo.records;

import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The fields that a workspace adds to its record types, in the API. */
@RestController
class CustomFieldApiController {
    private final CustomFields fields;
    private final CustomFiltering filtering;
    private final RecordTypes types;

    CustomFieldApiController(CustomFields fields, CustomFiltering filtering, RecordTypes types) {
        this.fields = fields;
        this.filtering = filtering;
        this.types = types;
    }

    /** @param type plural of the record type, as in its URL */
    record Wanted(
            String type,
            String key,
            String label,
            String kind,
            @Nullable List<String> choices,
            @Nullable String reference) {
        /** What a body leaves out is empty: named at the field, not stumbled over. */
        Wanted(
                @Nullable String type,
                @Nullable String key,
                @Nullable String label,
                @Nullable String kind,
                @Nullable List<String> choices,
                @Nullable String reference) {
            this.type = given(type);
            this.key = given(key);
            this.label = given(label);
            this.kind = given(kind);
            this.choices = choices;
            this.reference = reference;
        }
    }

    /** What isn't named stays. */
    record Changed(
            @Nullable String label,
            @Nullable Boolean filterable,
            @Nullable List<String> choices) {}

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    @GetMapping("/api/v1/custom-fields")
    Map<String, Object> list(@RequestParam String type) {
        return Map.of(
                "items",
                fields.of(types.byPlural(type).id()).stream()
                        .map(CustomFieldApiController::json)
                        .toList());
    }

    @PostMapping("/api/v1/custom-fields")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> create(@RequestBody Wanted wanted, Ui ui) {
        var choices = wanted.choices() == null ? List.<String>of() : wanted.choices();
        return json(fields.add(
                types.byPlural(wanted.type()),
                wanted.key(),
                wanted.label(),
                wanted.kind(),
                choices,
                wanted.reference(),
                ui.me()));
    }

    @PatchMapping("/api/v1/custom-fields/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable UUID id, @RequestBody Changed changed, Ui ui) {
        if (changed.label() != null) {
            fields.rename(id, changed.label(), ui.me());
        }
        if (changed.choices() != null) {
            fields.offer(id, changed.choices(), ui.me());
        }
        if (changed.filterable() != null) {
            filtering.ask(id, changed.filterable(), ui.me());
        }
    }

    @DeleteMapping("/api/v1/custom-fields/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retire(@PathVariable UUID id, Ui ui) {
        fields.retire(id, ui.me());
    }

    private static Map<String, Object> json(CustomField field) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", field.id().toString());
        body.put("key", field.key());
        body.put("label", field.label());
        body.put("kind", CustomFields.stored(field.kind()));
        body.put("choices", field.choices());
        body.put("filterable", field.isFilterable());
        if (field.reference() != null) {
            body.put("reference", field.reference());
        }
        return body;
    }
}
