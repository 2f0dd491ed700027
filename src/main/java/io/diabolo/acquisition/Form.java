package io.diabolo.acquisition;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A web form as it stands.
 *
 * @param links to what its leads are put down, where the visitor's own link names nothing
 * @param hookSecret the hash of the webhook's secret; null: it is closed
 * @param mapping for the webhook: by target, where its value stands in the JSON received
 */
record Form(
        UUID id,
        String name,
        PublicKey key,
        String state,
        List<FormQuestion> questions,
        Links links,
        boolean doubleOptIn,
        String thanksFr,
        String thanksEn,
        @Nullable Consent consent,
        MemberId owner,
        byte @Nullable [] hookSecret,
        Map<String, String> mapping,
        int version) {

    record Links(
            @Nullable UUID campaign,
            @Nullable UUID asset,
            @Nullable String source) {}

    /** @param required whether the form is sent only when it is agreed to */
    record Consent(int version, String fr, String en, boolean required, Instant since) {
        String text(Locale locale) {
            var mine = locale.getLanguage().equals("fr") ? fr : en;
            return mine.isBlank() ? (fr.isBlank() ? en : fr) : mine;
        }
    }

    boolean isOpen() {
        return state.equals("open");
    }

    /** As a member writes it, a line for each answer. */
    String mappingText() {
        return mapping.entrySet().stream()
                .map(one -> one.getKey() + " = " + one.getValue())
                .collect(java.util.stream.Collectors.joining("\n"));
    }

    String thanks(Locale locale) {
        return locale.getLanguage().equals("fr") ? thanksFr : thanksEn;
    }
}
