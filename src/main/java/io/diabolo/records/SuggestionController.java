package io.diabolo.records;

import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Records that a field may mean, while one types: what the field's own list offers. */
@Controller
class SuggestionController {
    private static final int OFFERED = 8;

    private final Search search;

    SuggestionController(Search search) {
        this.search = search;
    }

    /** @param field the parameter that holds what is typed so far */
    @GetMapping("/suggestions")
    ModelAndView list(
            @RequestParam String type, @RequestParam String field, @RequestParam Map<String, String> typed, Ui ui) {
        var q = typed.getOrDefault(field, "");
        return new ModelAndView("records/suggestions")
                .addObject("hits", search.find(q, List.of(type), OFFERED, ui.me()));
    }
}
