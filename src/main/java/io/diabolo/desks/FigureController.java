package io.diabolo.desks;

import io.diabolo.web.Ui;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One figure of a member: what it means, and the records behind it. */
@Controller
class FigureController {
    private final FigurePages pages;

    FigureController(FigurePages pages) {
        this.pages = pages;
    }

    @GetMapping("/desk/figures/{id}")
    ModelAndView show(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String period,
            @RequestParam(required = false) @Nullable UUID member,
            Ui ui) {
        return new ModelAndView("desks/figure", Map.of("page", pages.page(id, period, member, ui)));
    }
}
