package io.diabolo.desks;

import io.diabolo.queues.Figure;
import io.diabolo.queues.Priorities;
import java.util.List;

/**
 * All that the page of targets shows.
 *
 * @param priorities what the managers want to come first in the period
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
        boolean maySet,
        String refused,
        String fault) {

    record Choice(String id, String label) {}

    /** @param who member.… or team.… with the id, as the form sends it */
    record Row(String who, String name, List<Cell> cells) {}

    /**
     * @param typed what stands in the input
     * @param target as it is read
     * @param attained what has been reached; empty until the member has seen it themselves
     * @param pace how far that is, and where it leads; empty without a target
     * @param path the records behind it, or empty
     */
    record Cell(
            Figure figure, String typed, String target, String attained, String pace, boolean unseen, String path) {}

    String path(String role, String period) {
        return "/targets?role=" + role + "&period=" + period;
    }
}
