package io.diabolo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** The right of access: one archive with all that is kept, in the person's language. */
@DiaboloTest
class PersonFileTest {
    private final MockMvcTester mvc;
    private final Records records;
    private final RecordTypes types;
    private final PersonFiles files;
    private final JsonMapper json;

    PersonFileTest(MockMvcTester mvc, Records records, RecordTypes types, PersonFiles files, JsonMapper json) {
        this.mvc = mvc;
        this.records = records;
        this.types = types;
        this.files = files;
        this.json = json;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private UUID ready(Given given, UUID person) {
        var job = given.in(() -> files.begin(person, given.administrator()));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given.in(() -> files.find(job, given.administrator()))
                        .state()
                        .equals("done"));
        return job;
    }

    private Map<String, String> unpacked(Given given, UUID job) throws IOException {
        var answer = mvc.get()
                .uri("/api/v1/data-files/" + job + "/file")
                .header("Authorization", given.bearer(given.administrator(), Scope.ADMIN))
                .exchange();
        var all = new HashMap<String, String>();
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    @Test
    void all_that_is_kept_comes_in_one_archive_in_the_language_of_the_person(Given given) throws IOException {
        var company = create(given, "company", Map.of("name", "Mécaval"));
        var person = create(
                given,
                "person",
                Map.of(
                        "first_name",
                        "Ada",
                        "last_name",
                        "<b>Roux</b>",
                        "email",
                        "ada@roux.example",
                        "language",
                        "en",
                        "company",
                        company.toString()));
        create(given, "lead", Map.of("person", person.toString(), "source", "salon"));
        create(given, "activity", Map.of("kind", "call", "subject", "Devis", "person", person.toString()));

        var all = unpacked(given, ready(given, person));

        var data = json.readTree(all.get("data.json"));
        for (var part : new String[] {
            "person", "person_position", "lead", "journey", "journey_entry", "activity", "change", "search_entry"
        }) {
            assertThat(data.path(part).size()).as(part).isPositive();
        }
        assertThat(data.path("activity").get(0).path("subject").asString()).isEqualTo("Devis");
        assertThat(all.get("data.html"))
                .contains("lang=\"en\"", "&lt;b&gt;Roux", "E-mail")
                .doesNotContain("<b>", "??");
    }

    @Test
    void only_administrators_gather_it_and_no_neighbour_finds_it(Given given, Given.Kit worlds) {
        var person = create(given, "person", Map.of("last_name", "Roux"));
        var job = ready(given, person);
        var seller = given.member("Nora Petit", "sdr");
        var neighbour = worlds.given();
        assertThatThrownBy(() -> given.in(() -> files.begin(person, seller))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> given.in(() -> files.file(job, seller))).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> neighbour.in(() -> files.file(job, neighbour.administrator())))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> neighbour.in(() -> files.begin(person, neighbour.administrator())))
                .isInstanceOf(NoSuchRecord.class);
    }
}
