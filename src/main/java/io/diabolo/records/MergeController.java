package io.diabolo.records;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Texts;
import io.diabolo.web.Flash;
import io.diabolo.web.GivenIds;
import io.diabolo.web.Ui;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Several records of one kind side by side, to make one of them. */
@Controller
class MergeController {
    private static final int FOUND = 12;
    private final RecordTypes types;
    private final Merges merges;
    private final HangingRecords hanging;
    private final Search search;
    private final Records records;
    private final Texts texts;

    MergeController(
            RecordTypes types, Merges merges, HangingRecords hanging, Search search, Records records, Texts texts) {
        this.types = types;
        this.merges = merges;
        this.hanging = hanging;
        this.search = search;
        this.records = records;
        this.texts = texts;
    }

    @GetMapping("/{plural}/{id}/merges/new")
    ModelAndView ask(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestParam(name = "with", defaultValue = "") List<@Nullable UUID> with,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String back,
            Ui ui) {
        var type = types.byPlural(plural);
        var others = GivenIds.of(with);
        if (others.isEmpty()) {
            return choose(type, id, q, ui);
        }
        return page(type, new Merges.Wanted(id, others, Map.of(), Map.of()), false, back, HttpStatus.OK, ui);
    }

    /** With which one? */
    private ModelAndView choose(RecordType type, UUID id, String q, Ui ui) {
        if (!Merges.isPossible(type)) {
            throw new io.diabolo.platform.NoSuchRecord("merge", type.id());
        }
        Records.mayWrite(type, ui.me());
        var row = records.get(type, id, ui.me());
        var found = search.find(q, List.of(type.id()), FOUND, ui.me()).stream()
                .filter(hit -> !hit.id().equals(id))
                .toList();
        return new ModelAndView("records/mergeWith")
                .addObject("type", type)
                .addObject("row", row)
                .addObject("q", q)
                .addObject("found", found);
    }

    @PostMapping("/{plural}/{id}/merges")
    ModelAndView merge(
            @PathVariable String plural,
            @PathVariable UUID id,
            @RequestParam(name = "with", defaultValue = "") List<@Nullable UUID> with,
            @RequestParam(defaultValue = "") String back,
            @RequestParam MultiValueMap<String, String> parameters,
            Ui ui) {
        var type = types.byPlural(plural);
        var wanted = new Merges.Wanted(id, GivenIds.of(with), fields(parameters), versions(parameters));
        try {
            return switch (merges.merge(type, wanted, ui.me())) {
                case Merges.Answer.Done done -> {
                    ui.flash(Flash.of("merge.done").undoneBy("/changes/" + done.changeSet() + "/reversal"));
                    yield to(
                            back.equals("duplicates")
                                    ? "/duplicates?type=" + type.id()
                                    : path(type, done.survivor().id()));
                }
                case Merges.Answer.MergedAlready already -> {
                    ui.flash("problem.merged-already.detail");
                    yield to(path(type, already.into()));
                }
            };
        } catch (StaleVersion _) {
            var again = new Merges.Wanted(id, wanted.losers(), wanted.fields(), Map.of());
            return page(type, again, true, back, HttpStatus.CONFLICT, ui);
        }
    }

    private ModelAndView page(
            RecordType type, Merges.Wanted wanted, boolean stale, String back, HttpStatus status, Ui ui) {
        var merging = merges.prepare(type, wanted, ui.me());
        var ids = merging.records().stream().map(RecordRow::id).toList();
        var known = back.equals("duplicates") ? back : "";
        var page = new MergePage(merging, hanging.of(type, ids), new FieldText(ui, texts), stale, known);
        return new ModelAndView("records/merge", Map.of("page", page), status);
    }

    private static Map<String, UUID> fields(MultiValueMap<String, String> parameters) {
        var fields = new HashMap<String, UUID>();
        parameters.forEach((name, values) -> {
            if (name.startsWith("field.")) {
                var id = FieldConditions.uuid(values.getLast());
                if (id == null) {
                    throw new BadInput(name, "problem.merge.from");
                }
                fields.put(name.substring("field.".length()), id);
            }
        });
        return fields;
    }

    private static Map<UUID, Integer> versions(MultiValueMap<String, String> parameters) {
        var versions = new HashMap<UUID, Integer>();
        parameters.forEach((name, values) -> {
            var id = name.startsWith("version.") ? FieldConditions.uuid(name.substring("version.".length())) : null;
            if (id != null) {
                try {
                    versions.put(id, Integer.valueOf(values.getLast()));
                } catch (NumberFormatException _) {
                    throw new BadInput("version", "problem.field.number");
                }
            }
        });
        return versions;
    }

    private static String path(RecordType type, UUID id) {
        return "/" + type.plural() + "/" + id;
    }

    private static ModelAndView to(String path) {
        return new ModelAndView("redirect:" + path);
    }
}
