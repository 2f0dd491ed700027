package io.diabolo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Erasures, their proofs, retention periods and addresses let in again, as programs see them. */
@DiaboloTest
class PrivacyApiTest {
    private static final String ERASE =
            "{\"requested_by\": \"person\", \"requested_on\": \"2026-01-02\", \"confirmation\": \"Ada Pontcarré\"}";
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final JsonMapper json;

    PrivacyApiTest(MockMvcTester mvc, DSLContext sql, Records records, RecordTypes types, JsonMapper json) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.json = json;
    }

    private UUID person(Given given, String first, String last) {
        return given.in(() -> records.create(
                        types.byId("person").orElseThrow(),
                        Map.of("first_name", first, "last_name", last, "email", first + "@nowhere.example"),
                        given.administrator())
                .record()
                .id());
    }

    private void recorded(Given given, UUID person, int monthsAgo) {
        given.run(() -> sql.execute(
                "update person set created_at = cast(? as timestamptz) where id = ?",
                today.minusMonths(monthsAgo) + "T09:00:00Z",
                person));
    }

    private MvcTestResult call(HttpMethod method, String path, String bearer, String body) {
        var request = mvc.method(method).uri("/api/v1" + path).header("Authorization", bearer);
        return (body.isEmpty()
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).content(body))
                .exchange();
    }

    private JsonNode read(MvcTestResult answer) {
        return json.readTree(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    private JsonNode get(String path, String bearer) {
        var answer = call(GET, path, bearer, "");
        assertThat(answer).hasStatusOk();
        return read(answer);
    }

    @Test
    void a_person_is_erased_and_the_proof_tells_nothing_of_whom(Given given) {
        var token = given.bearer(given.administrator(), Scope.ADMIN);
        var person = person(given, "Ada", "Pontcarré");
        person(given, "Adèle", "Pontcarré");
        var path = "/people/" + person + "/erasure";

        var preview = get(path, token);
        assertThat(preview.path("name").asString()).isEqualTo("Ada Pontcarré");
        assertThat(preview.path("erased").path("person").asInt()).isEqualTo(1);
        assertThat(call(POST, path, token, ERASE.replace("Ada", "Bob")))
                .hasStatus(422)
                .bodyText()
                .contains("confirmation");
        assertThat(call(POST, path, token, "{}")).hasStatus(422);
        assertThat(call(GET, "/people/" + person, token, "")).hasStatusOk();

        var begun = call(POST, path, token, ERASE);
        assertThat(begun).hasStatus(202);
        var proof = Objects.requireNonNull(begun.getResponse().getHeader("Location"))
                .replace("/api/v1", "");
        assertThat(proof).isEqualTo("/erasures/" + read(begun).path("id").asString());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(proof, token).path("state").asString().equals("done"));

        assertThat(call(GET, path, token, "")).hasStatus(404);
        assertThat(call(GET, "/people/" + person, token, "")).hasStatus(404);
        var told = get("/erasures?limit=1", token);
        assertThat(told.path("items").size()).isEqualTo(1);
        assertThat(told.path("next_cursor").isNull()).isTrue();
        assertThat(told.toString())
                .contains("\"requested_by\":\"person\"", "\"person\":1")
                .doesNotContain("Ada", "Pontcarr", person.toString());
        assertThat(call(GET, "/erasures?limit=0", token, "")).hasStatus(422);
    }

    @Test
    void an_erased_address_is_let_in_again(Given given) {
        var token = given.bearer(given.administrator(), Scope.ADMIN);
        var person = person(given, "Ada", "Pontcarré");
        var contact = "{\"contact\": \"ada@nowhere.example\"}";
        assertThat(read(call(POST, "/erased-contacts/lifting", token, contact))
                        .path("lifted")
                        .asBoolean())
                .isFalse();
        call(POST, "/people/" + person + "/erasure", token, ERASE);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/erasures", token)
                        .path("items")
                        .get(0)
                        .path("state")
                        .asString()
                        .equals("done"));
        var again = "{\"last_name\": \"Pontcarré\", \"email\": \"ada@nowhere.example\"}";
        assertThat(call(POST, "/people", token, again)).hasStatus(422);

        assertThat(call(POST, "/erased-contacts/lifting", token, "{}")).hasStatus(422);
        assertThat(read(call(POST, "/erased-contacts/lifting", token, contact))
                        .path("lifted")
                        .asBoolean())
                .isTrue();
        assertThat(call(POST, "/people", token, again)).hasStatus(201);
    }

    @Test
    void what_is_not_sent_of_the_retention_period_stays(Given given) {
        var token = given.bearer(given.administrator(), Scope.ADMIN);
        assertThat(call(PUT, "/retention", token, "{\"active\": true}")).hasStatusOk();
        assertThat(read(call(PUT, "/retention", token, "{\"months\": 24}")).toString())
                .contains("\"months\":24", "\"active\":true");
        assertThat(read(call(PUT, "/retention", token, "{\"active\": false}")).toString())
                .contains("\"months\":24", "\"active\":false");
        for (var bad : List.of(
                "{\"months\": 0}",
                "{\"months\": 121}",
                "{\"months\": \"12\"}",
                "{\"months\": 1.5}",
                "{\"active\": \"yes\"}")) {
            assertThat(call(PUT, "/retention", token, bad)).as(bad).hasStatus(422);
        }
        assertThat(get("/retention", token).toString()).contains("\"months\":24", "\"active\":false");
    }

    @Test
    void who_falls_due_is_told_page_by_page_and_kept_for_a_reason(Given given) {
        var token = given.bearer(given.administrator(), Scope.ADMIN);
        var first = person(given, "Ada", "Pontcarré");
        var second = person(given, "Jean", "Valjean");
        recorded(given, first, 50);
        recorded(given, second, 40);
        recorded(given, person(given, "Léa", "Roux"), 2);

        var page = get("/retention?limit=1", token);
        assertThat(page.path("counts").path("within_0").asInt()).isEqualTo(2);
        assertThat(page.path("items").get(0).path("id").asString()).isEqualTo(first.toString());
        assertThat(page.path("items").get(0).path("why").asString()).isEqualTo("created");
        var rest = get("/retention?limit=1&cursor=" + page.path("next_cursor").asString(), token);
        assertThat(rest.path("items").get(0).path("id").asString()).isEqualTo(second.toString());
        assertThat(rest.path("next_cursor").isNull()).isTrue();
        assertThat(call(GET, "/retention?cursor=x", token, "")).hasStatus(422);
        assertThat(call(GET, "/retention?within=999", token, "")).hasStatus(422);

        var exception = "/people/" + first + "/retention-exception";
        var kept = "{\"reason\": \"litige\", \"until\": \"" + today.plusMonths(3) + "\"}";
        assertThat(call(POST, exception, token, "{}")).hasStatus(422).bodyText().contains("reason", "until");
        assertThat(call(POST, exception, token, kept)).hasStatus(204);
        page = get("/retention", token);
        assertThat(page.path("kept").asInt()).isEqualTo(1);
        assertThat(page.path("counts").path("within_0").asInt()).isEqualTo(1);
        assertThat(page.path("items").get(0).path("kept_because").asString()).isEqualTo("litige");
        assertThat(call(DELETE, exception, token, "")).hasStatus(204);
        assertThat(call(DELETE, exception, token, "")).hasStatus(404);
        assertThat(get("/retention", token).path("kept").asInt()).isZero();
    }

    @Test
    void only_an_administrators_token_opens_any_of_it_and_no_neighbours(Given given, Given other) {
        var person = person(given, "Ada", "Pontcarré");
        recorded(given, person, 50);
        var token = given.bearer(given.administrator(), Scope.ADMIN);
        var erasure = "/people/" + person + "/erasure";
        var exception = "/people/" + person + "/retention-exception";
        var kept = "{\"reason\": \"litige\", \"until\": \"" + today.plusMonths(3) + "\"}";
        for (var refused : List.of(
                given.bearer(given.administrator(), Scope.WRITE),
                given.bearer(given.member("Nora Petit", "sdr"), Scope.WRITE))) {
            assertThat(call(GET, erasure, refused, "")).hasStatus(403);
            assertThat(call(POST, erasure, refused, ERASE)).hasStatus(403);
            assertThat(call(GET, "/erasures", refused, "")).hasStatus(403);
            assertThat(call(GET, "/retention", refused, "")).hasStatus(403);
            assertThat(call(PUT, "/retention", refused, "{\"months\": 1, \"active\": true}"))
                    .hasStatus(403);
            assertThat(call(POST, exception, refused, kept)).hasStatus(403);
            assertThat(call(DELETE, exception, refused, "")).hasStatus(403);
            assertThat(call(POST, "/erased-contacts/lifting", refused, "{\"contact\": \"a@b.example\"}"))
                    .hasStatus(403);
        }

        var stranger = other.bearer(other.administrator(), Scope.ADMIN);
        assertThat(call(GET, erasure, stranger, "")).hasStatus(404);
        assertThat(call(POST, erasure, stranger, ERASE)).hasStatus(404);
        assertThat(call(POST, exception, stranger, kept)).hasStatus(404);
        assertThat(call(DELETE, exception, stranger, "")).hasStatus(404);
        assertThat(get("/retention", stranger).path("items").size()).isZero();

        assertThat(get("/retention", token).path("kept").asInt()).isZero();
        var begun = read(call(POST, erasure, token, ERASE)).path("id").asString();
        assertThat(call(GET, "/erasures/" + begun, stranger, "")).hasStatus(404);
        assertThat(call(GET, "/erasures/" + begun, given.bearer(given.administrator(), Scope.READ), ""))
                .hasStatus(403);
        assertThat(get("/erasures", stranger).path("items").size()).isZero();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("/erasures/" + begun, token)
                        .path("state")
                        .asString()
                        .equals("done"));
    }
}
