package io.diabolo.desks;

import io.diabolo.clocks.ClockBadge;
import io.diabolo.directory.Glance;
import io.diabolo.queues.DeskLines;
import io.diabolo.queues.QueueActions.Action;
import io.diabolo.queues.QueueEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a desk shows.
 *
 * @param role the role acted in; empty for all that are held, and for who holds none
 * @param roles those that the member may switch to
 * @param now the entry that stands beside the queue; null when nothing is left to do
 * @param glance its record; null where it is none, or can't be seen
 * @param lines how that stands what the role watches over
 * @param chosen whether it was chosen, and not merely the first: a phone shows either the queue or what was chosen
 * @param more there are more entries than are shown
 */
record DeskPage(
        String role,
        List<String> roles,
        List<Row> rows,
        boolean more,
        @Nullable Row now,
        @Nullable Glance glance,
        List<Action> actions,
        List<FigureLine> figures,
        List<DeskLines.Line> lines,
        List<String> topics,
        boolean chosen) {

    /**
     * One entry in words.
     *
     * @param also what more is said of it where it is looked at; may be empty
     * @param badge its clock; null where nobody waits for a certain time
     */
    record Row(
            QueueEntry entry,
            String reason,
            String also,
            @Nullable ClockBadge badge,
            String path) {
        String id() {
            return "q-" + entry.key().replace('.', '-');
        }
    }

    /**
     * An own figure.
     *
     * @param target what was set, or empty
     * @param pace how far that is, and where it leads; empty without a target
     * @param look ok, late or empty
     */
    record FigureLine(String id, String label, String value, String target, String pace, String look, String path) {}

    /** A page that a role goes on to when nothing waits. */
    record Elsewhere(String path, String label) {}

    Elsewhere elsewhere() {
        return switch (role.isEmpty() && !roles.isEmpty() ? roles.getFirst() : role) {
            case "growth" -> new Elsewhere("/experiments/board", "record.experiment.many");
            case "inbound" -> new Elsewhere("/forms", "record.form.many");
            case "sdr" -> new Elsewhere("/target-profiles", "records.target_profile.many");
            case "ae", "se", "am" -> new Elsewhere("/opportunities", "record.opportunity.many");
            case "ops", "csm", "support", "perf", "adv" -> new Elsewhere("/companies", "record.company.many");
            case "manager" -> new Elsewhere("/targets", "target.nav");
            case "recruiter" -> new Elsewhere("/members", "members.title");
            default -> new Elsewhere("/leads", "record.lead.many");
        };
    }

    String path() {
        return role.isEmpty() ? "/desk" : "/desk/" + role;
    }

    /** The page as it is seen now: what comes meanwhile doesn't take the record away that is being read. */
    String here() {
        return now == null ? path() : chosen ? now.path() : now.path() + "&unchosen=true";
    }

    String live() {
        return topics.stream()
                .map(topic -> "sse:" + topic)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
    }

    boolean isNow(Row row) {
        return row.equals(now);
    }
}
