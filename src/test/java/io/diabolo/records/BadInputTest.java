package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What can't be written is refused by name; it never is a fault of ours. */
@DiaboloTest
class BadInputTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final CustomFields custom;
    private final RecordTypes types;

    BadInputTest(MockMvcTester mvc, DSLContext sql, Records records, CustomFields custom, RecordTypes types) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.custom = custom;
        this.types = types;
    }

    private MvcTestResult post(Given given, String path, String body) {
        return mvc.post()
                .uri("/api/v1/" + path)
                .header("Authorization", given.bearer(given.administrator(), Scope.ADMIN))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    @Test
    void numbers_and_moments_that_no_column_holds_are_refused_by_name(Given given) {
        for (var bad : List.of(
                List.of("products", "list_price", "{\"name\":\"Socle\",\"list_price\":\"99999999999999999999\"}"),
                List.of("products", "list_price", "{\"name\":\"Socle\",\"list_price\":\"1e19\"}"),
                List.of(
                        "opportunities",
                        "recurring_amount",
                        "{\"name\":\"Licences\",\"recurring_amount\":\"90000000000000000\"}"),
                List.of("companies", "turnover", "{\"name\":\"Mécaval\",\"turnover\":\"9000000000000000000\"}"),
                List.of("companies", "headcount", "{\"name\":\"Mécaval\",\"headcount\":\"2147483648\"}"),
                List.of("leads", "score", "{\"last_name\":\"Roy\",\"score\":\"40000\"}"),
                List.of("opportunities", "close_date", "{\"name\":\"Licences\",\"close_date\":\"+99999-01-01\"}"))) {
            assertThat(post(given, bad.getFirst(), bad.getLast()))
                    .as(bad.toString())
                    .hasStatus(422)
                    .bodyText()
                    .contains("\"" + bad.get(1) + "\"");
        }
    }

    @Test
    void what_leaves_a_column_by_computation_is_the_callers_fault_too(Given given) {
        assertThat(post(
                                given,
                                "opportunities",
                                "{\"name\":\"Licences\",\"one_off_amount\":\"9000000000000\",\"recurring_amount\":\"9000000000000\","
                                        + "\"term_months\":\"2147483647\"}")
                        .getResponse()
                        .getStatus())
                .isIn(201, 422);
    }

    @Test
    void a_reference_refers_to_something_there_is(Given given) {
        WorkspaceScope.run(
                given.workspace(),
                () -> assertThatThrownBy(() -> custom.add(
                                types.byPlural("companies"),
                                "rival",
                                "Concurrent",
                                "reference",
                                List.of(),
                                "rival",
                                given.administrator()))
                        .isInstanceOfSatisfying(
                                BadInput.class,
                                problem -> assertThat(
                                                problem.faults().getFirst().field())
                                        .isEqualTo("reference")));
    }

    @Test
    void a_name_taken_in_the_same_moment_is_a_conflict(Given given) {
        var body = "{\"type\":\"companies\",\"key\":\"rival\",\"label\":\"Concurrent\",\"kind\":\"text\"}";
        var token = given.bearer(given.administrator(), Scope.ADMIN);
        CompletableFuture<MvcTestResult> second = given.in(() -> {
            custom.add(types.byPlural("companies"), "rival", "Rival", "text", List.of(), null, given.administrator());
            var begun = CompletableFuture.supplyAsync(() -> mvc.post()
                    .uri("/api/v1/custom-fields")
                    .header("Authorization", token)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body)
                    .exchange());
            var me = sql.fetchValue("select pg_backend_pid()");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInSameThread()
                    .until(() -> begun.isDone()
                            || sql.fetchExists(sql.selectOne()
                                    .from("pg_locks l")
                                    .where("not l.granted and {0} = any (pg_blocking_pids(l.pid))", me)));
            return begun;
        });
        assertThat(second.join()).hasStatus(409).bodyText().contains("/problems/taken");
    }

    @Test
    void a_weak_tag_names_a_version_as_well(Given given) {
        var id = WorkspaceScope.in(
                given.workspace(),
                () -> records.create(types.byPlural("companies"), Map.of("name", "Mécaval"), given.administrator())
                        .record()
                        .id());
        for (var step : List.of(List.of("W/\"1\"", "200"), List.of("W/\"1\"", "412"), List.of("\"2\"", "200"))) {
            assertThat(mvc.patch()
                            .uri("/api/v1/companies/" + id)
                            .header("Authorization", given.bearer(given.administrator(), Scope.WRITE))
                            .header("If-Match", step.getFirst())
                            .contentType("application/merge-patch+json")
                            .content("{\"city\":\"Lyon " + UUID.randomUUID() + "\"}"))
                    .as(step.toString())
                    .hasStatus(Integer.parseInt(step.getLast()));
        }
    }
}
