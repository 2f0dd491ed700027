package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import io.diabolo.platform.MemberId;
import io.diabolo.roles.CanonicalRole;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the map of coverage counts: a share of somebody's time in one role. It comes from a position, or, where a member holds
 * a role without one, is presumed from that.
 *
 * @param position null where it is presumed
 * @param member null while nobody fills it
 * @param label the position's title, or null
 * @param share percent of a full-time week
 * @param channels empty: both; {@code segments} likewise
 */
record Seat(
        @Nullable UUID position,
        @Nullable MemberId member,
        @Nullable String name,
        @Nullable String label,
        CanonicalRole role,
        PositionState state,
        int share,
        List<Stage> stages,
        List<String> channels,
        List<String> segments,
        @Nullable String territory) {

    boolean isHeld() {
        return state == PositionState.FILLED;
    }

    boolean holds(Stage stage) {
        return stages.contains(stage);
    }

    /** Whether it takes what comes by this channel; behind the signature it doesn't matter how somebody came. */
    boolean takes(Stage stage, String channel) {
        return channels.isEmpty() || stage.number() > Stage.WON.number() || channels.contains(channel);
    }

    boolean serves(String segment) {
        return segments.isEmpty() || segments.contains(segment);
    }

    /** Of the whole time of one person. */
    double fullTime() {
        return share / 100.0;
    }

    static Seat of(Position position) {
        return new Seat(
                position.id(),
                position.member(),
                position.memberName(),
                position.title(),
                position.role(),
                position.state(),
                position.share(),
                position.stages(),
                position.channels(),
                position.segments(),
                position.territory());
    }
}
