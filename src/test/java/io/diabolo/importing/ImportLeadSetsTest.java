package io.diabolo.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@DiaboloTest
class ImportLeadSetsTest {
    private final DSLContext sql;

    ImportLeadSetsTest(DSLContext sql) {
        this.sql = sql;
    }

    @Test
    void converted_leads_are_won(Given given, Imports imports) {
        var id = ImportPipelineSetTest.upload(given, imports, Imports.Order.yesNow(), "lead_scoring/Leads.csv");
        assertDone(given, imports, id);
        given.run(() -> {
            assertThat(count("select count(*) from lead")).isEqualTo(9_240);
            assertThat(count("select count(*) from journey where furthest_stage = 7"))
                    .isEqualTo(3_561);
            assertThat(count("select count(*) from journey where fold(source) = 'google'"))
                    .isEqualTo(2_873);
            assertThat(count("select count(*) from journey where fold(source) = 'google' and furthest_stage = 7"))
                    .isEqualTo(1_147);
            assertThat(count("select count(*) from journey where source = 'Olark Chat' and furthest_stage = 7"))
                    .isEqualTo(448);
            for (var theirs : RealFiles.figures("leads_by_source.csv")) {
                var source = theirs.getFirst().replace("'", "''");
                assertThat(count("select count(*) from journey where coalesce(source, '(missing)') = '" + source + "'"))
                        .as(theirs.toString())
                        .isEqualTo((long) Double.parseDouble(theirs.get(1)));
                assertThat(count(
                                "select count(*) from journey where furthest_stage = 7 and coalesce(source, '(missing)') = '"
                                        + source + "'"))
                        .as(theirs.toString())
                        .isEqualTo((long) Double.parseDouble(theirs.get(2)));
            }
            assertThat(count("select count(*) from journey where entered_on is not null"))
                    .isZero();
        });
    }

    @Test
    void closed_deals_join_the_journeys_of_their_leads(Given given, Imports imports) {
        var id = ImportPipelineSetTest.upload(
                given,
                imports,
                Imports.Order.yesNow(),
                "olist_funnel/olist_marketing_qualified_leads_dataset.csv",
                "olist_funnel/olist_closed_deals_dataset.csv");
        assertDone(given, imports, id);
        given.run(() -> {
            assertThat(count("select count(*) from lead")).isEqualTo(8_000);
            assertThat(count("select count(*) from journey")).isEqualTo(8_000);
            assertThat(count("select count(*) from opportunity where stage = 'won'"))
                    .isEqualTo(842);
            assertThat(count("select count(*) from journey where source = 'organic_search' and on_7 is not null"))
                    .isEqualTo(271);
            assertThat(count("select count(*) from journey where source = 'organic_search'"))
                    .isEqualTo(2_296);
            compareOrigins();
            compareMonths();
            var days = sql.fetchSingle(
                    "select percentile_cont(0.5) within group (order by on_7 - on_2), avg(on_7 - on_2), percentile_cont(0.9) within group (order by on_7 - on_2) from journey where on_7 is not null");
            assertThat(days.get(0, Double.class)).isEqualTo(14);
            assertThat(days.get(1, Double.class)).isCloseTo(48.440618, within(0.000001));
            assertThat(days.get(2, Double.class)).isCloseTo(161.9, within(0.000001));
        });
    }

    private void compareOrigins() {
        for (var theirs : RealFiles.figures("olist_by_origin.csv")) {
            var where = "coalesce(source, '(missing)') = '" + theirs.getFirst() + "'";
            assertThat(count("select count(*) from journey where " + where))
                    .as(theirs.toString())
                    .isEqualTo(Long.parseLong(theirs.get(1)));
            assertThat(count("select count(*) from journey where on_7 is not null and " + where))
                    .as(theirs.toString())
                    .isEqualTo(Long.parseLong(theirs.get(2)));
        }
    }

    private void compareMonths() {
        for (var theirs : RealFiles.figures("olist_by_month.csv")) {
            var where = "to_char(on_2, 'YYYY-MM') = '" + theirs.getFirst() + "'";
            assertThat(count("select count(*) from journey where " + where))
                    .as(theirs.toString())
                    .isEqualTo(Long.parseLong(theirs.get(1)));
            assertThat(count("select count(*) from journey where on_7 is not null and " + where))
                    .as(theirs.toString())
                    .isEqualTo(Long.parseLong(theirs.get(2)));
        }
    }

    private static void assertDone(Given given, Imports imports, java.util.UUID id) {
        WorkspaceScope.run(given.workspace(), () -> {
            var done = imports.find(id, given.administrator());
            assertThat(done.state())
                    .as(() -> done.error() + " " + done.questions())
                    .isEqualTo("done");
            assertThat(done.outcome().rejected())
                    .as(() -> done.outcome().refusals().toString())
                    .isZero();
        });
    }

    private long count(String query) {
        return sql.fetchSingle(query).get(0, Long.class);
    }
}
