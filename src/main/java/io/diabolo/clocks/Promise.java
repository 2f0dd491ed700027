package io.diabolo.clocks;

import io.diabolo.platform.MemberId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a clock is started for.
 *
 * @param kind whose promise it is, such as the id of a hand-off; its words are the text {@code clock.<kind>}
 * @param owner who promises; null where all who hold {@code role} do
 * @param role null where one member promises
 * @param grace working minutes from the breach until the manager is told
 */
public record Promise(
        String kind,
        String subjectType,
        UUID subject,
        @Nullable MemberId owner,
        @Nullable String role,
        Budget budget,
        int grace) {}
