package io.diabolo.hiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InclusiveFormTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            [commercial|commerciale]; commercial(e); commercial·e; commercial ou commerciale
            [Ingénieur|Ingénieure] avant-vente; Ingénieur(e) avant-vente; Ingénieur·e avant-vente; Ingénieur ou ingénieure avant-vente
            [directeur|directrice]; directeur(trice); directeur·rice; directeur ou directrice
            [vendeur|vendeuse]; vendeur(se); vendeur·se; vendeur ou vendeuse
            [curieux|curieuse]; curieux(se); curieux·se; curieux ou curieuse
            [actif|active]; actif(ve); actif·ve; actif ou active
            [premier|première]; premier(ère); premier·ère; premier ou première
            [technicien|technicienne]; technicien(ne); technicien·ne; technicien ou technicienne
            [Attaché commercial|Attachée commerciale]; Attaché(e) commercial(e); Attaché·e commercial·e; Attaché commercial ou attachée commerciale
            """)
    void a_text_speaks_to_everybody(String text, String both, String point, String doublet) {
        assertThat(InclusiveForm.BOTH.apply(text)).isEqualTo(both);
        assertThat(InclusiveForm.POINT.apply(text)).isEqualTo(point);
        assertThat(InclusiveForm.DOUBLET.apply(text)).isEqualTo(doublet);
    }

    @Test
    void a_title_is_neutral_whatever_is_chosen() {
        assertThat(InclusiveForm.BOTH.title("[Chargé|Chargée] d’affaires")).isEqualTo("Chargé(e) d’affaires (H/F)");
        assertThat(InclusiveForm.POINT.title("[Chargé|Chargée] d’affaires")).isEqualTo("Chargé·e d’affaires");
        assertThat(InclusiveForm.DOUBLET.title("Customer success manager")).isEqualTo("Customer success manager (H/F)");
    }
}
