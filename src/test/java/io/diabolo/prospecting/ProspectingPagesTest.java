package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.TARGET_LIST;
import static io.diabolo.jooq.Tables.TARGET_LIST_ENTRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The way of an SDR through the pages: a condition, a list, the chosen ones, the leads. */
@DiaboloTest
class ProspectingPagesTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;

    ProspectingPagesTest(MockMvcTester mvc, DSLContext sql, Records records, RecordTypes types) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
    }

    private UUID create(Given given, String plural, Map<String, ?> input) {
        return given.in(() -> records.create(types.byPlural(plural), input, given.administrator())
                .record()
                .id());
    }

    private MvcTestResult post(Given given, Actor who, String path, String... parameters) {
        var request = mvc.post().uri(path).with(given.signedIn(who)).with(csrf());
        for (var i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    @Test
    void from_a_condition_to_leads(Given given) {
        var nora = given.member("Nora Petit", "sdr");
        var company = create(given, "companies", Map.of("name", "Mécaval", "naf", "6201Z", "headcount", "80"));
        create(given, "companies", Map.of("name", "Boulangerie", "naf", "1071C", "headcount", "80"));
        create(given, "people", Map.of("last_name", "Martin", "company", company.toString()));
        var profile = create(given, "target-profiles", Map.of("name", "Logiciel"));
        var path = "/target-profiles/" + profile;
        assertThat(mvc.get().uri(path + "?naf=programmation informatique").with(given.signedIn(nora)))
                .hasStatusOk()
                .bodyText()
                .contains("62.01Z");
        assertThat(post(
                        given,
                        nora,
                        path + "/conditions",
                        "side",
                        "companies",
                        "field",
                        "company.naf",
                        "op",
                        "eq",
                        "value",
                        "62.01Z",
                        "value",
                        "62.02A",
                        "version",
                        "1"))
                .hasStatus3xxRedirection();
        assertThat(post(
                        given,
                        nora,
                        path + "/conditions",
                        "side",
                        "companies",
                        "field",
                        "company.headcount",
                        "op",
                        "gte",
                        "value",
                        "beaucoup"))
                .hasStatus(422);
        assertThat(post(given, nora, path + "/facts", "name", "Logiciel", "companies", "company.headcount >>= 50"))
                .as("the text is open, with what was typed and what is wrong with it at its field")
                .hasStatus(422)
                .bodyText()
                .contains("company.headcount &gt;&gt;= 50", "id=\"companies-fault\"", "aria-invalid=\"true\"")
                .containsPattern("<details class=\"panel\" open");
        assertThat(post(given, nora, path + "/conditions/0/removal", "side", "companies", "version", "1"))
                .as("somebody changed it meanwhile")
                .hasStatus(409);
        assertThat(mvc.get().uri(path).with(given.signedIn(nora)))
                .hasStatusOk()
                .bodyText()
                .contains("Programmation informatique");
        assertThat(mvc.get().uri(path + "/market").with(given.signedIn(nora)))
                .hasStatusOk()
                .bodyText()
                .contains("/companies?profile=" + profile + "&amp;coverage=untouched");
        assertThat(post(given, nora, path + "/lists", "name", "À appeler", "holds", "company", "kind", "static"))
                .hasStatus3xxRedirection();
        var list = given.in(() -> sql.fetchSingle(TARGET_LIST)).getId();
        assertThat(mvc.get().uri("/lists/" + list).with(given.signedIn(nora)))
                .hasStatusOk()
                .bodyText()
                .contains("Mécaval")
                .doesNotContain("Boulangerie");
        assertThat(post(given, nora, "/lists/" + list + "/leads")).hasStatus3xxRedirection();
        assertThat(given.in(() -> sql.fetchSingle(LEAD)).getOwnerId())
                .isEqualTo(nora.member().value());
        assertThat(post(given, nora, "/lists/" + list + "/refreshes")).hasStatus3xxRedirection();
        assertThat(post(given, nora, "/lists/" + list + "/entries/" + company + "/removal"))
                .hasStatus3xxRedirection();
        assertThat(given.in(() -> sql.fetchCount(TARGET_LIST_ENTRY, TARGET_LIST_ENTRY.LEFT_AT.isNull())))
                .isZero();
    }

    @Test
    void chosen_companies_are_put_on_a_new_list(Given given) {
        var me = given.administrator();
        var company = create(given, "companies", Map.of("name", "Mécaval"));
        create(given, "companies", Map.of("name", "Autre"));
        assertThat(post(given, me, "/companies/bulk", "action", "target-list", "id", company.toString()))
                .hasStatusOk()
                .bodyText()
                .contains("/lists/entries");
        assertThat(post(
                        given,
                        me,
                        "/lists/entries",
                        "plural",
                        "companies",
                        "id",
                        company.toString(),
                        "name",
                        "Choisies"))
                .hasStatus3xxRedirection();
        assertThat(given.in(() -> sql.fetchCount(TARGET_LIST_ENTRY))).isEqualTo(1);
        assertThat(post(
                        given,
                        me,
                        "/lists/entries",
                        "plural",
                        "companies",
                        "all",
                        "true",
                        "query",
                        "filter[name]=Autre",
                        "name",
                        "Toutes"))
                .hasStatus3xxRedirection();
        assertThat(given.in(() -> sql.fetchCount(TARGET_LIST_ENTRY))).isEqualTo(2);
    }

    @Test
    void the_api_does_the_same(Given given) {
        var token = given.bearer(given.administrator(), Scope.WRITE);
        var company = create(given, "companies", Map.of("name", "Mécaval", "headcount", "80"));
        var profile = create(given, "target-profiles", Map.of("name", "Tous", "companies", "company.headcount >= 50"));
        assertThat(mvc.get()
                        .uri("/api/v1/target-profiles/" + profile + "/market")
                        .header("Authorization", token))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("coverage.untouched")
                .isEqualTo(1);
        var list = create(given, "lists", Map.of("name", "Main"));
        assertThat(mvc.post()
                        .uri("/api/v1/lists/" + list + "/entries")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"ids\": [\"" + company + "\"]}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("put")
                .isEqualTo(1);
        assertThat(mvc.get().uri("/api/v1/lists/" + list + "/entries").header("Authorization", token))
                .hasStatusOk()
                .bodyText()
                .contains("Mécaval");
        assertThat(mvc.post()
                        .uri("/api/v1/lists/" + list + "/entries")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"ids\": [\"x\"]}"))
                .hasStatus(422);
    }
}
