package io.diabolo.desks;

import io.diabolo.queues.Figure;
import io.diabolo.queues.Priorities;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the page of targets shows.
 *
 * @param priorities what the managers want to come first in the period
 * @param ranking empty as long as members aren't compared by name
 * @param maySet whether it can be changed here; else only what concerns the reader stands there
 * @param refused the form whose values were refused, with the fault
 */
record TargetPage(
        String role,
        List<String> roles,
        List<Figure> figures,
        Choice period,
        List<Choice> periods,
        List<Row> rows,
        List<Priorities.Chosen> priorities,
        List<Rank> ranking,
        boolean maySet,
        String refused,
        String fault) {

    record Choice(String id, String label) {}

    /**
     * @param who member.… or team.… with the id, as the form sends it
     * @param months how those targets spread that were set; none where none adds up over time
     */
    record Row(String who, String name, List<Cell> cells, List<Line> months) {
        String id() {
            return who.replace('.', '-');
        }
    }

    /**
     * @param typed what stands in the input
     * @param counts what counts instead: a part of a longer period's target, or less because somebody is new; empty where it
     *     is what was typed
     * @param attained what has been reached; empty until the member has seen it themselves
     * @param share of the target; null where there is none, or it may not be seen
     * @param pace how far that is, and where it leads; empty without a target
     * @param path the records behind it, or empty
     */
    record Cell(
            Figure figure,
            String typed,
            String counts,
            String attained,
            @Nullable Double share,
            String pace,
            boolean unseen,
            String path) {}

    /**
     * The months of one target.
     *
     * @param total what they come to together
     */
    record Line(String figure, List<MonthCell> months, String total) {}

    /** @param note why it is less than its part of the target, or empty */
    record MonthCell(String month, String value, String note) {}

    /** Who reached most of a figure. */
    record Rank(String figure, List<Place> places) {}

    /** @param place the same for those who reached the same */
    record Place(int place, String name, String attained) {}

    boolean isMonth() {
        return Period.of(period.id()).isMonth();
    }

    String path(String role, String period) {
        return "/targets?role=" + role + "&period=" + period;
    }
}
