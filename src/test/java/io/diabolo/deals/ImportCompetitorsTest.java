package io.diabolo.deals;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.importing.ImportOutcome;
import io.diabolo.importing.Imports;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@DiaboloTest
class ImportCompetitorsTest {
    private final Imports imports;
    private final DSLContext sql;

    ImportCompetitorsTest(Imports imports, DSLContext sql) {
        this.imports = imports;
        this.sql = sql;
    }

    private ImportOutcome imported(Given given, String text) {
        return WorkspaceScope.in(given.workspace(), () -> {
            var file = new Imports.Upload(
                    "concurrents.csv", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            var id = imports.upload(List.of(file), Imports.Order.yesNow(), given.administrator());
            var done = imports.find(id, given.administrator());
            assertThat(done.state())
                    .as(() -> done.error() + " " + done.questions())
                    .isEqualTo("done");
            return done.outcome();
        });
    }

    @Test
    void competitors_come_from_a_file_and_a_second_one_fills_what_was_empty(Given given) {
        imported(given, """
                Concurrent,Site web,Forces,Faiblesses,Argumentaire
                Planifix,planifix.example,Le prix,Pas d’atelier,Demandez le coût des saisies
                Tempora,tempora.example,La marque,Lent,Montrez la reprise
                """);
        var again = imported(given, """
                Concurrent,Menaces
                PLANIFIX,Racheté par un grand éditeur
                """);
        assertThat(again.created()).isZero();
        given.run(() -> assertThat(
                        sql.fetch("select name || ' / ' || coalesce(threats, '') from competitor order by name")
                                .getValues(0, String.class))
                .containsExactly("Planifix / Racheté par un grand éditeur", "Tempora / "));
    }
}
