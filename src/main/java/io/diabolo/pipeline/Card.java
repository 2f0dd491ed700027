package io.diabolo.pipeline;

import io.diabolo.platform.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deal as the board shows it.
 *
 * @param since when it came to its stage, and {@code opened} when it was opened
 * @param lane the key of the lane that it stands in
 */
record Card(
        UUID id,
        String name,
        String company,
        String owner,
        Money amount,
        @Nullable LocalDate closes,
        boolean hasStep,
        @Nullable LocalDate since,
        @Nullable LocalDate opened,
        @Nullable String cycle,
        String subStage,
        String stage,
        String lane) {}
