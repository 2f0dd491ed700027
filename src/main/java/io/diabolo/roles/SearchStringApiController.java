package io.diabolo.roles;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How people of a role are searched for, in the API. */
@RestController
class SearchStringApiController {
    private final SearchStrings searches;
    private final Workspaces workspaces;

    SearchStringApiController(SearchStrings searches, Workspaces workspaces) {
        this.searches = searches;
        this.workspaces = workspaces;
    }

    @GetMapping("/api/v1/roles/{role}/search-strings")
    Map<String, Object> search(
            @PathVariable String role,
            @RequestParam(required = false) @Nullable String language,
            @RequestParam(required = false) @Nullable String country,
            Ui ui) {
        var known = CanonicalRole.of(role);
        if (known == null || known == CanonicalRole.NONE) {
            throw new NoSuchRecord("role", role);
        }
        var search = searches.of(
                known,
                language == null ? ui.locale().getLanguage() : language,
                country == null ? workspaces.settings().country() : country);
        var body = new LinkedHashMap<String, Object>();
        body.put("role", role);
        body.put("language", search.language());
        body.put("country", search.country());
        body.put("titles", search.titles());
        body.put("exclusions", search.not());
        body.put("linkedin", search.linkedin());
        body.put("general", search.general());
        body.put("google", search.google());
        return body;
    }
}
