package io.diabolo.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What pages do with enrichments, booking pages, webhooks and saved views, programs do too. */
@DiaboloTest
class AsOnThePagesTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;

    AsOnThePagesTest(MockMvcTester mvc, DSLContext sql, Records records, RecordTypes types) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
    }

    private MvcTestResult call(HttpMethod method, String path, String bearer, String body) {
        var request = mvc.method(method).uri("/api/v1" + path).header("Authorization", bearer);
        return (body.isEmpty()
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).content(body))
                .exchange();
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    @Test
    void an_enrichment_is_looked_for_taken_and_refused(Given given, Given other) {
        var token = given.bearer(given.administrator(), Scope.WRITE);
        var company = create(given, "company", Map.of("name", "Mécaval"));
        given.run(() -> sql.execute(
                "insert into enrichment (company_id, field, value, source, confidence, found_at) values"
                        + " (?, 'city', 'Niort', 'register', 60, now()), (?, 'postcode', '79000', 'register', 60, now())",
                company,
                company));
        assertThat(call(HttpMethod.POST, "/companies/" + company + "/enrichment", token, ""))
                .hasStatusOk()
                .bodyText()
                .contains("Niort", "79000");
        var city = enrichment(given, "city");
        var postcode = enrichment(given, "postcode");
        assertThat(call(HttpMethod.POST, "/enrichments/" + city + "/acceptance", token, ""))
                .hasStatusOk()
                .containsHeader("Diabolo-Change-Set")
                .bodyText()
                .contains("applied");
        assertThat(call(HttpMethod.POST, "/enrichments/" + postcode + "/refusal", token, ""))
                .hasStatusOk()
                .bodyText()
                .contains("refused");
        assertThat(given.<String>in(() -> sql.fetchSingle("select concat_ws('/', city, postcode) from company")
                        .get(0, String.class)))
                .isEqualTo("Niort");
        // What was filled meanwhile isn't written over.
        assertThat(call(HttpMethod.POST, "/enrichments/" + city + "/acceptance", token, ""))
                .hasStatus(422);
        var stranger = other.bearer(other.administrator(), Scope.WRITE);
        assertThat(call(HttpMethod.POST, "/enrichments/" + city + "/acceptance", stranger, ""))
                .hasStatus(404);
        assertThat(call(HttpMethod.POST, "/companies/" + company + "/enrichment", stranger, ""))
                .hasStatus(404);
    }

    private UUID enrichment(Given given, String field) {
        return given.in(() -> sql.fetchSingle("select id from enrichment where field = ?", field)
                .get(0, UUID.class));
    }

    @Test
    void a_booking_page_is_made_closed_and_opened_again(Given given) {
        var token = given.bearer(given.member("Sami Vidal", "ae"), Scope.WRITE);
        assertThat(call(HttpMethod.POST, "/booking-pages", token, "{\"kind\":\"nothing\"}"))
                .hasStatus(422);
        assertThat(call(HttpMethod.POST, "/booking-pages", token, "{\"kind\":\"discovery\",\"all\":true}"))
                .hasStatus(403);
        assertThat(call(HttpMethod.POST, "/booking-pages", token, "{\"kind\":\"discovery\"}"))
                .hasStatus(201)
                .bodyText()
                .contains("/book/", "\"open\":true");
        var id = given.<UUID>in(
                () -> sql.fetchSingle("select id from booking_page").get(0, UUID.class));
        assertThat(call(HttpMethod.PATCH, "/booking-pages/" + id, token, "{\"open\":false}"))
                .hasStatusOk()
                .bodyText()
                .contains("\"open\":false");
        assertThat(call(HttpMethod.GET, "/booking-pages", token, "")).bodyText().contains(id.toString());
        var colleague = given.bearer(given.member("Noé Blanc", "ae"), Scope.WRITE);
        assertThat(call(HttpMethod.PATCH, "/booking-pages/" + id, colleague, "{\"open\":true}"))
                .hasStatus(404);
        assertThat(call(HttpMethod.PATCH, "/booking-pages/" + id, token, "{}")).hasStatus(422);
    }

    @Test
    void a_forms_webhook_is_opened_with_its_mapping_and_closed(Given given) {
        var token = given.bearer(given.administrator(), Scope.WRITE);
        var form = create(given, "form", Map.of("name", "Démo", "state", "open"));
        var path = "/forms/" + form + "/hook";
        assertThat(call(HttpMethod.GET, path, token, ""))
                .hasStatusOk()
                .bodyText()
                .contains("\"open\":false");
        assertThat(call(HttpMethod.PUT, path, token, "{\"mapping\":{\"last_name\":\"a.b\"}}"))
                .hasStatus(422);
        assertThat(call(HttpMethod.PUT, path, token, "{\"mapping\":{\"email\":\"a\\nphone = b\"}}"))
                .hasStatus(422);
        assertThat(call(HttpMethod.PUT, path, token, "{\"mapping\":{\"email\":\"data.contact.email\"}}"))
                .hasStatusOk()
                .bodyText()
                .contains("\"secret\":", "\"open\":true", "data.contact.email");
        assertThat(call(HttpMethod.GET, path, token, "")).bodyText().doesNotContain("secret");
        var csm = given.bearer(given.member("Ana", "csm"), Scope.WRITE);
        assertThat(call(HttpMethod.DELETE, path, csm, "")).hasStatus(403);
        assertThat(call(HttpMethod.DELETE, path, token, "")).hasStatus(204);
        assertThat(call(HttpMethod.GET, path, token, "")).bodyText().contains("\"open\":false");
    }

    @Test
    void a_view_is_kept_found_renamed_and_taken_away(Given given, Given other) {
        var token = given.bearer(given.member("Inès Lambert", "sdr"), Scope.WRITE);
        assertThat(call(HttpMethod.POST, "/views", token, "{\"type\":\"nothing\",\"name\":\"Web\"}"))
                .hasStatus(422);
        assertThat(call(
                        HttpMethod.POST,
                        "/views",
                        token,
                        "{\"type\":\"leads\",\"name\":\"Web\",\"query\":\"filter[nowhere]=x\"}"))
                .hasStatus(422);
        assertThat(
                        call(
                                HttpMethod.POST,
                                "/views",
                                token,
                                "{\"type\":\"leads\",\"name\":\"Web\",\"query\":\"filter[owner]=me&filter[source]=Site%20web&sort=-score\",\"shared\":true}"))
                .hasStatus(201)
                .bodyText()
                .contains("-score", "\"mine\":true");
        var id = given.<UUID>in(
                () -> sql.fetchSingle("select id from saved_view").get(0, UUID.class));
        assertThat(call(HttpMethod.GET, "/views?type=leads&q=we", token, ""))
                .bodyText()
                .contains(id.toString());
        var stranger = other.bearer(other.administrator(), Scope.WRITE);
        assertThat(call(HttpMethod.GET, "/views?type=leads", stranger, ""))
                .bodyText()
                .doesNotContain(id.toString());
        var colleague = given.bearer(given.member("Noé Blanc", "sdr"), Scope.WRITE);
        assertThat(call(HttpMethod.PATCH, "/views/" + id, colleague, "{\"name\":\"Mien\"}"))
                .hasStatus(404);
        assertThat(call(HttpMethod.PATCH, "/views/" + id, token, "{\"name\":\"Du web\"}"))
                .hasStatusOk()
                .bodyText()
                .contains("Du web");
        assertThat(call(HttpMethod.DELETE, "/views/" + id, token, "")).hasStatus(204);
        assertThat(call(HttpMethod.DELETE, "/views/" + id, token, "")).hasStatus(404);
    }
}
