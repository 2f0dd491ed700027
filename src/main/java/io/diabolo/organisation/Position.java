package io.diabolo.organisation;

import io.diabolo.identity.TeamId;
import io.diabolo.journey.Stage;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Money;
import io.diabolo.roles.CanonicalRole;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One role's seat in the organisation. Who holds several roles fills several positions, each with its share.
 *
 * @param member who fills it; null while it is open or planned
 * @param manager to whom it reports
 * @param startsOn from when it is filled, or meant to be
 * @param share percent of a full-time week
 * @param stages where it works: where it names none, those of its role; empty for a role that works in none itself
 * @param channels {@code inbound} and {@code outbound}; empty: both, and so below
 * @param segments such as {@code smb}
 * @param languages ISO 639 codes
 * @param quota signed value a year
 * @param rampMonths until somebody new reaches full output; null: the workspace's usual time
 */
public record Position(
        UUID id,
        String title,
        CanonicalRole role,
        PositionState state,
        @Nullable MemberId member,
        @Nullable String memberName,
        @Nullable TeamId team,
        @Nullable String teamName,
        @Nullable MemberId manager,
        @Nullable String managerName,
        @Nullable LocalDate startsOn,
        int share,
        List<Stage> stages,
        List<String> channels,
        List<String> segments,
        @Nullable String territory,
        List<String> languages,
        @Nullable Money quota,
        @Nullable Integer rampMonths,
        @Nullable String note,
        @Nullable MemberId owner,
        int version) {

    public Position {
        stages = List.copyOf(stages);
        channels = List.copyOf(channels);
        segments = List.copyOf(segments);
        languages = List.copyOf(languages);
    }

    public boolean isFilled() {
        return state == PositionState.FILLED;
    }

    /** Whether somebody is looked for. */
    public boolean isOpen() {
        return state == PositionState.OPEN;
    }

    /** Whether it is there for this segment; one that names none is there for all. */
    public boolean serves(String segment) {
        return segments.isEmpty() || segments.contains(segment);
    }

    /** Whether it is there for this channel. */
    public boolean works(String channel) {
        return channels.isEmpty() || channels.contains(channel);
    }
}
