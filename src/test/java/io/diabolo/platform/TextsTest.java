package io.diabolo.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextsTest {
    private final Texts texts = new Texts();

    @Test
    void a_sentence_that_ends_with_an_abbreviation_has_one_full_stop() {
        assertThat(texts.text(Locale.FRENCH, "claim.done", "14 déc.")).isEqualTo("Réservée jusqu’au 14 déc.");
        assertThat(texts.text(Locale.FRENCH, "claim.done", "14 mai")).isEqualTo("Réservée jusqu’au 14 mai.");
        assertThat(texts.text(Locale.FRENCH, "claim.taken", "Plus tard...", "14 déc."))
                .as("what somebody wrote stays as it is")
                .isEqualTo("Plus tard... l’a réservée avant vous, jusqu’au 14 déc.");
    }
}
