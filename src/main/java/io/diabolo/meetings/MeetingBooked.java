package io.diabolo.meetings;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody is going to be met. */
public record MeetingBooked(
        WorkspaceId workspace,
        UUID meeting,
        @Nullable UUID lead,
        @Nullable UUID person,
        MemberId bookedBy,
        MemberId host,
        Instant start) {}
