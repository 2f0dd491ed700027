package io.diabolo.health;

import io.diabolo.health.churn.ChurnPredictions.Prediction;
import io.diabolo.platform.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a customer is, and why.
 *
 * @param now null where it isn't a customer, or wasn't measured yet
 * @param history the days on which something changed, the newest first
 * @param risks those that were seen, the newest first
 */
public record Health(
        UUID company,
        String name,
        @Nullable Now now,
        List<Day> history,
        List<Risk> risks,
        @Nullable Prediction churn) {
    /**
     * @param start what every customer begins with: with the points of the lines that hold it makes the score, from 0 to 100
     * @param change against thirty days ago
     */
    public record Now(
            UUID id,
            int score,
            HealthBand band,
            int change,
            int start,
            int goodFrom,
            int watchFrom,
            @Nullable String segment,
            Money mrr,
            String owner,
            Instant measuredAt,
            List<Line> lines) {
        public List<Line> holding() {
            return lines.stream().filter(Line::holds).toList();
        }

        public List<Line> others() {
            return lines.stream().filter(line -> !line.holds()).toList();
        }
    }

    /**
     * What one rule says.
     *
     * @param holds whether it held when the score was computed
     * @param broken whether it can't be run any more
     */
    public record Line(UUID rule, String says, int points, boolean holds, boolean broken, List<Evidence> evidence) {}

    /** A measured value that a rule asks for, as its reader sees it, and where the records behind it are. */
    public record Evidence(String field, String label, String value, String path) {}

    /**
     * @param why the rules that began or ceased to hold since the day before in this list, in words
     */
    public record Day(LocalDate day, int score, HealthBand band, List<Why> why) {}

    /** @param points as they counted: those of a rule that ceased to hold come back with the other sign */
    public record Why(String says, int points, boolean begins) {}

    /** @param outcome null while it is open */
    public record Risk(
            UUID id,
            String playbook,
            String reason,
            int score,
            String owner,
            Instant openedAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            String note,
            int version,
            List<Task> tasks) {
        public boolean isOpen() {
            return endedAt == null;
        }
    }

    public record Task(UUID id, String subject, @Nullable LocalDate dueOn, String owner, boolean done) {}

    public @Nullable Risk openRisk() {
        return risks.stream().filter(Risk::isOpen).findFirst().orElse(null);
    }
}
