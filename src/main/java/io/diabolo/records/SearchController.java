package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.web.PaletteItem;
import io.diabolo.web.PaletteSource;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Searching all records: in the palette, on a page, in the API. */
@Controller
class SearchController implements PaletteSource {
    private final Search search;

    SearchController(Search search) {
        this.search = search;
    }

    @Override
    public List<PaletteItem> find(Actor actor, String q, int limit) {
        return search.find(q, List.of(), limit, actor).stream()
                .map(hit -> PaletteItem.of("records." + hit.type() + ".one", hit.label(), hit.detail(), hit.path()))
                .toList();
    }

    @GetMapping("/search")
    ModelAndView page(@RequestParam(defaultValue = "") String q, Ui ui) {
        var found = search.search(q, List.of(), 50, ui.me());
        return new ModelAndView("records/search")
                .addObject("q", q)
                .addObject("hits", found.hits())
                .addObject("complete", found.complete());
    }

    @GetMapping("/api/v1/search")
    @ResponseBody
    Map<String, Object> api(
            @RequestParam String q,
            @RequestParam(defaultValue = "") List<String> type,
            @RequestParam(defaultValue = "20") int limit,
            Ui ui) {
        var found = search.search(q, type, Math.clamp(limit, 1, ListQuery.MOST), ui.me());
        return Map.of(
                "items",
                found.hits().stream()
                        .map(hit -> Map.of(
                                "type", hit.type(),
                                "id", hit.id().toString(),
                                "label", hit.label(),
                                "detail", hit.detail(),
                                "path", hit.path()))
                        .toList(),
                "complete",
                found.complete());
    }
}
