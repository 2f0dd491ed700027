package io.diabolo.importing.mapping;

import io.diabolo.platform.Countries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Values of choice-like columns that are probably misspelled. They can be imported as they are, so nobody is asked. */
final class Suggestions {
    private static final double ALIKE = 0.88;
    private static final List<String> INDUSTRIES =
            WordLists.read("industries.properties").getOrDefault("names", List.of());

    private final TableProfile table;
    private final FileMapping file;

    Suggestions(TableProfile table, FileMapping file) {
        this.table = table;
        this.file = file;
    }

    List<Match> matches() {
        var matches = new ArrayList<Match>();
        for (var column : file.columns()) {
            var profile = Links.profile(table, column.header());
            var field = column.field();
            boolean reference = column.use() instanceof Use.MapTo to && to.link() != null;
            if (reference || field != null && Assignment.isStage(field) || profile.more()) {
                continue;
            }
            if ("country".equals(field) || profile.format().kind() == ValueKind.COUNTRY) {
                against(Countries.names(), profile, true, matches);
            } else if (profile.isChoice()) {
                among(profile, matches);
                if ("industry".equals(field)) {
                    against(INDUSTRIES, profile, false, matches);
                }
            }
        }
        return matches;
    }

    /** Compared with the more frequent values of the same column. */
    private void among(ColumnProfile profile, List<Match> matches) {
        var values = List.copyOf(profile.distinct().entrySet());
        for (int i = 1; i < values.size(); i++) {
            var value = values.get(i);
            long rows = value.getValue();
            var usual = values.subList(0, i).stream()
                    .filter(other -> other.getValue() > rows)
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            add(profile, value.getKey(), rows, usual, matches);
        }
    }

    private void against(Collection<String> known, ColumnProfile profile, boolean countries, List<Match> matches) {
        for (var value : profile.distinct().entrySet()) {
            var text = value.getKey();
            boolean right = countries
                    ? Countries.code(text) != null
                    : known.stream().anyMatch(name -> Text.bare(name).equals(Text.bare(text)));
            if (!right
                    && matches.stream()
                            .noneMatch(match ->
                                    match.value().equals(text) && match.header().equals(profile.header()))) {
                add(profile, text, value.getValue(), known, matches);
            }
        }
    }

    private void add(ColumnProfile profile, String value, long rows, Collection<String> known, List<Match> matches) {
        var nearest = Similarity.nearest(value, known);
        if (nearest != null && nearest.similarity() >= ALIKE && nearest.similarity() < 1) {
            matches.add(new Match(
                    table.name(), profile.header(), value, nearest.value(), nearest.similarity(), rows, false));
        }
    }
}
