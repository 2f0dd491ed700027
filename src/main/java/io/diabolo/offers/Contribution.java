package io.diabolo.offers;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a role gave for an offer.
 *
 * @param role {@code se} for the technical part, {@code ops} for what operations can do
 * @param substance of the lines that it was given for
 * @param shown whether it stands in the document
 * @param feasible what operations say; null from a sales engineer
 * @param startOn from when operations can begin
 * @param doneOn by when they have delivered
 */
record Contribution(
        UUID id,
        UUID series,
        UUID quote,
        String role,
        String substance,
        String words,
        @Nullable UUID fileId,
        @Nullable String fileName,
        boolean shown,
        @Nullable Feasible feasible,
        @Nullable LocalDate startOn,
        @Nullable LocalDate doneOn,
        MemberId by,
        String byName,
        Instant at) {
    static final String ENGINEER = "se";
    static final String OPERATIONS = "ops";

    /** Whether operations can take it on; on conditions they say which. */
    enum Feasible {
        YES,
        CONDITIONS,
        NO;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Feasible named(@Nullable String id) {
            return Arrays.stream(values())
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** With a no the offer can't leave as it is. */
    boolean isRefused() {
        return feasible == Feasible.NO;
    }

    boolean isFor(Quote quote) {
        return substance.equals(Substance.of(quote.lines()));
    }
}
