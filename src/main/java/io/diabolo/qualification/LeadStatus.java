package io.diabolo.qualification;

import io.diabolo.journey.Stage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a lead's work state and its stage go together: the stage says how far it came, the status what is being done. */
final class LeadStatus {
    private static final Set<String> OPEN = Set.of("new", "working", "nurturing");

    private LeadStatus() {}

    static String of(Stage stage) {
        return switch (stage) {
            case MARKET, LEAD -> "new";
            case DISQUALIFIED, JOINED -> "disqualified";
            default -> "qualified";
        };
    }

    /** What a move makes of the status: a lead at work that goes back stays at work. */
    static String after(Stage stage, String status) {
        var next = of(stage);
        if (!next.equals("new")) {
            return next;
        }
        return OPEN.contains(status) ? status : "working";
    }

    /** The stage of a lead of which only the status is known. */
    static Stage stage(@Nullable String status) {
        return switch (status) {
            case "qualified" -> Stage.QUALIFIED;
            case "disqualified" -> Stage.DISQUALIFIED;
            case null, default -> Stage.LEAD;
        };
    }
}
