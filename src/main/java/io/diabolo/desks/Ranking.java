package io.diabolo.desks;

import io.diabolo.desks.TargetPage.Place;
import io.diabolo.desks.TargetPage.Rank;
import io.diabolo.desks.TargetPage.Row;
import io.diabolo.web.Ui;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Members beside each other, where the workspace wants that. */
final class Ranking {
    private Ranking() {}

    /** Who reached the larger share of their own target stands first; of those only whose figures are seen. */
    static List<Rank> of(List<Row> rows, Ui ui) {
        var members =
                rows.stream().filter(row -> row.who().startsWith("member.")).toList();
        var all = new ArrayList<Rank>();
        for (var at = 0; !members.isEmpty() && at < members.getFirst().cells().size(); at++) {
            var figure = at;
            var ranked = members.stream()
                    .filter(row -> row.cells().get(figure).share() != null)
                    .sorted(Comparator.comparing(
                            (Row row) -> Objects.requireNonNull(
                                    row.cells().get(figure).share()),
                            Comparator.reverseOrder()))
                    .toList();
            if (ranked.size() < 2) {
                continue;
            }
            var places = new ArrayList<Place>();
            for (var row : ranked) {
                var share = ui.percent(
                        Objects.requireNonNull(row.cells().get(figure).share()), 0);
                var last = places.isEmpty() ? null : places.getLast();
                var place = last != null && last.attained().equals(share) ? last.place() : places.size() + 1;
                places.add(new Place(place, row.name(), share));
            }
            all.add(new Rank(members.getFirst().cells().get(figure).figure().id(), places));
        }
        return all;
    }
}
