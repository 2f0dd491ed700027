package io.diabolo.roles;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** The catalogue of roles, and one role of it. */
@Controller
class RoleController {
    private final RoleCatalogue catalogue;

    private final Texts texts;

    RoleController(RoleCatalogue catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    @GetMapping("/roles")
    ModelAndView list() {
        return new ModelAndView("roles/roles", Map.of("roles", catalogue.all()));
    }

    @GetMapping("/roles/{role}")
    ModelAndView show(@PathVariable String role) {
        var facts = catalogue.of(role);
        if (facts == null) {
            throw new NoSuchRecord("role", role);
        }
        return new ModelAndView(
                "roles/role",
                Map.of("page", new RolePage(facts, name(role, Locale.FRENCH), name(role, Locale.ENGLISH))));
    }

    private String name(String role, Locale locale) {
        return texts.text(locale, "roles." + role + ".name");
    }
}
