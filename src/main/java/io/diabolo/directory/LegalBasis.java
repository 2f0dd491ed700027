package io.diabolo.directory;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why a person's data may be used by one channel for one purpose, or that they object to it (GDPR art. 6 and 21).
 *
 * @param state granted or objected
 * @param proof the words said, or the name of the form or file
 * @param source where the address came from
 * @param holds whether it is the latest word on its channel and purpose; the others are history
 */
public record LegalBasis(
        UUID id,
        String channel,
        String purpose,
        String basis,
        String state,
        LocalDate since,
        @Nullable String proof,
        @Nullable UUID proofFile,
        @Nullable String source,
        @Nullable String member,
        Instant recordedAt,
        boolean holds) {
    public static final List<String> CHANNELS = List.of("email", "phone", "sms", "post", "linkedin");
    public static final List<String> PURPOSES = List.of("prospecting", "customer", "newsletter", "event", "survey");
    public static final List<String> BASES = List.of("legitimate_interest", "consent", "contract", "legal_obligation");
    public static final List<String> STATES = List.of("granted", "objected");

    public boolean isObjection() {
        return state.equals("objected");
    }
}
