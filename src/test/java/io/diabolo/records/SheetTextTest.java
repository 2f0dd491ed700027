package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+cmd|' /C calc'!A0",
                "-2+3+cmd|' /C calc'!A0",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "'=1",
                "''-x",
                "- Fournisseur historique"
            })
    void nothing_runs_and_everything_comes_back(String text) {
        assertThat(SheetText.harmless(text)).startsWith("'");
        assertThat(SheetText.meant(SheetText.harmless(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Mécaval", "-5", "-5.00 EUR", "+33612345678", "L'Atelier", "'s-Hertogenbosch", "12.50 USD"})
    void what_is_no_formula_stays_as_it_is(String text) {
        assertThat(SheetText.harmless(text)).isEqualTo(text);
        assertThat(SheetText.meant(text)).isEqualTo(text);
    }
}
