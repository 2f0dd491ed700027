package io.diabolo.records;

import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** A list's conditions in words, each with the parameters of the list without it: for pages that show the list otherwise. */
@Component
public class FilterChips {
    private final ListBuilders builders;

    FilterChips(ListBuilders builders) {
        this.builders = builders;
    }

    /** @param query what remains without it, as an address writes it; empty: nothing */
    public record Chip(String text, String query) {}

    public List<Chip> of(ListQuery query, Ui ui) {
        var page = new ListPage(
                query,
                new Lists.Page(List.of(), null),
                null,
                builders.says(query, ui).text(),
                List.of(),
                new SavedViews.Tabs(List.of(), 0),
                "",
                builders.says(query, ui),
                null,
                Map.of(),
                List.of());
        return page.chips().stream()
                .map(chip -> new Chip(
                        chip.text(),
                        chip.remove().contains("?")
                                ? chip.remove().substring(chip.remove().indexOf('?') + 1)
                                : ""))
                .toList();
    }
}
