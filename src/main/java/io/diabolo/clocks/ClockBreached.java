package io.diabolo.clocks;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A promise is broken; said once.
 *
 * @param tell whom it concerns
 */
public record ClockBreached(
        WorkspaceId workspace,
        UUID clock,
        String kind,
        String subjectType,
        UUID subject,
        List<MemberId> tell,
        Instant due,
        Instant at) {}
