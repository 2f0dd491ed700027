package io.diabolo.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@DiaboloTest
class ImportRegisterTest {
    private final DSLContext sql;

    ImportRegisterTest(DSLContext sql) {
        this.sql = sql;
    }

    @Test
    void a_register_of_sites_becomes_companies_with_sites(Given given, Imports imports) {
        var id = ImportPipelineSetTest.upload(
                given, imports, Imports.Order.yesNow(), "french_register/etablissements_metz.csv");

        WorkspaceScope.run(given.workspace(), () -> {
            var done = imports.find(id, given.administrator());
            assertThat(done.state())
                    .as(() -> done.error() + " " + done.questions())
                    .isEqualTo("done");
            assertThat(done.outcome().refusals()).isEmpty();
        });
        given.run(() -> {
            assertThat(sql.fetchSingle("select count(*) from company").get(0, Long.class))
                    .isEqualTo(5_250);
            assertThat(sql.fetchSingle("select count(*) from company_site").get(0, Long.class))
                    .isEqualTo(6_011);
            // Band 52 stands for 5,000 to 9,999 people.
            assertThat(sql.fetchSingle("select max(headcount) from company").get(0, Long.class))
                    .isEqualTo(5_000);
            assertThat(sql.fetch("select distinct segment_basis from company where headcount is not null")
                            .getValues(0, String.class))
                    .containsExactly("presumed");
        });
    }
}
