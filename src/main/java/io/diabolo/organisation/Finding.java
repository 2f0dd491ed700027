package io.diabolo.organisation;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Stage;
import io.diabolo.roles.CanonicalRole;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that the map of coverage shows and somebody should know.
 *
 * @param stages what it is about, in order
 * @param segment of one segment only, or null; {@code channel} likewise
 * @param role which role would mend it, or null
 * @param handoff the hand-off that nobody receives, or null
 * @param seats whose it is
 * @param coming a position that is open or planned and would mend it, or null
 * @param weight hours of work a month; the largest come first within their kind
 */
record Finding(
        Kind kind,
        List<Stage> stages,
        @Nullable String segment,
        @Nullable String channel,
        @Nullable CanonicalRole role,
        @Nullable HandoffKind handoff,
        List<Seat> seats,
        @Nullable UUID coming,
        double weight) {

    enum Kind {
        /** Nobody holds it. */
        HOLE,
        /** Somebody hands over, and nobody is there to receive. */
        HANDOFF,
        /** Those who hold it have more work than hours. */
        OVERLOAD,
        /** Two roles do the same for the same. */
        OVERLAP,
        /** One person alone holds it. */
        SINGLE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Finding {
        stages = List.copyOf(stages);
        seats = List.copyOf(seats);
    }

    /** The one stage that names it. */
    Stage stage() {
        return stages.getFirst();
    }

    /** Whether opening a position would mend it, and none is open for it. */
    boolean asksForPosition() {
        return role != null && coming == null && kind != Kind.OVERLAP && kind != Kind.SINGLE;
    }
}
