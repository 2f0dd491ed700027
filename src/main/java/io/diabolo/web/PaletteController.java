package io.diabolo.web;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Finds any page, record or action by a few letters. */
@Controller
class PaletteController {
    private static final int LIMIT = 8;

    private final ObjectProvider<PaletteSource> sources;
    private final Navigation navigation;

    PaletteController(ObjectProvider<PaletteSource> sources, Navigation navigation) {
        this.sources = sources;
        this.navigation = navigation;
    }

    @GetMapping("/palette")
    ModelAndView show(@RequestParam(defaultValue = "") String q, Ui ui) {
        var wanted = q.strip();
        var items = new ArrayList<PaletteItem>();
        sources.orderedStream().forEach(source -> items.addAll(source.find(ui.me(), wanted, LIMIT)));
        // Before anything is typed what one had in hand last comes first; then the few pages before many records.
        items.addAll(wanted.isEmpty() ? items.size() : 0, entries(ui, wanted));
        return new ModelAndView("web/palette").addObject("q", wanted).addObject("items", items);
    }

    private List<PaletteItem> entries(Ui ui, String q) {
        var wanted = folded(q);
        return navigation.visible(ui.me()).stream()
                .filter(entry -> !entry.post() && folded(ui.t(entry.textKey())).contains(wanted))
                .map(entry -> new PaletteItem(
                        "web.palette.page",
                        ui.t(entry.textKey()),
                        "",
                        entry.path(),
                        entry.letter().isEmpty() ? "" : "g " + entry.letter()))
                .toList();
    }

    /** Without accents and case: "equipe" finds Équipe. */
    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}
