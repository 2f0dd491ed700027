package io.diabolo.configuration;

import io.diabolo.configuration.ConfigurationHistory.Author;
import io.diabolo.configuration.ConfigurationHistory.Entry;
import io.diabolo.configuration.ConfigurationHistory.Wanted;
import io.diabolo.web.Ui;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** What was set, by whom and when; on a page and in the API. */
@Controller
class ConfigurationHistoryController {
    private static final int SHOWN = 50;
    private static final Pattern AN_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private final ConfigurationHistory history;
    private final Sections sections;

    ConfigurationHistoryController(ConfigurationHistory history, Sections sections) {
        this.history = history;
        this.sections = sections;
    }

    /** All that the page shows. */
    record Page(
            List<Entry> entries, List<String> sections, List<Author> authors, Map<String, String> typed, boolean more) {
        String value(String name) {
            return typed.getOrDefault(name, "");
        }

        boolean isFiltered() {
            return !typed.isEmpty();
        }

        String next() {
            var path = UriComponentsBuilder.fromPath("/settings/configuration/changes");
            typed.forEach(path::queryParam);
            return path.queryParam("after", entries.getLast().id()).encode().toUriString();
        }
    }

    @GetMapping("/settings/configuration/changes")
    ModelAndView show(@RequestParam Map<String, String> parameters, Ui ui) {
        var typed = new LinkedHashMap<String, String>();
        List.of("section", "member", "from", "to").forEach(name -> {
            if (!parameters.getOrDefault(name, "").isBlank()) {
                typed.put(name, parameters.getOrDefault(name, ""));
            }
        });
        var found = history.entries(wanted(typed), id(parameters.get("after")), SHOWN + 1, ui.me());
        var page = new Page(
                found.subList(0, Math.min(SHOWN, found.size())),
                sections.all().stream().map(ConfigurationSection::id).toList(),
                history.authors(ui.me()),
                typed,
                found.size() > SHOWN);
        return new ModelAndView("configuration/changes", "page", page);
    }

    @GetMapping("/api/v1/configuration/changes")
    @ResponseBody
    Map<String, Object> list(@RequestParam Map<String, String> parameters, Ui ui) {
        var found = history.entries(wanted(parameters), id(parameters.get("cursor")), SHOWN + 1, ui.me());
        var shown = found.subList(0, Math.min(SHOWN, found.size()));
        var body = new LinkedHashMap<String, Object>();
        body.put(
                "items",
                shown.stream().map(ConfigurationHistoryController::json).toList());
        if (found.size() > SHOWN) {
            body.put("next_cursor", shown.getLast().id());
        }
        return body;
    }

    private static Map<String, Object> json(Entry one) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", one.id());
        body.put("at", one.at());
        body.put("member", one.member());
        body.put("section", one.section());
        body.put("item", one.item());
        body.put("differences", one.differences());
        if (one.changeSet() != null) {
            body.put("change_set", one.changeSet());
        }
        return body;
    }

    /** What can't be understood asks for nothing. */
    private static Wanted wanted(Map<String, String> typed) {
        return new Wanted(
                typed.getOrDefault("section", ""),
                id(typed.get("member")),
                day(typed.get("from")),
                day(typed.get("to")));
    }

    private static @Nullable UUID id(@Nullable String text) {
        return text != null && AN_ID.matcher(text).matches() ? UUID.fromString(text) : null;
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            var day = text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
            return day == null || day.getYear() < 1900 || day.getYear() > 9999 ? null : day;
        } catch (DateTimeException _) {
            return null;
        }
    }
}
