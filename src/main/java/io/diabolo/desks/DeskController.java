package io.diabolo.desks;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A member's desk, of one role at a time. */
@Controller
class DeskController {
    private final Desks desks;

    DeskController(Desks desks) {
        this.desks = desks;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry deskEntry() {
            return NavigationEntry.of(NavigationGroup.TOP, 12, "/desk", "desk.nav")
                    .letter("b")
                    .countedLater("/desk/waiting");
        }
    }

    /** Of the role that is held, of all together where it is several; who holds none has tasks all the same. */
    @GetMapping("/desk")
    ModelAndView first(
            @RequestParam(defaultValue = "") String at, @RequestParam(defaultValue = "false") boolean unchosen, Ui ui) {
        return page(first(ui), at, unchosen, ui);
    }

    /** How much waits there, for the navigation, which asks once the page stands. */
    @GetMapping("/desk/waiting")
    ModelAndView waiting(Ui ui) {
        return new ModelAndView("desks/waiting", Map.of("waiting", desks.waiting(first(ui), ui)));
    }

    private static String first(Ui ui) {
        var held = Desks.roles(ui.me());
        return held.size() == 1 ? held.getFirst() : "";
    }

    @GetMapping("/desk/{role}")
    ModelAndView show(
            @PathVariable String role,
            @RequestParam(defaultValue = "") String at,
            @RequestParam(defaultValue = "false") boolean unchosen,
            Ui ui) {
        if (!ui.me().roles().contains(role)) {
            throw new NoSuchRecord("desk", role);
        }
        return page(role, at, unchosen, ui);
    }

    private ModelAndView page(String role, String at, boolean unchosen, Ui ui) {
        return new ModelAndView("desks/desk", Map.of("page", desks.page(role, at, unchosen, ui)));
    }
}
