package io.diabolo.forecast;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a manager says a line, a team or everybody will bring in a period.
 *
 * @param minor in minor units; null when it was taken back and the computed figure counts again
 * @param computed closed and committed, at the moment when it was said
 */
record Adjustment(
        UUID id,
        Period period,
        Whose whose,
        @Nullable Long minor,
        long computed,
        String currency,
        String comment,
        MemberId by,
        Instant at) {}
