package io.diabolo.journey;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One stage change to be written down.
 *
 * @param subjectType company, person, lead, opportunity or customer
 * @param at when it happened; null when nobody knows: the entry is then undated
 * @param reason why it left, for exits
 */
public record StageEntry(
        UUID journey,
        String subjectType,
        UUID subject,
        Stage to,
        @Nullable Instant at,
        @Nullable String reason) {}
