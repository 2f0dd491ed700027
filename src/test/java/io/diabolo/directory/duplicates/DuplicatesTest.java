package io.diabolo.directory.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.importing.AnImport;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

@DiaboloTest
class DuplicatesTest {
    private final Records records;
    private final RecordTypes types;
    private final DuplicatePairs pairs;
    private final Jobs jobs;
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final ApplicationContext application;

    DuplicatesTest(
            Records records,
            RecordTypes types,
            DuplicatePairs pairs,
            Jobs jobs,
            MockMvcTester mvc,
            DSLContext sql,
            ApplicationContext application) {
        this.application = application;
        this.records = records;
        this.types = types;
        this.pairs = pairs;
        this.jobs = jobs;
        this.mvc = mvc;
        this.sql = sql;
    }

    @Test
    void the_search_finds_what_is_alike_with_its_reasons_and_remembers_what_is_different(Given given) {
        var me = given.administrator();
        var one = create(given, me, "company", Map.of("name", "Mécaval SAS", "postcode", "01000"));
        var other = create(given, me, "company", Map.of("name", "MECAVAL", "postcode", "01000"));
        create(given, me, "company", Map.of("name", "Mécaval", "postcode", "57000"));
        create(
                given,
                me,
                "person",
                Map.of("first_name", "Léa", "last_name", "Martin", "email", "lea@mecaval.fr", "company_id", one));
        create(given, me, "person", Map.of("first_name", "Martin", "last_name", "Lea", "company_id", one));
        create(given, me, "person", Map.of("first_name", "Karim", "last_name", "Martin", "company_id", one));

        search(given);

        var found = given.in(() -> pairs.page("company", "open", null, 10, me)).pairs();
        assertThat(found).hasSize(1);
        assertThat(List.of(found.getFirst().one().id(), found.getFirst().other().id()))
                .containsExactly(one, other);
        assertThat(found.getFirst().reasons()).extracting(Judgement.Reason::key).contains("name-form", "postcode");
        assertThat(given.in(() -> pairs.page("person", "open", null, 10, me)).pairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.reasons())
                        .extracting(Judgement.Reason::key)
                        .contains("name-swapped", "company"));

        given.run(() -> pairs.decide(found.getFirst().id(), "different", me));
        search(given);
        assertThat(given.<Long>in(() -> pairs.count("company", "open", me))).isZero();
        assertThat(given.<Long>in(() -> pairs.count("company", "different", me)))
                .isEqualTo(1);
    }

    @Test
    void who_does_not_see_both_sees_neither(Given given) {
        var own = given.memberWhoSeesOwn("Inès", "sdr");
        create(
                given,
                given.administrator(),
                "company",
                Map.of(
                        "name",
                        "Mécaval",
                        "postcode",
                        "01000",
                        "owner_id",
                        own.member().toString()));
        create(given, given.administrator(), "company", Map.of("name", "Mecaval", "postcode", "01000"));
        search(given);
        var pair = given.in(() -> pairs.page("company", "open", null, 10, given.administrator()))
                .pairs()
                .getFirst();

        assertThat(given.in(() -> pairs.page("company", "open", null, 10, own)).pairs())
                .isEmpty();
        assertThat(given.<Long>in(() -> pairs.count("company", "open", own))).isZero();
        assertThatThrownBy(() -> given.run(() -> pairs.decide(pair.id(), "different", own)))
                .isInstanceOf(NoSuchRecord.class);
    }

    @Test
    void the_list_is_paged_by_its_last_pair(Given given) {
        for (int i = 0; i < 5; i++) {
            create(
                    given,
                    given.administrator(),
                    "company",
                    Map.of("name", "Usine " + "abcde".charAt(i) + "lpha", "domain", "usine" + i + ".fr"));
            create(
                    given,
                    given.administrator(),
                    "company",
                    Map.of("name", "Usine " + "abcde".charAt(i) + "lpha SARL", "domain", "usine" + i + ".fr"));
        }
        search(given);
        var seen = new java.util.HashSet<UUID>();
        String cursor = null;
        do {
            var after = cursor;
            var page = given.in(() -> pairs.page("company", "open", after, 2, given.administrator()));
            page.pairs().forEach(pair -> assertThat(seen.add(pair.id())).isTrue());
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen)
                .hasSize(given.<Long>in(() -> pairs.count("company", "open", given.administrator()))
                        .intValue());
        assertThat(seen.size()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void the_search_that_the_api_begins_can_be_followed_by_who_began_it(Given given) throws Exception {
        var me = given.member("Nora Petit", "sdr");
        var begun = mvc.post()
                .uri("/api/v1/duplicates/searches")
                .header("Authorization", given.bearer(me, Scope.WRITE))
                .exchange();
        assertThat(begun).hasStatus(202);
        var job = JsonMapper.shared()
                .readTree(begun.getResponse().getContentAsString())
                .get("job_id")
                .asString();
        Awaitility.await()
                .untilAsserted(() -> assertThat(mvc.get()
                                .uri("/api/v1/jobs/" + job)
                                .header("Authorization", given.bearer(me, Scope.READ)))
                        .bodyJson()
                        .extractingPath("$.state")
                        .isEqualTo("done"));
        var other = given.member("Luc Roy", "sdr");
        assertThat(mvc.get().uri("/api/v1/jobs/" + job).header("Authorization", given.bearer(other, Scope.READ)))
                .hasStatus(404);
        assertThat(mvc.get()
                        .uri("/api/v1/jobs/" + job)
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ)))
                .hasStatusOk();
    }

    @Test
    void an_import_leads_to_the_pairs_that_its_records_are_in(Given given) {
        var me = given.administrator();
        create(given, me, "company", Map.of("name", "Mécaval SAS", "postcode", "01000"));
        // A pair that the import has nothing to do with.
        create(given, me, "company", Map.of("name", "Carlin SAS", "postcode", "57000"));
        create(given, me, "company", Map.of("name", "CARLIN", "postcode", "57000"));
        AnImport.of(
                application,
                given,
                "entreprises.csv",
                "Entreprise,Code postal\nMECAVAL,01000\n".getBytes(StandardCharsets.UTF_8));
        var path = "/imports/" + given.in(() -> sql.fetchValue("select id from import"));
        var bearer = given.bearer(me, Scope.READ);

        Awaitility.await()
                .untilAsserted(() -> assertThat(mvc.get().uri("/api/v1" + path).header("Authorization", bearer))
                        .bodyJson()
                        .extractingPath("$.duplicates.searching")
                        .isEqualTo(false));

        assertThat(given.<Long>in(() -> pairs.count("company", "open", me))).isEqualTo(2);
        assertThat(mvc.get().uri("/api/v1" + path).header("Authorization", bearer))
                .bodyJson()
                .extractingPath("$.duplicates.pairs")
                .isEqualTo(Map.of("company", 1, "person", 0));
        assertThat(mvc.get().uri(path).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("href=\"/duplicates?type=company\"", "1 paire d’entreprises se ressemble")
                .doesNotContain("/duplicates?type=person", "every 3s", "??");
    }

    @Test
    void a_decision_that_names_no_kind_of_record_decides_nothing(Given given) {
        var me = given.administrator();
        create(given, me, "company", Map.of("name", "Mécaval SAS", "postcode", "01000"));
        create(given, me, "company", Map.of("name", "MECAVAL", "postcode", "01000"));
        search(given);
        var pair = given.in(() -> sql.fetchValue("select id from duplicate_pair"));
        assertThat(mvc.post()
                        .uri("/duplicates/" + pair + "/decision")
                        .with(given.signedIn(me))
                        .with(csrf())
                        .param("state", "different")
                        .param("type", "x"))
                .hasStatus(422);
        assertThat(given.in(() -> sql.fetchValue("select state from duplicate_pair")))
                .isEqualTo("open");
    }

    @Test
    void page_and_api_show_the_pair_and_merge_it_and_the_old_id_leads_on(Given given) {
        var me = given.administrator();
        var one = create(given, me, "company", Map.of("name", "Mécaval SAS", "postcode", "01000"));
        var other = create(given, me, "company", Map.of("name", "MECAVAL", "postcode", "01000", "phone", "0474123456"));
        search(given);
        var bearer = given.bearer(me, Scope.WRITE);

        assertThat(mvc.get().uri("/duplicates").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Mécaval SAS", "MECAVAL", "/companies/" + one + "/merges/new?with=" + other);
        assertThat(mvc.get().uri("/api/v1/duplicates?type=company").header("Authorization", bearer))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].records[1].id")
                .isEqualTo(other.toString());
        assertThat(mvc.get()
                        .uri("/companies/{id}/merges/new?with={other}", one, other)
                        .with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("field.phone", "field.name");
        assertThat(mvc.post()
                        .uri("/api/v1/companies/{id}/merges", one)
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"loser_id\": \"" + other + "\", \"fields\": {\"name\": \"loser\"}}"))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.name")
                .isEqualTo("MECAVAL");
        assertThat(mvc.post()
                        .uri("/api/v1/companies/{id}/merges", one)
                        .header("Authorization", bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"loser_id\": \"" + other + "\"}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.survivor_id")
                .isEqualTo(one.toString());
        assertThat(mvc.get().uri("/companies/{id}", other).with(given.signedIn(me)))
                .hasStatus(303)
                .hasRedirectedUrl("/companies/" + one);
        assertThat(mvc.get().uri("/api/v1/companies/{id}", other).header("Authorization", bearer))
                .hasStatusOk()
                .hasHeader("Content-Location", "/api/v1/companies/" + one);
        assertThat(mvc.get().uri("/companies/{id}", one).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Défaire la fusion");
        assertThat(mvc.get().uri("/duplicates").with(given.signedIn(me)).with(csrf()))
                .bodyText()
                .contains("Aucun doublon");
    }

    private void search(Given given) {
        var id = jobs.runNow(FindDuplicates.KIND, "", new FindDuplicates.Wanted(), given.administrator());
        var job = WorkspaceScope.in(given.workspace(), () -> jobs.find(id));
        assertThat(job.error()).isNull();
        assertThat(job.state()).isEqualTo("done");
    }

    private UUID create(Given given, Actor me, String type, Map<String, ?> values) {
        var text = new HashMap<String, Object>();
        values.forEach((name, value) -> text.put(name, value.toString()));
        return given.in(() -> records.create(types.byId(type).orElseThrow(), text, me)
                .record()
                .id());
    }
}
