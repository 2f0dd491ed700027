package io.diabolo.calls;

import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A lead was called from the call desk. Who was passed over wasn't.
 *
 * @param person whom one called; null where only the company is known
 * @param changeSet which takes the call back
 */
public record CallMade(
        WorkspaceId workspace, UUID lead, @Nullable UUID person, CallOutcome outcome, UUID changeSet, Instant at) {}
