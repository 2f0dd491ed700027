package io.diabolo.insight;

import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The product's face: the double funnel. */
@Controller
class HomeController {
    private final Home home;
    private final Holders holders;

    HomeController(Home home, Holders holders) {
        this.home = home;
        this.holders = holders;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry funnelEntry() {
            return NavigationEntry.of(NavigationGroup.TOP, 10, "/", "funnel.nav")
                    .letter("d");
        }
    }

    @GetMapping("/")
    ModelAndView home(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(defaultValue = "") String compare,
            Ui ui) {
        return new ModelAndView(
                        "insight/home", "page", home.page(FunnelQuery.of(parameters), compare, ui.me(), ui.locale()))
                .addObject("missing", holders.missing(ui));
    }
}
