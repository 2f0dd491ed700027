package io.diabolo.hiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.organisation.Positions;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.roles.CanonicalRole;
import io.diabolo.sheets.Question;
import io.diabolo.sheets.SheetTemplate;
import io.diabolo.sheets.SheetTemplates;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** An interview kit reads in French and in English, and is edited in each apart. */
@DiaboloTest
class InterviewKitTest {
    private static final String KEY = InterviewKits.key(CanonicalRole.SDR);
    private final Records records;
    private final RecordTypes types;
    private final JobDescriptions jobs;
    private final Positions positions;
    private final SheetTemplates templates;
    private final MockMvcTester mvc;

    InterviewKitTest(
            Records records,
            RecordTypes types,
            JobDescriptions jobs,
            Positions positions,
            SheetTemplates templates,
            MockMvcTester mvc) {
        this.records = records;
        this.types = types;
        this.jobs = jobs;
        this.positions = positions;
        this.templates = templates;
        this.mvc = mvc;
    }

    private SheetTemplate kit(Given given, Locale locale) {
        return given.in(() -> templates.find(KEY, locale));
    }

    private static Question question(SheetTemplate kit, String id) {
        return kit.questions().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** With other words for one question, and one more at the end. */
    private static List<Question> edited(SheetTemplate kit, String id, String words, List<Question> more) {
        var all = new ArrayList<Question>();
        for (var one : kit.questions()) {
            all.add(
                    one.id().equals(id)
                            ? new Question(id, words, one.hint(), one.kind(), one.choices(), one.required())
                            : one);
        }
        all.addAll(more);
        return all;
    }

    @Test
    void words_are_kept_for_each_language_and_the_other_stays_as_it_was(Given given) {
        var me = given.administrator();
        var french = kit(given, Locale.FRANCE);
        var english = kit(given, Locale.UK);
        var fresh = new Question("outil", "Quels outils utilisez-vous ?", "", "text", List.of(), false);
        given.run(() -> templates.save(
                KEY,
                french.name(),
                edited(french, "answer_1", "Racontez un premier appel.", List.of(fresh)),
                0,
                "fr",
                me));

        assertThat(question(kit(given, Locale.FRANCE), "answer_1").label()).isEqualTo("Racontez un premier appel.");
        var read = kit(given, Locale.UK);
        assertThat(read.name()).isEqualTo(english.name());
        assertThat(question(read, "answer_1")).isEqualTo(question(english, "answer_1"));
        assertThat(question(read, "outil").label())
                .as("until somebody words it")
                .isEqualTo("Quels outils utilisez-vous ?");
        assertThat(given.in(() -> templates.onlyElsewhere(KEY, "en"))).containsExactlyInAnyOrder("answer_1", "outil");

        given.run(() -> templates.save(
                KEY, "SDR talk", edited(read, "outil", "Which tools do you use?", List.of()), 1, "en", me));
        assertThat(question(kit(given, Locale.UK), "outil").label()).isEqualTo("Which tools do you use?");
        assertThat(kit(given, Locale.UK).name()).isEqualTo("SDR talk");
        assertThat(question(kit(given, Locale.FRANCE), "outil").label()).isEqualTo("Quels outils utilisez-vous ?");
        assertThat(question(kit(given, Locale.FRANCE), "answer_1").label()).isEqualTo("Racontez un premier appel.");
        assertThat(kit(given, Locale.FRANCE).name()).isEqualTo(french.name());
        assertThat(given.in(() -> templates.onlyElsewhere(KEY, "en"))).containsExactly("answer_1");

        // A question that goes, goes for both: everybody is asked the same.
        var fewer = kit(given, Locale.UK).questions().stream()
                .filter(one -> !one.id().equals("doubts"))
                .toList();
        given.run(() -> templates.save(KEY, "SDR talk", fewer, 2, "en", me));
        assertThat(kit(given, Locale.FRANCE).questions())
                .extracting(Question::id)
                .doesNotContain("doubts")
                .containsExactlyElementsOf(fewer.stream().map(Question::id).toList());
    }

    @Test
    void every_kit_can_be_saved_as_it_comes_in_both_languages(Given given) {
        for (var role : CanonicalRole.catalogue()) {
            for (var language : List.of("fr", "en")) {
                var locale = language.equals("fr") ? Locale.FRANCE : Locale.UK;
                var key = InterviewKits.key(role);
                var usual = given.in(() -> templates.find(key, locale));
                given.run(() ->
                        templates.save(key, usual.name(), usual.questions(), null, language, given.administrator()));
                assertThat(given.in(() -> templates.find(key, locale)).questions())
                        .as(key)
                        .isEqualTo(usual.questions());
            }
        }
    }

    @Test
    void the_page_the_files_and_the_api_come_in_the_language_that_is_asked_for(Given given) throws IOException {
        var me = given.administrator();
        var position = given.in(() -> records.create(types.byPlural("positions"), Map.of("role", "sdr"), me)
                .record()
                .id());
        var job = given.in(() -> jobs.begin(position, "fr", me));
        assertThat(given.in(() -> positions.get(position)).role()).isEqualTo(CanonicalRole.SDR);
        var french = kit(given, Locale.FRANCE);
        assertThat(mvc.put()
                        .uri("/api/v1/sheets/" + KEY)
                        .header("Authorization", given.bearer(me, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"language": "en", "name": "SDR talk", "version": 0,
                                 "questions": [{"id": "answer_1", "label": "Tell me of a first call", "kind": "text"}]}
                                """))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.language")
                .isEqualTo("en");
        var path = "/job-descriptions/" + job + "/kit";
        assertThat(mvc.get().uri(path).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains(question(french, "answer_1").label().substring(0, 12))
                .doesNotContain("Tell me of a first call", "??");
        assertThat(mvc.get().uri(path + "?language=en").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Tell me of a first call", "Never ask what somebody earns");
        assertThat(docx(path, "en", given))
                .contains("Tell me of a first call", "SDR talk")
                .doesNotContain("interdit");
        assertThat(docx(path, "fr", given))
                .doesNotContain("Tell me of a first call")
                .contains("interdit");
        assertThat(mvc.get()
                        .uri(path + "/document?language=en&format=pdf")
                        .with(given.signedIn(me))
                        .exchange()
                        .getResponse()
                        .getContentAsByteArray())
                .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        assertThat(mvc.get()
                        .uri("/settings/sheets?edit=" + KEY + "&language=fr")
                        .with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("reformulée dans l’autre langue seulement", "name=\"language\" value=\"fr\"");
        assertThat(mvc.post()
                        .uri("/settings/sheets")
                        .param("key", KEY)
                        .param("language", "fr")
                        .param("version", "1")
                        .param("name", french.name())
                        .param("questions[0].id", "answer_1")
                        .param("questions[0].label", "Parlez d’un premier appel")
                        .param("questions[0].kind", "text")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(question(kit(given, Locale.FRANCE), "answer_1").label()).isEqualTo("Parlez d’un premier appel");
        assertThat(question(kit(given, Locale.UK), "answer_1").label()).isEqualTo("Tell me of a first call");
    }

    private String docx(String path, String language, Given given) throws IOException {
        var bytes = mvc.get()
                .uri(path + "/document?format=docx&language=" + language)
                .with(given.signedIn(given.administrator()))
                .exchange()
                .getResponse()
                .getContentAsByteArray();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("word/document.xml")) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IllegalStateException("no document");
    }

    @Test
    void a_sheet_of_the_workspace_s_own_reads_the_same_in_both(Given given) {
        var questions = List.of(new Question("parc", "Combien de machines ?", "", "number", List.of(), true));
        given.run(() -> templates.save("parc", "Parc", questions, null, "fr", given.administrator()));
        assertThat(given.in(() -> templates.find("parc", Locale.UK)).questions())
                .isEqualTo(questions);
    }

    @Test
    void nothing_changes_for_a_neighbour(Given given, Given other) {
        var french = kit(given, Locale.FRANCE);
        given.run(() -> templates.save(KEY, "Chez nous", french.questions(), 0, "fr", given.administrator()));
        assertThat(kit(other, Locale.FRANCE).name()).isEqualTo(french.name());
    }
}
