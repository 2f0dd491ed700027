package io.diabolo.configuration;

import io.diabolo.configuration.Comparison.OfItem;
import io.diabolo.configuration.Comparison.OfSection;
import io.diabolo.configuration.ConfigurationImports.Answer;
import io.diabolo.configuration.ConfigurationImports.Given;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.web.Ui;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The configuration in the API: the file itself, what another one would change, and taking it over. */
@RestController
class ConfigurationApiController {
    private static final String HERE = "/api/v1/configuration";
    private final ConfigurationImports imports;

    ConfigurationApiController(ConfigurationImports imports) {
        this.imports = imports;
    }

    @GetMapping(path = HERE, produces = MediaType.APPLICATION_JSON_VALUE)
    String show(Ui ui) {
        return imports.export(ui.me());
    }

    @GetMapping(HERE + "/imports")
    Map<String, Object> list(Ui ui) {
        return Map.of(
                "items",
                imports.all(ui.me()).stream().map(one -> json(one, null, ui)).toList());
    }

    /** The body is the file. */
    @PostMapping(HERE + "/imports")
    ResponseEntity<Map<String, Object>> give(
            @RequestBody byte[] file, @RequestParam(defaultValue = "API") String name, Ui ui) {
        var id = imports.compare(name, ConfigurationController.text(file), ui.me());
        return ResponseEntity.created(URI.create(HERE + "/imports/" + id)).body(one(id, ui));
    }

    @GetMapping(HERE + "/imports/{id}")
    Map<String, Object> one(@PathVariable UUID id, Ui ui) {
        var given = imports.find(id, ui.me());
        return json(given, given.isOpen() ? imports.comparison(id, ui.me()) : null, ui);
    }

    /** Of the sections named, or of all that the file has. */
    @PostMapping(HERE + "/imports/{id}/application")
    ResponseEntity<Map<String, Object>> apply(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Map<String, @Nullable Object> body, Ui ui) {
        var asked = body == null ? Map.<String, @Nullable Object>of() : body;
        var chosen = asked.get("sections") instanceof List<?> named
                ? named.stream().map(String::valueOf).collect(Collectors.toSet())
                : asked.get("sections") == null
                        ? imports.comparison(id, ui.me()).sections().stream()
                                .map(OfSection::id)
                                .collect(Collectors.toSet())
                        : null;
        if (chosen == null) {
            throw new BadInput("sections", "configuration.fault.type.list");
        }
        var fingerprint = asked.get("fingerprint") == null ? null : String.valueOf(asked.get("fingerprint"));
        return switch (imports.apply(id, chosen, fingerprint, ui.me())) {
            case Answer.Done _ -> ResponseEntity.ok(one(id, ui));
            case Answer.Outdated _, Answer.AlreadyApplied _ ->
                ResponseEntity.status(HttpStatus.CONFLICT).body(one(id, ui));
            case Answer.Nothing _ -> throw new BadInput("sections", "configuration.fault.nothing");
        };
    }

    private static Map<String, Object> json(Given given, @Nullable Comparison comparison, Ui ui) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", given.id());
        body.put("name", given.name());
        body.put("state", given.state());
        body.put("member", given.member());
        body.put("at", given.at());
        body.put(
                "faults", given.faults().stream().map(fault -> fault(fault, ui)).toList());
        if (given.changeSet() != null) {
            body.put("change_set", given.changeSet());
            body.put("sections", given.sections());
            body.put("kept", given.kept());
        }
        if (comparison != null) {
            body.put("fingerprint", comparison.fingerprint());
            body.put(
                    "comparison",
                    comparison.sections().stream()
                            .map(ConfigurationApiController::section)
                            .toList());
        }
        return body;
    }

    private static Map<String, Object> fault(Fault fault, Ui ui) {
        return Map.of("field", fault.field(), "detail", ConfigurationController.text(fault, ui));
    }

    private static Map<String, Object> section(OfSection part) {
        return Map.of(
                "section",
                part.id(),
                "same",
                part.same(),
                "items",
                part.items().stream().map(ConfigurationApiController::item).toList());
    }

    private static Map<String, Object> item(OfItem item) {
        return Map.of("key", item.key(), "kind", item.kind().id(), "differences", item.differences());
    }
}
