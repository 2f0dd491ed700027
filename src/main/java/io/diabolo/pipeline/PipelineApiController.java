package io.diabolo.pipeline;

import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Pipelines in the API. */
@RestController
class PipelineApiController {
    private static final String HERE = "/api/v1/pipelines";
    private final Pipelines pipelines;
    private final BuiltInPipelines builtIn;

    PipelineApiController(Pipelines pipelines, BuiltInPipelines builtIn) {
        this.pipelines = pipelines;
        this.builtIn = builtIn;
    }

    @GetMapping(HERE)
    Map<String, Object> list(Ui ui) {
        return Map.of(
                "items",
                pipelines.all(ui.locale()).stream()
                        .map(PipelineApiController::json)
                        .toList());
    }

    @GetMapping(HERE + "/{key}")
    ResponseEntity<Map<String, @Nullable Object>> show(@PathVariable String key, Ui ui) {
        return answer(HttpStatus.OK, pipelines.find(key, ui.locale()));
    }

    @PostMapping(HERE)
    ResponseEntity<Map<String, @Nullable Object>> create(@RequestBody Map<String, @Nullable Object> body, Ui ui) {
        var stages = body.containsKey("stages") ? stages(body) : builtIn.stages(Pipeline.NEW_BUSINESS);
        return answer(HttpStatus.CREATED, pipelines.create(text(body, "name"), stages, ui.me()));
    }

    @PutMapping(HERE + "/{key}")
    ResponseEntity<Map<String, @Nullable Object>> put(
            @PathVariable String key,
            @RequestBody Map<String, @Nullable Object> body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            Ui ui) {
        var saved =
                pipelines.save(key, text(body, "name"), stages(body), OpportunityMoveApi.version(body, match), ui.me());
        return answer(HttpStatus.OK, saved);
    }

    @DeleteMapping(HERE + "/{key}")
    ResponseEntity<Void> delete(@PathVariable String key, Ui ui) {
        pipelines.delete(key, ui.me());
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<Map<String, @Nullable Object>> answer(HttpStatus status, Pipeline pipeline) {
        return ResponseEntity.status(status)
                .eTag("\"" + pipeline.version() + "\"")
                .body(json(pipeline));
    }

    private static Map<String, @Nullable Object> json(Pipeline pipeline) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("key", pipeline.key());
        body.put("name", pipeline.name());
        body.put("built_in", pipeline.builtIn());
        body.put("version", pipeline.version());
        body.put(
                "stages",
                pipeline.stages().stream().map(PipelineApiController::json).toList());
        return body;
    }

    private static Map<String, @Nullable Object> json(PipelineStage stage) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", stage.id());
        body.put("label", json(stage.label()));
        body.put("probability", stage.probability());
        body.put("stale_after", stage.staleAfter());
        body.put(
                "sub_stages",
                stage.subStages().stream().map(PipelineApiController::json).toList());
        body.put(
                "criteria",
                stage.criteria().stream().map(PipelineApiController::json).toList());
        body.put("guidance", json(stage.guidance()));
        body.put("asks", stage.asks().stream().map(PipelineApiController::json).toList());
        return body;
    }

    private static Map<String, Object> json(Words words) {
        return Map.of("fr", words.fr(), "en", words.en());
    }

    private static Map<String, Object> json(Ask ask) {
        return Map.of(
                "kind", ask.kind().id(),
                "what", ask.what(),
                "least", ask.least(),
                "label", ask.label(),
                "when", ask.when());
    }

    private static List<PipelineStage> stages(Map<String, @Nullable Object> body) {
        var stages = new ArrayList<PipelineStage>();
        for (var one : list(body.get("stages"), "stages")) {
            var at = text(one, "id");
            stages.add(new PipelineStage(
                    at,
                    words(one.get("label"), at + ".label"),
                    java.util.Objects.requireNonNullElse(number(one, "probability", at), 0),
                    number(one, "stale_after", at),
                    several(one.get("sub_stages"), at + ".sub_stages"),
                    several(one.get("criteria"), at + ".criteria"),
                    words(one.get("guidance"), at + ".guidance"),
                    asks(one, at)));
        }
        return stages;
    }

    private static List<Ask> asks(Map<String, @Nullable Object> stage, String at) {
        var asks = new ArrayList<Ask>();
        for (var one : list(stage.get("asks"), at + ".asks")) {
            var kind = Ask.Kind.named(text(one, "kind"));
            if (kind == null) {
                throw new BadInput(at + ".asks", "problem.field.choice");
            }
            var least = number(one, "least", at + ".asks");
            asks.add(
                    new Ask(kind, text(one, "what"), least == null ? 1 : least, text(one, "label"), text(one, "when")));
        }
        return asks;
    }

    private static List<Words> several(@Nullable Object given, String at) {
        return list(given, at).stream().map(one -> words(one, at)).toList();
    }

    @SuppressWarnings("unchecked") // keys of JSON are texts
    private static List<Map<String, @Nullable Object>> list(@Nullable Object given, String at) {
        return switch (given) {
            case null -> List.of();
            case List<?> all
            when all.stream().allMatch(one -> one instanceof Map) -> (List<Map<String, @Nullable Object>>) all;
            default -> throw new BadInput(at, "problem.field.choice");
        };
    }

    private static Words words(@Nullable Object given, String at) {
        return switch (given) {
            case null -> Words.NONE;
            case String text -> new Words(text.strip(), "");
            case Map<?, ?> both -> new Words(said(both, "fr", at), said(both, "en", at));
            default -> throw new BadInput(at, "problem.field.choice");
        };
    }

    private static String said(Map<?, ?> both, String language, String at) {
        return switch (both.get(language)) {
            case null -> "";
            case String text -> text.strip();
            default -> throw new BadInput(at, "problem.field.choice");
        };
    }

    private static String text(Map<String, @Nullable Object> body, String name) {
        return switch (body.get(name)) {
            case null -> "";
            case String text -> text.strip();
            default -> throw new BadInput(name, "problem.field.choice");
        };
    }

    private static @Nullable Integer number(Map<String, @Nullable Object> body, String name, String at) {
        return switch (body.get(name)) {
            case null -> null;
            case Integer number -> number;
            default -> throw new BadInput(at + "." + name, "pipeline.fault.number");
        };
    }
}
