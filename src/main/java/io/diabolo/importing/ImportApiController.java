package io.diabolo.importing;

import io.diabolo.importing.mapping.Mapping;
import io.diabolo.importing.mapping.Match;
import io.diabolo.importing.mapping.Question;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.web.Ui;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Files in by the API: the same reading, questions, dry run and undo as the page's. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportApiController {
    private final Imports imports;
    private final ImportDecisions decisions;
    private final Texts texts;

    ImportApiController(Imports imports, ImportDecisions decisions, Texts texts) {
        this.imports = imports;
        this.decisions = decisions;
        this.texts = texts;
    }

    /** Parts {@code file} (one or more), {@code mapping}, {@code yes}, {@code dry_run}, {@code duplicates}, {@code missing}. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> create(
            MultipartHttpServletRequest request,
            @RequestParam(defaultValue = "false") boolean yes,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dry,
            @RequestParam(defaultValue = "fill") String duplicates,
            @RequestParam(defaultValue = "reject") String missing,
            @RequestParam(defaultValue = "false") boolean backwards,
            Ui ui) {
        var text = part(request, "mapping");
        var options = new ImportOptions(duplicates(duplicates), missing(missing), backwards);
        var order = new Imports.Order(text == null ? null : decisions.mapping(text), yes || dry, dry, false, options);
        var me = api(ui);
        UUID id = imports.upload(uploads(request.getFiles("file")), order, me);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/imports/" + id))
                .body(shown(imports.find(id, me), me));
    }

    private static Actor api(Ui ui) {
        return ui.me().through(Origin.API);
    }

    static ImportOptions.Duplicates duplicates(String id) {
        try {
            return ImportOptions.Duplicates.of(id);
        } catch (IllegalArgumentException _) {
            throw new BadInput("duplicates", "import.bad-choice", id);
        }
    }

    static ImportOptions.Missing missing(String id) {
        try {
            return ImportOptions.Missing.of(id);
        } catch (IllegalArgumentException _) {
            throw new BadInput("missing", "import.bad-choice", id);
        }
    }

    private static @Nullable String part(MultipartHttpServletRequest request, String name) {
        var file = request.getFile(name);
        if (file == null) {
            return request.getParameter(name);
        }
        try (var in = file.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Imports.Upload> uploads(List<MultipartFile> files) {
        return files.stream()
                .filter(file -> file.getOriginalFilename() != null
                        && !file.getOriginalFilename().isEmpty())
                .map(file -> new Imports.Upload(file.getOriginalFilename(), stream(file)))
                .toList();
    }

    private static InputStream stream(MultipartFile file) {
        try {
            return file.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping
    Map<String, Object> list(Ui ui) {
        var me = api(ui);
        return Map.of(
                "items",
                imports.newest(me).stream().map(each -> shown(each, me)).toList());
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> show(@PathVariable UUID id, Ui ui) {
        var me = api(ui);
        var what = imports.find(id, me);
        var shown = shown(what, me);
        shown.put("duplicates", duplicates(imports.likelyPairs(what, me)));
        return shown;
    }

    private static @Nullable Map<String, Object> duplicates(LikelyPairs.@Nullable Found found) {
        return found == null ? null : Map.of("searching", found.searching(), "pairs", found.pairs());
    }

    @PostMapping("/{id}/answers")
    Map<String, @Nullable Object> answer(@PathVariable UUID id, @RequestBody Map<String, String> answers, Ui ui) {
        var me = api(ui);
        return shown(decisions.answer(id, answers, me), me);
    }

    @PutMapping("/{id}/mapping")
    Map<String, @Nullable Object> decide(@PathVariable UUID id, @RequestBody Mapping mapping, Ui ui) {
        var me = api(ui);
        return shown(decisions.decide(id, mapping, imports.find(id, me).options(), me), me);
    }

    @PostMapping("/{id}/application")
    ResponseEntity<Map<String, @Nullable Object>> apply(
            @PathVariable UUID id, @RequestParam(name = "dry_run", defaultValue = "false") boolean dry, Ui ui) {
        var me = api(ui);
        if (dry) {
            imports.preview(id, false, me);
        } else {
            imports.apply(id, false, me);
        }
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/imports/" + id))
                .body(shown(imports.find(id, me), me));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> cancel(@PathVariable UUID id, Ui ui) {
        imports.cancel(id, api(ui));
        return ResponseEntity.noContent().build();
    }

    private Map<String, @Nullable Object> shown(Import what, Actor me) {
        var job = imports.job(what);
        var outcome = what.outcome();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", what.id());
        shown.put("state", what.state());
        shown.put("files", what.files().stream().map(Import.File::name).toList());
        shown.put(
                "tables", what.looks().stream().map(ImportApiController::table).toList());
        shown.put("mapping", what.mapping());
        shown.put(
                "questions",
                what.questions().stream()
                        .map(question -> question(question, me))
                        .toList());
        shown.put(
                "matches",
                what.matches().stream().map(ImportApiController::match).toList());
        shown.put("options", what.options());
        shown.put("progress", job == null ? null : Map.of("done", job.done(), "total", job.total()));
        shown.put("rows", outcome.rows());
        shown.put("created", outcome.created());
        shown.put("updated", outcome.updated());
        shown.put("unchanged", outcome.unchanged());
        shown.put("skipped", outcome.skipped());
        shown.put("rejected", outcome.rejected());
        shown.put("counts", outcome.counts());
        shown.put("differences", outcome.differences());
        shown.put("stages_kept", outcome.stagesKept());
        shown.put("notes", outcome.notes());
        shown.put("change_set_id", what.changeSet());
        shown.put("rejects_url", what.rejects() == null ? null : "/api/v1/imports/" + what.id() + "/rejects");
        shown.put("error", what.error());
        shown.put("created_at", what.createdAt().toInstant().toString());
        return shown;
    }

    private static Map<String, @Nullable Object> table(Import.Look table) {
        var export = table.export();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("name", table.name());
        shown.put("rows", table.rows());
        shown.put("recognised_as", export == null ? null : export.source().id());
        return shown;
    }

    private Map<String, @Nullable Object> question(Question question, Actor me) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", question.id());
        shown.put("kind", question.kind().name().toLowerCase(java.util.Locale.ROOT));
        shown.put("file", question.file());
        shown.put("header", question.header());
        shown.put(
                "text", texts.text(me.locale(), question.key(), question.args().toArray()));
        shown.put("choices", question.choices());
        shown.put("proposed", question.proposed());
        shown.put("rows", question.rows());
        return shown;
    }

    private static Map<String, Object> match(Match match) {
        return Map.of(
                "id", match.id(),
                "file", match.file(),
                "header", match.header(),
                "value", match.value(),
                "proposed", match.proposed(),
                "rows", match.rows(),
                "needed", match.needed());
    }
}
