package io.diabolo.journey;

import io.diabolo.platform.MemberId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be handed over.
 *
 * @param toRole null: the kind's usual one
 * @param to null: whoever of the role answers first
 * @param done items of the kind's checklist
 */
public record Offer(
        HandoffKind kind,
        String subjectType,
        UUID subject,
        @Nullable String toRole,
        @Nullable MemberId to,
        String note,
        List<String> done) {}
