package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Files;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DiaboloTest
class ListPageTest {
    private final MockMvcTester mvc;
    private final org.jooq.DSLContext sql;
    private final Records records;
    private final RecordType companies;

    ListPageTest(MockMvcTester mvc, org.jooq.DSLContext sql, Records records, RecordTypes types) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.companies = types.byPlural("companies");
    }

    @Test
    void every_type_has_its_list_and_forms(Given given, RecordTypes types) {
        var me = given.administrator();
        for (var type : types.all()) {
            var list =
                    mvc.get().uri("/" + type.plural()).with(given.signedIn(me)).exchange();
            assertThat(list).as(type.id()).hasStatusOk().bodyText().doesNotContain("??");
        }
        for (var path : new String[] {"/bin", "/changes", "/search?q=x", "/exports"}) {
            assertThat(mvc.get().uri(path).with(given.signedIn(me))).as(path).hasStatusOk();
        }
    }

    @Test
    void a_list_filters_and_a_cell_is_edited_in_its_place(Given given) {
        var me = given.administrator();
        var id = WorkspaceScope.in(
                given.workspace(),
                () -> records.create(companies, Map.of("name", "Mécaval", "city", "Niort", "owner", "me"), me)
                        .record()
                        .id());
        assertThat(mvc.get()
                        .uri("/companies?filter[city]=Niort&filter[owner]=me&sort=city")
                        .with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Mécaval", "Claire Fontaine")
                .doesNotContain("??");
        assertThat(mvc.get().uri("/companies?add=city&op=contains&value=iort").with(given.signedIn(me)))
                .hasStatus3xxRedirection();
        var cell = "/companies/" + id + "/fields/city";
        assertThat(mvc.get().uri(cell).header("HX-Request", "true").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Niort");
        assertThat(mvc.post()
                        .uri(cell)
                        .param("value", "Lyon")
                        .param("version", "1")
                        .header("HX-Request", "true")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatusOk()
                .bodyText()
                .contains("Lyon");
        assertThat(mvc.post()
                        .uri(cell)
                        .param("value", "Paris")
                        .param("version", "1")
                        .header("HX-Request", "true")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(409)
                .bodyText()
                .contains("Lyon", "Paris");
        assertThat(mvc.post()
                        .uri("/companies/" + id + "/fields/headcount")
                        .param("value", "many")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("many");
        assertThat(mvc.post()
                        .uri("/companies/bulk")
                        .param("id", id.toString())
                        .param("field", "owner")
                        .param("action", "edit")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("??");
    }

    @Test
    void a_repeated_write_happens_once(Given given) {
        var write = given.bearer(given.administrator(), Scope.WRITE);
        var first = post(write, "key-1", "{\"name\":\"Mécaval\"}");
        var again = post(write, "key-1", "{\"name\":\"Mécaval\"}");
        assertThat(first).hasStatus(201);
        assertThat(again).hasStatus(201);
        assertThat(again.getResponse().getHeader("Location"))
                .isEqualTo(first.getResponse().getHeader("Location"));
        assertThat(post(write, "key-1", "{\"name\":\"Autre\"}")).hasStatus(422);
        assertThat(mvc.get().uri("/api/v1/companies/count").header("Authorization", write))
                .bodyJson()
                .extractingPath("$.count")
                .isEqualTo(1);
    }

    private MvcTestResult post(String authorization, String key, String body) {
        return mvc.post()
                .uri("/api/v1/companies")
                .header("Authorization", authorization)
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    @Test
    void a_write_whose_node_died_goes_on_or_is_told(Given given) {
        var write = given.bearer(given.administrator(), Scope.WRITE);
        var body = "{\"name\":\"Mécaval\"}";
        assertThat(post(write, "k", body)).hasStatus(201);
        given.run(() -> assertThat(
                        sql.fetchExists(sql.selectFrom("idempotent_answer").where("written")))
                .isTrue());
        dies(given, false);
        assertThat(post(write, "k", body)).hasStatus(201).doesNotContainHeader("Idempotency-Replayed");
        dies(given, true);
        assertThat(post(write, "k", body)).hasStatus(422).bodyText().contains("interrompue");
    }

    private void dies(Given given, boolean written) {
        given.run(() -> sql.execute(
                "update idempotent_answer set status = null, created_at = created_at - interval '20 minutes', written = ?",
                written));
    }

    @Test
    void another_file_of_the_same_size_is_another_request(Given given) {
        var write = given.bearer(given.administrator(), Scope.WRITE);
        for (var step : java.util.List.of("name\nBois\n", "name\nSels\n")) {
            var answer = mvc.perform(
                    org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart("/api/v1/imports")
                            .part(new org.springframework.mock.web.MockPart(
                                    "file", "f.csv", step.getBytes(StandardCharsets.UTF_8), MediaType.TEXT_PLAIN))
                            .header("Authorization", write)
                            .header("Idempotency-Key", "file"));
            assertThat(answer.getResponse().getStatus()).as(step).isEqualTo(step.contains("Bois") ? 202 : 422);
            assertThat(answer).doesNotContainHeader("Idempotency-Replayed");
        }
    }

    @Test
    void a_body_beyond_measure_is_not_read(Given given) {
        var write = given.bearer(given.administrator(), Scope.WRITE);
        assertThat(post(write, "big", "{\"name\":\"" + "x".repeat(9_000_000) + "\"}"))
                .hasStatus(413);
    }

    @Test
    void an_export_holds_what_the_member_sees_and_no_formula(Given given, Jobs jobs, Files files) {
        var nora = given.memberWhoSeesOwn("Nora Petit", "sdr");
        WorkspaceScope.run(given.workspace(), () -> {
            records.create(companies, Map.of("name", "=1+1", "owner", "me", "turnover", "-5"), nora);
            records.create(companies, Map.of("name", "Secret"), given.administrator());
            for (var format : new String[] {"csv", "xlsx"}) {
                var wanted = new ExportWork.Wanted("companies", Map.of("columns", "name,turnover"), format);
                var job = jobs.find(jobs.runNow(ExportWork.KIND, "company", wanted, nora));
                assertThat(job.state()).isEqualTo("done");
                var out = new ByteArrayOutputStream();
                files.copy(Objects.requireNonNull(job.file()), out);
                if (format.equals("csv")) {
                    assertThat(out.toString(StandardCharsets.UTF_8))
                            .contains("\"id\";\"external_id\";\"name\";\"turnover\"", "\"'=1+1\"", "\"-5.00 EUR\"")
                            .doesNotContain("Secret");
                }
            }
        });
    }

    @Test
    void an_export_tells_references_by_id_and_several_choices_apart(
            Given given, Jobs jobs, Files files, CustomFields custom) {
        var me = given.administrator();
        WorkspaceScope.run(given.workspace(), () -> {
            custom.add(companies, "trades", "Métiers", "multi_choice", java.util.List.of("bois", "métal"), null, me);
            var parent = records.create(companies, Map.of("name", "Groupe"), me)
                    .record()
                    .id();
            records.create(
                    companies,
                    Map.of("name", "Filiale", "parent", parent.toString(), "custom", Map.of("trades", "bois,métal")),
                    me);
            var wanted = new ExportWork.Wanted(
                    "companies", Map.of("columns", "name,parent,custom.trades", "sort", "name"), "csv");
            var job = jobs.find(jobs.runNow(ExportWork.KIND, "company", wanted, me));
            var out = new ByteArrayOutputStream();
            files.copy(Objects.requireNonNull(job.file()), out);
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains(
                            "\"name\";\"parent\";\"parent_id\";\"custom.trades\"",
                            "\"Filiale\";\"Groupe\";\"" + parent + "\";\"bois; métal\"");
        });
    }

    @Test
    void a_sheet_too_small_is_said_before_it_is_written() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ExportWork.fits("xlsx", 1_048_576))
                .isInstanceOf(io.diabolo.platform.BadInput.class);
        ExportWork.fits("xlsx", 1_048_575);
        ExportWork.fits("csv", 5_000_000);
    }

    @Test
    void the_api_lists_counts_writes_and_takes_back(Given given) {
        var me = given.administrator();
        var write = given.bearer(me, Scope.WRITE);
        var created = mvc.post()
                .uri("/api/v1/companies")
                .header("Authorization", write)
                .contentType(MediaType.APPLICATION_JSON)
                .content(
                        "{\"name\":\"Mécaval\",\"turnover\":{\"value\":\"1054.00\",\"currency\":\"EUR\"},\"owner_id\":\""
                                + me.member() + "\"}")
                .exchange();
        assertThat(created)
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.turnover.value")
                .isEqualTo("1054.00");
        var location = created.getResponse().getHeader("Location");
        assertThat(location).isNotNull();
        assertThat(created.getResponse().getHeader("ETag")).isEqualTo("\"1\"");
        var read = given.bearer(me, Scope.READ);
        assertThat(mvc.get().uri("/api/v1/companies?filter[name][prefix]=mec").header("Authorization", read))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].owner_id")
                .isEqualTo(me.member().toString());
        assertThat(mvc.get().uri("/api/v1/companies/count").header("Authorization", read))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.count")
                .isEqualTo(1);
        assertThat(mvc.get().uri("/api/v1/search?q=meca").header("Authorization", read))
                .bodyJson()
                .extractingPath("$.items[0].label")
                .isEqualTo("Mécaval");
        assertThat(mvc.patch()
                        .uri(location)
                        .header("Authorization", write)
                        .header("If-Match", "\"9\"")
                        .contentType("application/merge-patch+json")
                        .content("{\"city\":\"Lyon\"}"))
                .hasStatus(412);
        assertThat(mvc.patch()
                        .uri(location)
                        .header("Authorization", read)
                        .contentType("application/merge-patch+json")
                        .content("{\"city\":\"Lyon\"}"))
                .hasStatus(403);
        assertThat(mvc.post()
                        .uri("/api/v1/companies")
                        .header("Authorization", write)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"nam\":\"x\"}"))
                .hasStatus(422)
                .bodyText()
                .contains("nam");
        var changeSet = created.getResponse().getHeader("Diabolo-Change-Set");
        assertThat(mvc.post()
                        .uri("/api/v1/change-sets/" + changeSet + "/reversal")
                        .header("Authorization", write))
                .hasStatus(201);
        assertThat(mvc.get().uri(location).header("Authorization", read)).hasStatus(404);
    }
}
