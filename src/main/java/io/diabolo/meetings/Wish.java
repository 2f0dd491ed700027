package io.diabolo.meetings;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as somebody wants it.
 *
 * @param host null: whichever AE is free and has the least before them
 * @param subject null: from the kind and whom it is with
 * @param place null: as the host says
 * @param handOver whether the lead goes over to the host with it
 */
public record Wish(
        MeetingKind kind,
        @Nullable MemberId host,
        Instant start,
        @Nullable UUID lead,
        @Nullable UUID person,
        @Nullable UUID company,
        @Nullable UUID opportunity,
        @Nullable String subject,
        @Nullable String place,
        @Nullable String notes,
        boolean handOver) {}
