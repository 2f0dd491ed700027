package io.diabolo.records;

import io.diabolo.platform.BadInput;
import io.diabolo.records.SavedViews.View;
import io.diabolo.web.Ui;
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

/** Lists kept under a name, in the API: one's own and those that are shared. */
@RestController
class SavedViewApiController {
    private final SavedViews views;
    private final Lists lists;
    private final RecordTypes types;

    SavedViewApiController(SavedViews views, Lists lists, RecordTypes types) {
        this.views = views;
        this.lists = lists;
        this.types = types;
    }

    /**
     * @param type plural of the record type, as in its URL
     * @param query what follows the question mark in the address of the list
     */
    record Wanted(
            @Nullable String type,
            @Nullable String name,
            @Nullable String query,
            @Nullable Boolean shared) {}

    record Renamed(@Nullable String name) {}

    @GetMapping("/api/v1/views")
    Map<String, Object> list(@RequestParam String type, @RequestParam(defaultValue = "") String q, Ui ui) {
        var items = views.named(types.byPlural(type), q.strip(), ui.me()).stream()
                .map(SavedViewApiController::json)
                .toList();
        return Map.of("items", items);
    }

    @PostMapping("/api/v1/views")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> save(@RequestBody Wanted wanted, Ui ui) {
        ui.me().mayWrite();
        var type = types.all().stream()
                .filter(one -> one.plural().equals(wanted.type()))
                .findFirst()
                .orElseThrow(() -> new BadInput("type", "problem.field.choice"));
        var query = lists.parse(type, ListAddress.read(given(wanted.query())), ui.me());
        var shared = Boolean.TRUE.equals(wanted.shared());
        var id = views.save(query, given(wanted.name()), shared, ui.me());
        return json(new View(id, given(wanted.name()).strip(), query.after(null).queryString(), shared, true));
    }

    @PatchMapping("/api/v1/views/{id}")
    Map<String, Object> rename(@PathVariable UUID id, @RequestBody Renamed renamed, Ui ui) {
        var query = views.rename(id, given(renamed.name()), ui.me());
        return Map.of("id", id.toString(), "name", given(renamed.name()).strip(), "query", query);
    }

    @DeleteMapping("/api/v1/views/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, Ui ui) {
        views.delete(id, ui.me());
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Map<String, Object> json(View view) {
        return Map.of(
                "id", view.id().toString(),
                "name", view.name(),
                "query", view.query(),
                "shared", view.shared(),
                "mine", view.mine());
    }
}
