package io.diabolo.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DiaboloTest
class TitleReadingsTest {
    private final MockMvcTester mvc;

    TitleReadingsTest(MockMvcTester mvc) {
        this.mvc = mvc;
    }

    @Test
    void a_program_gets_a_reading_for_each_title(Given given) {
        var answer = read(given, "{\"titles\":[\"Chargée d’affaires (H/F) 🚀\",\"Inbound SDR\",\"Infirmière\"]}", "fr");

        assertThat(answer).hasStatusOk();
        var json = assertThat(answer).bodyJson();
        json.extractingPath("$.items.length()").isEqualTo(3);
        json.extractingPath("$.items[0].title").isEqualTo("Chargée d’affaires (H/F) 🚀");
        json.extractingPath("$.items[*].role").asArray().containsExactly("account-executive", "sdr", "none");
        json.extractingPath("$.items[1].alternatives").asArray().containsExactly("bdr");
        json.extractingPath("$.items[0].seniority").isEqualTo("mid");
        json.extractingPath("$.items[0].confidence").isEqualTo(0.96);
        json.extractingPath("$.items[0].reason").asString().contains("Chargée d’affaires", "désigne un rôle");
    }

    @Test
    void bad_input_is_a_problem_that_names_the_field(Given given) {
        for (var body : new String[] {"{}", "{\"titles\":\"SDR\"}", "{\"titles\":[1]}", "{\"titles\":[null]}"}) {
            var answer = read(given, body, "en");
            assertThat(answer).hasStatus(422);
            assertThat(answer).bodyJson().extractingPath("$.errors[0].field").isEqualTo("titles");
        }
    }

    @Test
    void ten_thousand_at_once_and_no_more(Given given) {
        var titles = Collections.nCopies(TitleReadings.MOST, "\"Key Account Manager\"");

        assertThat(read(given, "{\"titles\":" + titles + "}", "en")).hasStatusOk();
        assertThat(read(given, "{\"titles\":" + Collections.nCopies(TitleReadings.MOST + 1, "\"\"") + "}", "en"))
                .hasStatus(422);
    }

    @Test
    void half_a_character_is_no_fault_of_ours(Given given) {
        assertThat(read(given, "{\"titles\":[\"SDR \\ud83d\"]}", "en")).hasStatusOk();
    }

    private MvcTestResult read(Given given, String body, String language) {
        return mvc.post()
                .uri("/api/v1/title-readings")
                .header("Authorization", given.bearer(given.administrator(), Scope.READ))
                .header("Accept-Language", language)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    @Test
    void somebody_pastes_titles_and_sees_what_they_are(Given given) {
        var page = mvc.post()
                .uri("/roles/titles")
                .with(given.signedIn(given.administrator()))
                .with(csrf())
                .param("titles", "Téléprospecteur\r\n\r\n<b>Head of Sales</b>")
                .exchange();

        assertThat(page)
                .hasStatusOk()
                .bodyText()
                .contains("/roles/sdr", "/roles/inside-sales", "/roles/sales-manager", "&lt;b&gt;Head of Sales")
                .doesNotContain("<b>Head", "??");
    }

    @Test
    void nothing_pasted_is_said_at_the_field(Given given) {
        var page = mvc.post()
                .uri("/roles/titles")
                .with(given.signedIn(given.administrator()))
                .with(csrf())
                .param("titles", " \n ")
                .exchange();

        assertThat(page).hasStatus(422).bodyText().contains("titles-fault");
    }

    @Test
    void every_role_has_a_page_with_all_its_facts(Given given, RoleCatalogue catalogue) {
        assertThat(catalogue.all()).extracting(RoleFacts::role).containsExactlyElementsOf(CanonicalRole.catalogue());
        var list = mvc.get()
                .uri("/roles")
                .with(given.signedIn(given.administrator()))
                .exchange();
        for (var facts : catalogue.all()) {
            assertThat(facts.parts()).hasSameSizeAs(RoleFacts.STAGES);
            assertThat(facts.codes()).isNotEmpty();
            assertThat(list).bodyText().contains("/roles/" + facts.role().id());
            assertThat(mvc.get()
                            .uri("/roles/" + facts.role().id())
                            .with(given.signedIn(given.administrator()))
                            .exchange())
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("??");
        }
        assertThat(mvc.get()
                        .uri("/roles/none")
                        .with(given.signedIn(given.administrator()))
                        .exchange())
                .hasStatus(404);
    }

    @Test
    void every_name_in_the_catalogue_is_read_as_its_role(RoleCatalogue catalogue, TitleReadings readings) {
        for (var facts : catalogue.all()) {
            for (var name : facts.names()) {
                assertThat(readings.read(name.name()).role()).as(name.name()).isEqualTo(facts.role());
            }
        }
    }

    @Test
    void each_reason_and_note_has_words_in_both_languages(TitleReadings readings) {
        for (var own : OwnTitle.all()) {
            var read = new TitleReadings.Read(own.title(), readings.read(own.title()));
            assertThat(readings.reason(read, Locale.FRENCH))
                    .as(own.title())
                    .isNotBlank()
                    .doesNotContain("??");
            assertThat(readings.reason(read, Locale.ENGLISH))
                    .as(own.title())
                    .isNotBlank()
                    .doesNotContain("??");
        }
    }
}
