package io.diabolo.api;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The readable page of the API. */
@Controller
class ApiController {
    private final ApiDescriptions descriptions;

    ApiController(ApiDescriptions descriptions) {
        this.descriptions = descriptions;
    }

    @GetMapping("/api")
    ModelAndView show(Ui ui) {
        return new ModelAndView("api/api").addObject("page", ApiPage.of(descriptions.in(ui.locale())));
    }

    @Bean
    static NavigationEntry apiEntry() {
        return NavigationEntry.of(NavigationGroup.MEMBER, 25, "/api", "api.title");
    }
}
