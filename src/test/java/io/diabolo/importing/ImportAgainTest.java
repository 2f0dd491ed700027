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

/** The second export of another system changes what the first one brought. */
@DiaboloTest
class ImportAgainTest {
    private static final String TASKS = "Task ID,Subject,Type,Related To,Due Date,Description\n";

    private final DSLContext sql;
    private final Imports imports;

    ImportAgainTest(DSLContext sql, Imports imports) {
        this.sql = sql;
        this.imports = imports;
    }

    private ImportOutcome imported(Given given, ImportOptions options, String name, String text) {
        return WorkspaceScope.in(given.workspace(), () -> {
            var file = new Imports.Upload(name, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            var id = imports.upload(List.of(file), Imports.Order.yesNow().with(options), given.administrator());
            var done = imports.find(id, given.administrator());
            assertThat(done.state()).as(done.error()).isEqualTo("done");
            return done.outcome();
        });
    }

    private long count(String query) {
        return sql.fetchSingle(query).get(0, Long.class);
    }

    @Test
    void activities_keep_their_ids_and_are_changed_and_not_doubled(Given given) {
        imported(
                given,
                ImportOptions.usual(),
                "companies.csv",
                "Company Name,Company Domain Name\nDupont,dupont.example\n");
        imported(
                given,
                ImportOptions.usual(),
                "tasks.csv",
                TASKS + "t1,Rappeler,call,Dupont,2026-12-01,\nt2,Visiter,meeting,Dupont,2026-12-02,\n");
        var again = imported(
                given,
                ImportOptions.usual(),
                "tasks.csv",
                TASKS
                        + "t1,Rappeler Léa,call,Dupont,2026-12-05,Au sujet du devis\nt2,Visiter,meeting,Dupont,2026-12-02,\n");

        assertThat(again.created()).isZero();
        assertThat(again.updated()).isOne();
        given.run(() -> {
            assertThat(count("select count(*) from activity where deleted_at is null"))
                    .isEqualTo(2);
            assertThat(
                            count(
                                    "select count(*) from activity where external_id = 't1' and subject = 'Rappeler Léa' and due_on = '2026-12-05'"))
                    .isOne();
            assertThat(count("select count(*) from change where record_type = 'activity' and kind = 'updated'"))
                    .isOne();
        });
    }

    @Test
    void who_changes_company_has_left_the_one_before(Given given) {
        imported(
                given,
                ImportOptions.usual(),
                "people.csv",
                "Contact ID,Last Name,Job Title,Company Name\np1,Petit,DAF,Dupont\n");
        var replace = new ImportOptions(ImportOptions.Duplicates.OVERWRITE, ImportOptions.Missing.REJECT, false);
        imported(given, replace, "people.csv", "Contact ID,Last Name,Job Title,Company Name\np1,Petit,DG,Martin\n");

        given.run(() -> {
            assertThat(count("select count(*) from person_position")).isEqualTo(2);
            assertThat(
                            count(
                                    "select count(*) from person_position p join company c on c.id = p.company_id where c.name = 'Dupont' and p.ended_on is not null"))
                    .isOne();
            assertThat(
                            count(
                                    "select count(*) from person_position p join company c on c.id = p.company_id where c.name = 'Martin' and p.ended_on is null and p.started_on is not null"))
                    .isOne();
        });
    }
}
