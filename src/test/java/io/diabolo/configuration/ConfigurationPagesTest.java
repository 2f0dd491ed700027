package io.diabolo.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.jayway.jsonpath.JsonPath;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The same by pages and by the API, and settings that somebody changes on their own pages stand in the history. */
@DiaboloTest
class ConfigurationPagesTest {
    private static final String FILE = """
            {"format": "diabolo-configuration", "version": 1, "sections": {
              "ready_answers": {"Capture": {"body": "Une capture, s’il vous plaît."}},
              "custom_fields": {"company.sites": {"label": "Sites", "kind": "number", "choices": []}}}}
            """;
    private final MockMvcTester mvc;

    ConfigurationPagesTest(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    private MvcTestResult get(Given given, Actor me, String path) {
        return mvc.get().uri(path).with(given.signedIn(me)).exchange();
    }

    private MvcTestResult give(Given given, String file) {
        return mvc.post()
                .uri("/settings/configuration/imports")
                .multipart()
                .file(new MockMultipartFile(
                        "file", "lyon.json", "application/json", file.getBytes(StandardCharsets.UTF_8)))
                .with(given.signedIn(given.administrator()))
                .with(csrf())
                .exchange();
    }

    @Test
    void a_file_is_given_compared_and_taken_over(Given given) {
        var me = given.administrator();
        assertThat(get(given, me, "/settings/configuration")).hasStatusOk();
        assertThat(give(given, "[1")).hasStatus(422).bodyText().contains("JSON");

        var answer = give(given, FILE);
        assertThat(answer).hasStatus(303);
        var path = Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
        var page = get(given, me, path);
        assertThat(page).hasStatusOk().bodyText().contains("Une capture", "company.sites", "Nouveau");
        var fingerprint = fingerprint(page);

        assertThat(apply(given, path, "", fingerprint))
                .hasStatus(422)
                .bodyText()
                .contains("Choisissez au moins une section");
        assertThat(apply(given, path, "ready_answers", "0"))
                .hasStatus(409)
                .bodyText()
                .contains("ont changé");
        assertThat(apply(given, path, "ready_answers", fingerprint)).hasStatus(303);
        assertThat(get(given, me, path)).bodyText().contains("Réponses types", "/changes/");
        assertThat(apply(given, path, "ready_answers", fingerprint)).hasStatus(409);
        assertThat(get(given, me, "/settings/configuration/changes?section=ready_answers"))
                .bodyText()
                .contains("Capture", "Une capture", "Claire Fontaine");
        assertThat(get(given, me, "/settings/configuration/changes?from=2999-01-01"))
                .bodyText()
                .contains("Aucun réglage modifié");
        assertThat(get(given, me, "/settings/configuration/file"))
                .hasStatusOk()
                .bodyText()
                .contains("\"Capture\"")
                .doesNotContain("company.sites");
    }

    private static String fingerprint(MvcTestResult page) {
        try {
            return page.getResponse()
                    .getContentAsString()
                    .replaceAll("(?s).*name=\"fingerprint\" value=\"([^\"]+)\".*", "$1");
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private MvcTestResult apply(Given given, String path, String section, String fingerprint) {
        return mvc.post()
                .uri(path + "/application")
                .param("section", section)
                .param("fingerprint", fingerprint)
                .with(given.signedIn(given.administrator()))
                .with(csrf())
                .exchange();
    }

    @Test
    void the_api_does_the_same(Given given) throws Exception {
        var bearer = given.bearer(given.administrator(), Scope.ADMIN);
        var compared = mvc.post()
                .uri("/api/v1/configuration/imports?name=lyon")
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .content(FILE)
                .exchange();
        assertThat(compared)
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.comparison[0].items[0].kind")
                .isEqualTo("added");
        String id = JsonPath.read(compared.getResponse().getContentAsString(), "$.id");

        var applied = mvc.post()
                .uri("/api/v1/configuration/imports/" + id + "/application")
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"sections\": [\"custom_fields\"]}")
                .exchange();
        assertThat(applied).hasStatusOk().bodyJson().extractingPath("$.state").isEqualTo("applied");

        var again = mvc.get()
                .uri("/api/v1/configuration")
                .header("Authorization", bearer)
                .exchange();
        assertThat(again)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.sections.custom_fields['company.sites'].kind")
                .isEqualTo("number");
        assertThat(mvc.get()
                        .uri("/api/v1/configuration/changes")
                        .header("Authorization", bearer)
                        .exchange())
                .bodyJson()
                .extractingPath("$.items[0].item")
                .isEqualTo("company.sites");
        assertThat(mvc.post()
                        .uri("/api/v1/configuration/imports")
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}")
                        .exchange())
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri("/api/v1/configuration/imports")
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(FILE)
                        .exchange())
                .hasStatus(403);
    }

    @Test
    void what_is_set_on_its_own_page_stands_in_the_history(Given given) {
        var me = given.administrator();
        assertThat(mvc.post()
                        .uri("/settings/reasons/lost")
                        .param("key", "", "other")
                        .param("fr", "Délai trop long", "Autre")
                        .param("en", "Too late", "Other")
                        .param("place", "1", "2")
                        .with(given.signedIn(me))
                        .with(csrf())
                        .exchange())
                .hasStatus(303);

        assertThat(get(given, me, "/settings/configuration/changes?section=reasons"))
                .bodyText()
                .contains("Délai trop long", "lost");
        assertThat(get(given, me, "/settings/configuration/changes?section=rules"))
                .bodyText()
                .doesNotContain("Délai trop long");
    }

    @Test
    void an_sdr_is_shown_no_way_and_no_page(Given given) {
        var sdr = given.member("Inès", "sdr");

        assertThat(get(given, sdr, "/settings/configuration")).hasStatus(403);
        assertThat(get(given, sdr, "/settings/configuration/changes")).hasStatus(403);
        assertThat(get(given, sdr, "/settings/configuration/file")).hasStatus(403);
        assertThat(get(given, sdr, "/tasks")).bodyText().doesNotContain("/settings/configuration");
    }
}
