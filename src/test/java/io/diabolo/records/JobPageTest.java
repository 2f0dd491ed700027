package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

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

    private UUID bulk(long told, Actor me) {
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

        var job = bulk(1, me);

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

        assertThat(page(bulk(1, me), me, given))
                .hasStatusOk()
                .bodyText()
                .contains("1 fiche modifiée", "/reversal")
                .doesNotContain("every 1s", "??");
    }

    @Test
    void the_api_says_what_came_of_a_bulk_edit_and_takes_it_back(Given given) {
        var me = given.administrator();
        var nora = given.member("Nora Petit", "sdr");
        given.run(() -> records.create(
                companies, Map.of("name", "Mécaval", "owner", nora.member().toString()), me));
        var write = given.bearer(me, Scope.WRITE);
        var told = told(bulk(1, me), write);
        assertThat(told).hasStatusOk();
        assertThat(told)
                .bodyJson()
                .extractingPath("$.outcome.message")
                .asString()
                .contains("1 fiche modifiée");
        assertThat(owner(write)).isEqualTo(me.member().toString());

        assertThat(mvc.post()
                        .uri("/api/v1/change-sets/" + at(told, "/outcome/change_set_id") + "/reversal")
                        .header("Authorization", write))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.set_back")
                .isEqualTo(1);
        assertThat(owner(write)).isEqualTo(nora.member().toString());
    }

    private String owner(String bearer) {
        var list = mvc.get()
                .uri("/api/v1/companies")
                .header("Authorization", bearer)
                .exchange();
        return at(list, "/items/0/owner_id");
    }

    private static String at(MvcTestResult answer, String pointer) {
        return JsonMapper.shared()
                .readTree(answer.getResponse().getContentAsByteArray())
                .at(pointer)
                .asString();
    }

    @Test
    void the_api_says_of_an_undo_that_was_a_job_how_many_went_back_and_what_stayed(Given given) {
        var me = given.administrator();
        var nora = Map.of("owner", given.member("Nora Petit", "sdr").member().toString());
        var luc = Map.of("owner", given.member("Luc Roy", "ae").member().toString());
        var carlin = given.in(() -> {
            records.create(companies, with(nora, "Mécaval"), me);
            return records.create(companies, with(nora, "Carlin"), me).record().id();
        });
        var write = given.bearer(me, Scope.WRITE);
        var edit = UUID.fromString(at(told(bulk(2, me), write), "/outcome/change_set_id"));
        given.run(() -> records.update(companies, carlin, luc, null, me));

        var undo = told(jobs.runNow(UndoWork.KIND, "", new UndoWork.Wanted(edit), me), write);

        assertThat(at(undo, "/outcome/message")).startsWith("Annulé");
        assertThat(at(undo, "/outcome/removed")).isEqualTo("0");
        assertThat(at(undo, "/outcome/kept_count")).isEqualTo("1");
        assertThat(at(undo, "/outcome/kept/0/id")).isEqualTo(carlin.toString());
        assertThat(at(undo, "/outcome/kept/0/why")).isEqualTo("changed");
        assertThat(mvc.get()
                        .uri("/api/v1/change-sets/" + at(undo, "/outcome/change_set_id"))
                        .header("Authorization", write))
                .bodyJson()
                .extractingPath("$.action")
                .isEqualTo("undo");
    }

    private static Map<String, String> with(Map<String, String> owner, String name) {
        return Map.of("name", name, "owner", owner.getOrDefault("owner", ""));
    }

    private MvcTestResult told(UUID job, String bearer) {
        return mvc.get()
                .uri("/api/v1/jobs/" + job)
                .header("Authorization", bearer)
                .exchange();
    }
}
