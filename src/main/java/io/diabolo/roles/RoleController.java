package io.diabolo.roles;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The catalogue of roles, and one role of it. */
@Controller
class RoleController {
    private final RoleCatalogue catalogue;

    private final SearchStrings searches;
    private final Workspaces workspaces;
    private final Texts texts;

    RoleController(RoleCatalogue catalogue, SearchStrings searches, Workspaces workspaces, Texts texts) {
        this.catalogue = catalogue;
        this.searches = searches;
        this.workspaces = workspaces;
        this.texts = texts;
    }

    @GetMapping("/roles")
    ModelAndView list() {
        return new ModelAndView("roles/roles", Map.of("roles", catalogue.all()));
    }

    @GetMapping("/roles/{role}")
    ModelAndView show(
            @PathVariable String role,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String country,
            Ui ui) {
        var facts = catalogue.of(role);
        if (facts == null) {
            throw new NoSuchRecord("role", role);
        }
        var search = searches.of(
                facts.role(),
                language == null ? ui.locale().getLanguage() : language,
                country == null ? workspaces.settings().country() : country);
        return new ModelAndView(
                "roles/role",
                Map.of("page", new RolePage(facts, name(role, Locale.FRENCH), name(role, Locale.ENGLISH), search)));
    }

    private String name(String role, Locale locale) {
        return texts.text(locale, "roles." + role + ".name");
    }
}
