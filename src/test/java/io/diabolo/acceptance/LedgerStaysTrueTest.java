package io.diabolo.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.importing.Imports;
import io.diabolo.journey.JourneyVerification;
import io.diabolo.journey.Stage;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.qualification.Leads;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Every projection and every copy of a stage is what the ledger says, whichever way stages changed. */
@DiaboloTest
class LedgerStaysTrueTest {
    private final DSLContext sql;
    private final JourneyVerification verification;

    LedgerStaysTrueTest(DSLContext sql, JourneyVerification verification) {
        this.sql = sql;
        this.verification = verification;
    }

    @Test
    void after_an_import_moves_and_an_undo(
            Given given,
            Imports imports,
            Opportunities opportunities,
            Leads leads,
            Records records,
            RecordTypes types) {
        var me = given.administrator();
        var set = PipelineSet.small(4);
        WorkspaceScope.run(given.workspace(), () -> {
            var id = imports.upload(set.uploads(), Imports.Order.yesNow(), me);
            assertThat(imports.find(id, me).state()).isEqualTo("done");
            assertEqual(given, set.deals());

            opportunities.move(any(given, "proposal"), Stage.CLOSING, null, me);
            opportunities.move(any(given, "proposal"), Stage.LOST, "price", me);
            opportunities.move(any(given, "lost"), Stage.PROPOSAL, null, me);
            var lead = records.create(types.byPlural("leads"), Map.of("last_name", "Martin"), me)
                    .record()
                    .id();
            given.sheetAnswered(lead);
            leads.move(lead, Stage.QUALIFIED, null, me);
            assertEqual(given, set.deals() + 1);

            imports.undo(id, true, me);
            // What was moved since the import stays.
            assertEqual(given, 4);
        });
    }

    @Test
    void a_copy_that_was_tampered_with_is_found(Given given, Records records, RecordTypes types) {
        var me = given.administrator();
        WorkspaceScope.run(given.workspace(), () -> {
            records.create(types.byPlural("leads"), Map.of("last_name", "Martin"), me);
            records.create(types.byPlural("opportunities"), Map.of("name", "Martin, atelier"), me);
        });
        assertEqual(given, 2);

        given.run(() -> sql.execute("update lead set stage = 'qualified'"));
        assertThat(given.in(verification::verify).differing()).isEqualTo(1);
        given.run(() -> sql.execute("update opportunity set stage_on = date '1999-01-01'"));
        assertThat(given.in(verification::verify).differing()).isEqualTo(2);
    }

    private UUID any(Given given, String stage) {
        return given.in(() -> sql.fetchSingle("select id from opportunity where stage = ? order by id limit 1", stage)
                .get(0, UUID.class));
    }

    private void assertEqual(Given given, long journeys) {
        var report = given.in(verification::verify);
        assertThat(report.astray()).isEmpty();
        assertThat(report.journeys()).isEqualTo(journeys);
    }
}
