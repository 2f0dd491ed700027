package io.diabolo.offers;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a member gives for an offer, as it was typed.
 *
 * @param file null: the one that was given before stays, unless {@code withoutFile}
 */
record Giving(
        String role,
        String words,
        @Nullable Upload file,
        boolean withoutFile,
        boolean shown,
        Contribution.@Nullable Feasible feasible,
        @Nullable LocalDate startOn,
        @Nullable LocalDate doneOn) {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Upload(String name, String type, byte[] content) {}
}
