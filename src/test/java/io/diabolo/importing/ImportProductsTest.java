package io.diabolo.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** A catalogue from a file: with each price its VAT, its unit and what it costs. */
@DiaboloTest
class ImportProductsTest {
    private final DSLContext sql;
    private final Imports imports;

    ImportProductsTest(DSLContext sql, Imports imports) {
        this.sql = sql;
        this.imports = imports;
    }

    private Import run(Given given, String name, String text) {
        return WorkspaceScope.in(given.workspace(), () -> {
            var upload = new Imports.Upload(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            var id = imports.upload(List.of(upload), Imports.Order.yesNow(), given.administrator());
            return imports.find(id, given.administrator());
        });
    }

    private List<String> products(Given given) {
        return given.in(() -> sql.fetch("""
                        select concat_ws(' | ', name, trim_scale(list_price), trim_scale(vat_rate), unit, trim_scale(unit_cost), description)
                        from product order by name""").getValues(0, String.class));
    }

    @Test
    void vat_unit_cost_and_description_come_with_the_price(Given given) {
        var done = run(given, "catalogue.csv", """
                Code article;Désignation;Prix unitaire;Taux de TVA;Unité;Prix de revient;Description
                P1;Manuel;33,3333;5,5 %;exemplaire;12,125;Imprimé
                P2;Capteur;120;20;pièce;48,5;
                P3;Sonde;90;;;;
                """);
        assertThat(done.state()).as(done::toString).isEqualTo("done");
        assertThat(products(given))
                .containsExactly(
                        "Capteur | 120 | 20 | pièce | 48.5 | ",
                        "Manuel | 33.3333 | 5.5 | exemplaire | 12.125 | Imprimé",
                        // Where the file says nothing, the usual rate of the country.
                        "Sonde | 90 | 20 |  | ");

        // A file without these columns leaves them as they are.
        assertThat(run(given, "tarif.csv", "Code article;Désignation;Prix unitaire\nP1;Manuel;35\n")
                        .state())
                .isEqualTo("done");
        assertThat(products(given)).contains("Manuel | 35 | 5.5 | exemplaire | 12.125 | Imprimé");
    }

    @Test
    void a_rate_written_as_a_fraction_is_a_percentage_and_an_impossible_one_is_told(Given given) {
        var done = run(given, "products.csv", """
                product name,list price,vat rate,unit of measure,unit cost
                Manual,33,0.055,piece,12
                Sensor,120,0.2,piece,48
                Probe,90,0,piece,30
                Cable,5,250,piece,1
                """);
        assertThat(done.state()).as(done::toString).isEqualTo("done");
        assertThat(products(given))
                .contains(
                        "Manual | 33 | 5.5 | piece | 12 | ",
                        "Sensor | 120 | 20 | piece | 48 | ",
                        "Probe | 90 | 0 | piece | 30 | ")
                .noneMatch(product -> product.contains("250"));
    }
}
