package io.diabolo.desks;

import io.diabolo.identity.TeamId;
import io.diabolo.platform.MemberId;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a member or a team should reach.
 *
 * @param value in the figure's unit
 */
record Target(
        UUID id,
        @Nullable MemberId member,
        @Nullable TeamId team,
        String role,
        String figure,
        Period period,
        BigDecimal value,
        int version) {}
