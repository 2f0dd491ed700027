package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Many records edited or put into the bin by one request, as a list's bar does it. */
@DiaboloTest
class BulkApiTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final Lists lists;
    private final Jobs jobs;
    private final RecordType companies;

    BulkApiTest(MockMvcTester mvc, DSLContext sql, Records records, Lists lists, Jobs jobs, RecordTypes types) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.lists = lists;
        this.jobs = jobs;
        this.companies = types.byPlural("companies");
    }

    private UUID company(Given given, String name, String city) {
        return given.in(() -> records.create(
                        companies, Map.of("name", name, "city", city, "owner", "me"), given.administrator())
                .record()
                .id());
    }

    private MvcTestResult post(String path, String bearer, String body) {
        return mvc.post()
                .uri("/api/v1" + path)
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private long count(Given given, String filter, String value) {
        Actor me = given.administrator();
        return given.in(() -> lists.count(lists.parse(companies, Map.of(filter, List.of(value)), me), me));
    }

    private static String changeSet(MvcTestResult answer) {
        return Objects.requireNonNull(answer.getResponse().getHeader("Diabolo-Change-Set"));
    }

    @Test
    void all_that_a_list_shows_get_a_value_and_it_is_taken_back_as_a_whole(Given given) {
        company(given, "Mécaval", "Niort");
        company(given, "Carlin", "Niort");
        company(given, "Bois & Fils", "Lyon");
        var write = given.bearer(given.administrator(), Scope.WRITE);
        var asked = "{\"query\":\"filter[city]=Niort\",\"count\":%d,\"fields\":{\"industry\":\"Textile\"}}";
        assertThat(post("/companies/bulk-edits", write, asked.formatted(3)))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo("count");
        var done = post("/companies/bulk-edits", write, asked.formatted(2));
        assertThat(done).hasStatus(201).bodyJson().extractingPath("$.records").isEqualTo(2);
        assertThat(count(given, "filter[industry]", "Textile")).isEqualTo(2);
        assertThat(given.<String>in(() -> sql.fetchSingle(
                                "select origin from change_set where id = ?", UUID.fromString(changeSet(done)))
                        .get(0, String.class)))
                .isEqualTo("api");
        assertThat(post("/change-sets/" + changeSet(done) + "/reversal", write, ""))
                .hasStatus(201);
        assertThat(count(given, "filter[industry][empty]", "true")).isEqualTo(3);
    }

    @Test
    void several_fields_of_those_named_change_in_one_change_set(Given given) {
        var one = company(given, "Mécaval", "Niort");
        var two = company(given, "Carlin", "Niort");
        company(given, "Bois & Fils", "Niort");
        var write = given.bearer(given.administrator(), Scope.WRITE);
        var done = post(
                "/companies/bulk-edits",
                write,
                "{\"ids\":[\"%s\",\"%s\"],\"fields\":{\"city\":\"Lyon\",\"owner_id\":null}}".formatted(one, two));
        assertThat(done).hasStatus(201).bodyJson().extractingPath("$.records").isEqualTo(2);
        assertThat(count(given, "filter[city]", "Lyon")).isEqualTo(2);
        assertThat(count(given, "filter[owner][empty]", "true")).isEqualTo(2);
        assertThat(post("/change-sets/" + changeSet(done) + "/reversal", write, ""))
                .hasStatus(201);
        assertThat(count(given, "filter[city]", "Niort")).isEqualTo(3);
        assertThat(count(given, "filter[owner][empty]", "true")).isZero();
    }

    @Test
    void those_named_go_to_the_bin_and_come_back(Given given) {
        var one = company(given, "Mécaval", "Niort");
        company(given, "Carlin", "Niort");
        var write = given.bearer(given.administrator(), Scope.WRITE);
        var done = post("/companies/bulk-deletions", write, "{\"ids\":[\"%s\"]}".formatted(one));
        assertThat(done).hasStatus(201).bodyJson().extractingPath("$.records").isEqualTo(1);
        assertThat(count(given, "filter[city]", "Niort")).isEqualTo(1);
        assertThat(post("/change-sets/" + changeSet(done) + "/reversal", write, ""))
                .hasStatus(201);
        assertThat(count(given, "filter[city]", "Niort")).isEqualTo(2);
    }

    @Test
    void what_is_wrong_is_named_and_nothing_changes(Given given) {
        var id = company(given, "Mécaval", "Niort");
        var write = given.bearer(given.administrator(), Scope.WRITE);
        var wrong = Map.ofEntries(
                Map.entry("{\"ids\":[\"" + id + "\"],\"fields\":{\"external_id\":\"x\"}}", "fields.external_id"),
                Map.entry("{\"ids\":[\"" + id + "\"],\"fields\":{\"created_at\":\"2026-01-01\"}}", "fields.created_at"),
                Map.entry("{\"ids\":[\"" + id + "\"],\"fields\":{\"nothing\":\"x\"}}", "fields.nothing"),
                Map.entry("{\"ids\":[\"" + id + "\"],\"fields\":{\"segment\":\"giant\"}}", "fields.segment"),
                Map.entry("{\"ids\":[\"" + id + "\"],\"fields\":{\"owner_id\":\"Nobody\"}}", "fields.owner_id"),
                Map.entry(
                        "{\"ids\":[\"" + id + "\"],\"fields\":{\"city\":\"Lyon\",\"headcount\":\"many\"}}",
                        "fields.headcount"),
                Map.entry("{\"ids\":[\"" + id + "\"],\"fields\":{}}", "fields"),
                Map.entry("{\"ids\":[\"" + id + "\"]}", "fields"),
                Map.entry("{\"fields\":{\"city\":\"Lyon\"}}", "ids"),
                Map.entry("{\"ids\":[],\"fields\":{\"city\":\"Lyon\"}}", "ids"),
                Map.entry("{\"ids\":[\"x\"],\"fields\":{\"city\":\"Lyon\"}}", "ids"),
                Map.entry("{\"ids\":[\"" + id + "\"],\"query\":\"\",\"fields\":{\"city\":\"Lyon\"}}", "ids"),
                Map.entry("{\"query\":\"\",\"count\":\"one\",\"fields\":{\"city\":\"Lyon\"}}", "count"),
                Map.entry("{\"query\":{},\"fields\":{\"city\":\"Lyon\"}}", "query"),
                Map.entry("{\"query\":\"filter[nothing]=x\",\"fields\":{\"city\":\"Lyon\"}}", "filter[nothing]"));
        wrong.forEach((body, field) -> assertThat(post("/companies/bulk-edits", write, body))
                .as(body)
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo(field));
        assertThat(given.in(() -> records.get(companies, id, given.administrator()))
                        .version())
                .isEqualTo(1);
    }

    @Test
    void only_what_one_sees_and_may_write_is_changed(Given given, Given other) {
        var id = company(given, "Mécaval", "Niort");
        var body = "{\"ids\":[\"%s\"],\"fields\":{\"city\":\"Lyon\"}}".formatted(id);
        assertThat(post("/companies/bulk-edits", given.bearer(given.administrator(), Scope.READ), body))
                .hasStatus(403);
        var stranger = other.bearer(other.administrator(), Scope.WRITE);
        assertThat(post("/companies/bulk-edits", stranger, body))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo("ids");
        assertThat(post("/companies/bulk-deletions", stranger, "{\"query\":\"\"}"))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.records")
                .isEqualTo(0);
        var nora = given.bearer(given.memberWhoSeesOwn("Nora Petit", "sdr"), Scope.WRITE);
        assertThat(post("/companies/bulk-edits", nora, body)).hasStatus(422);
        assertThat(post("/companies/bulk-edits", nora, "{\"query\":\"\",\"fields\":{\"city\":\"Lyon\"}}"))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.records")
                .isEqualTo(0);
        assertThat(post(
                        "/journeys/bulk-deletions",
                        given.bearer(given.administrator(), Scope.WRITE),
                        "{\"query\":\"\"}"))
                .hasStatus(403);
        assertThat(count(given, "filter[city]", "Niort")).isEqualTo(1);
    }

    @Test
    void the_same_request_edits_once(Given given) {
        company(given, "Mécaval", "Niort");
        var write = given.bearer(given.administrator(), Scope.WRITE);
        var sets = new java.util.HashSet<String>();
        for (int i = 0; i < 2; i++) {
            var answer = mvc.post()
                    .uri("/api/v1/companies/bulk-edits")
                    .header("Authorization", write)
                    .header("Idempotency-Key", "once")
                    .contentType(MediaType.APPLICATION_JSON)
                    .content("{\"query\":\"\",\"fields\":{\"city\":\"Lyon\"}}")
                    .exchange();
            assertThat(answer).hasStatus(201);
            sets.add(changeSet(answer));
        }
        assertThat(sets).hasSize(1);
    }

    @Test
    void of_very_many_it_is_a_job_that_tells_what_came_of_it(Given given) {
        var me = given.administrator();
        given.run(() -> sql.execute("insert into company (name) select 'Société ' || n from generate_series(1, "
                + (Bulk.AT_ONCE + 1) + ") n"));
        var wanted = new Bulk.Wanted("companies", List.of(), Map.of(), Bulk.AT_ONCE + 1, "owner", "me");
        var job = jobs.runNow(BulkWork.KIND, "company", wanted.through(Origin.API), me);
        var write = given.bearer(me, Scope.WRITE);
        var told = mvc.get()
                .uri("/api/v1/jobs/" + job)
                .header("Authorization", write)
                .exchange();
        assertThat(told)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.outcome.change_set_id")
                .isNotNull();
        assertThat(told)
                .bodyJson()
                .extractingPath("$.outcome.message")
                .asString()
                .contains("fiches modifiées");
        assertThat(given.<String>in(
                        () -> sql.fetchSingle("select origin from change_set where action = 'company.bulk-updated'")
                                .get(0, String.class)))
                .isEqualTo("api");

        assertThat(post("/companies/bulk-edits", write, "{\"query\":\"\",\"fields\":{\"segment\":\"giant\"}}"))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo("fields.segment");
        assertThat(post("/companies/bulk-edits", write, "{\"query\":\"\",\"fields\":{\"owner\":null}}"))
                .hasStatus(202)
                .bodyText()
                .contains("job_id");
    }
}
