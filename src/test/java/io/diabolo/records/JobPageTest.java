package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What a member is told of long work. */
@DiaboloTest
class JobPageTest {
    private final MockMvcTester mvc;
    private final Jobs jobs;
    private final Records records;
    private final RecordType companies;

    JobPageTest(MockMvcTester mvc, Jobs jobs, Records records, RecordTypes types) {
        this.mvc = mvc;
        this.jobs = jobs;
        this.records = records;
        this.companies = types.byPlural("companies");
    }

    private UUID bulk(Given given, long told, Actor me) {
        var owner = me.member().toString();
        var wanted = new Bulk.Wanted("companies", List.of(), Map.of(), told, "owner", owner);
        return jobs.runNow(BulkWork.KIND, "company", wanted, me);
    }

    private MvcTestResult page(UUID job, Actor me, Given given) {
        return mvc.get().uri("/jobs/" + job).with(given.signedIn(me)).exchange();
    }

    @Test
    void who_edits_a_list_that_grew_meanwhile_is_told_that_nothing_was_done(Given given) {
        var me = given.administrator();
        given.run(() ->
                List.of("Mécaval", "Carlin").forEach(name -> records.create(companies, Map.of("name", name), me)));

        var job = bulk(given, 1, me);

        assertThat(page(job, me, given))
                .hasStatusOk()
                .bodyText()
                .contains("Entre-temps la liste compte 2 fiches", "href=\"/companies\"")
                .doesNotContain("/reversal", "every 1s", "??");
        assertThat(page(job, given.member("Nora Petit", "sdr"), given)).hasStatus(404);
    }

    @Test
    void a_bulk_edit_that_was_a_job_is_taken_back_from_its_page(Given given) {
        var me = given.administrator();
        given.run(() -> records.create(companies, Map.of("name", "Mécaval"), me));

        assertThat(page(bulk(given, 1, me), me, given))
                .hasStatusOk()
                .bodyText()
                .contains("1 fiche modifiée", "/reversal")
                .doesNotContain("every 1s", "??");
    }
}
