package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The pages of records, over all the modules that give them something to show. */
@DiaboloTest
class RecordPageTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Given.Kit kit;

    RecordPageTest(MockMvcTester mvc, DSLContext sql, Records records, RecordTypes types, Given.Kit kit) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.kit = kit;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    @Test
    void each_record_has_its_page(Given given) {
        var company = create(given, "company", Map.of("name", "Mécaval", "headcount", "40"));
        var person = create(given, "person", Map.of("last_name", "Lenoir", "company", company.toString()));
        var lead = create(given, "lead", Map.of("person", person.toString(), "channel", "inbound"));
        var opportunity = create(given, "opportunity", Map.of("name", "Suivi de production", "lead", lead.toString()));
        var product = create(given, "product", Map.of("name", "Module Stock", "list_price", "1200"));

        Map.of(
                        "/companies/" + company,
                        "Lenoir",
                        "/people/" + person,
                        "Mécaval",
                        "/leads/" + lead,
                        "Suivi de production",
                        "/opportunities/" + opportunity,
                        "Passer à la proposition",
                        "/products/" + product,
                        "Module Stock",
                        "/leads/new",
                        "Nouveau lead",
                        "/tasks",
                        "Aucune tâche en attente")
                .forEach((path, shown) -> assertThat(mvc.get().uri(path).with(given.signedIn(given.administrator())))
                        .as(path)
                        .hasStatusOk()
                        .bodyText()
                        .contains(shown)
                        .doesNotContain("??"));
    }

    @Test
    void another_workspace_finds_no_page(Given given) {
        var lead = create(given, "lead", Map.of("last_name", "Martin"));
        var other = kit.given();

        assertThat(mvc.get().uri("/leads/" + lead).with(other.signedIn(other.administrator())))
                .hasStatus(404);
    }

    @Test
    void a_fact_is_edited_in_place_and_what_is_wrong_is_said_there(Given given) {
        var company = create(given, "company", Map.of("name", "Mécaval"));
        var edit = "/companies/" + company + "/facts";

        assertThat(mvc.post()
                        .uri(edit)
                        .param("siren", "123456789")
                        .param("version", "1")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("clé de contrôle")
                .contains("123456789");
        assertThat(mvc.post()
                        .uri(edit)
                        .param("siren", "732 829 320")
                        .param("version", "1")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.post()
                        .uri(edit)
                        .param("city", "Thiers")
                        .param("version", "1")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(409)
                .bodyText()
                .contains("Thiers");
    }

    @Test
    void two_who_edit_one_record_lose_nothing(Given given) {
        var company = create(given, "company", Map.of("name", "Mécaval", "city", "Thiers"));
        assertThat(edit(given, company, Map.of("city", "Lyon", "was.city", "Thiers")))
                .hasStatus(303);

        // Other fields: both stand. The city was shown as Thiers and not touched.
        assertThat(edit(
                        given,
                        company,
                        Map.of("name", "Mécaval SA", "was.name", "Mécaval", "city", "Thiers", "was.city", "Thiers")))
                .hasStatus(303);
        assertThat(facts(given, company)).contains("Mécaval SA", "Lyon").doesNotContain("Thiers");

        // The same field: both are shown, nothing is written.
        var mine = new java.util.HashMap<>(Map.of("city", "Riom", "was.city", "Thiers", "whole", "true"));
        assertThat(edit(given, company, mine)).hasStatus(409).bodyText().contains("Riom", "enregistré : Lyon");
        assertThat(facts(given, company)).contains("Lyon").doesNotContain("Riom");

        mine.put("theirs", "city");
        assertThat(edit(given, company, mine)).hasStatus(303);
        assertThat(facts(given, company)).contains("Lyon").doesNotContain("Riom");
        assertThat(edit(given, company, Map.of("city", "Riom", "was.city", "Lyon")))
                .hasStatus(303);
        assertThat(facts(given, company)).contains("Riom");
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult edit(
            Given given, UUID company, Map<String, String> form) {
        var post = mvc.post().uri("/companies/" + company + "/facts").param("version", "1");
        form.forEach(post::param);
        return post.with(given.signedIn(given.administrator())).with(csrf()).exchange();
    }

    private String facts(Given given, UUID company) {
        return given.in(() -> sql.fetchSingle("select name || ' ' || city from company where id = ?", company)
                .get(0, String.class));
    }

    @Test
    void a_lead_is_moved_from_its_page_and_through_the_api(Given given) {
        var lead = create(given, "lead", Map.of("last_name", "Martin"));
        given.sheetAnswered(lead);
        assertThat(mvc.post()
                        .uri("/leads/" + lead + "/moves")
                        .param("stage", "qualified")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);
        var bearer = given.bearer(given.administrator(), Scope.WRITE);

        assertThat(mvc.post()
                        .uri("/api/v1/leads/" + lead + "/moves")
                        .header(HttpHeaders.AUTHORIZATION, bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"stage\":\"disqualified\"}"))
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri("/api/v1/leads/" + lead + "/moves")
                        .header(HttpHeaders.AUTHORIZATION, bearer)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"stage\":\"disqualified\",\"reason\":\"Trop"
                                + " petit\",\"at\":\"2026-11-01T09:00:00Z\"}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("disqualified");
        assertThat(given.in(() -> sql.select(LEAD.REASON)
                        .from(LEAD)
                        .where(LEAD.ID.eq(lead))
                        .fetchSingle(LEAD.REASON)))
                .isEqualTo("Trop petit");
    }

    @Test
    void a_task_is_noted_and_completed(Given given) {
        var lead = create(given, "lead", Map.of("last_name", "Martin"));
        assertThat(mvc.post()
                        .uri("/leads/" + lead + "/activities")
                        .param("kind", "task")
                        .param("subject", "Rappeler Léa")
                        .param("due_on", "2026-12-01")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get().uri("/tasks").with(given.signedIn(given.administrator())))
                .bodyText()
                .contains("Rappeler Léa");
        var task = given.in(() -> sql.select(ACTIVITY.ID).from(ACTIVITY).fetchSingle(ACTIVITY.ID));

        assertThat(mvc.post()
                        .uri("/activities/" + task + "/completion")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);

        assertThat(mvc.get().uri("/tasks").with(given.signedIn(given.administrator())))
                .bodyText()
                .doesNotContain("Rappeler Léa");
    }

    @Test
    void a_note_is_edited_and_its_deletion_is_taken_back(Given given) {
        var lead = create(given, "lead", Map.of("last_name", "Martin"));
        var note = create(given, "activity", Map.of("kind", "note", "body", "Rappeler lundi", "lead", lead.toString()));
        var me = given.signedIn(given.administrator());
        assertThat(mvc.get().uri("/activities/" + note + "/edit").with(me))
                .hasStatusOk()
                .bodyText()
                .contains("Rappeler lundi");
        assertThat(mvc.post()
                        .uri("/activities/" + note)
                        .param("kind", "call")
                        .param("body", "Rappeler mardi")
                        .param("version", "1")
                        .param("back", "/leads/" + lead)
                        .with(me)
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.post()
                        .uri("/activities/" + note)
                        .param("kind", "call")
                        .param("version", "2")
                        .with(me)
                        .with(csrf()))
                .hasStatus(422);
        var page = mvc.get().uri("/leads/" + lead).with(me);
        assertThat(page).bodyText().contains("Rappeler mardi").doesNotContain("Rappeler lundi");

        var deleted =
                given.in(() -> records.delete(types.byId("activity").orElseThrow(), note, null, given.administrator()));
        assertThat(mvc.get().uri("/leads/" + lead).with(me)).bodyText().doesNotContain("Rappeler mardi");
        assertThat(mvc.post().uri("/changes/" + deleted + "/reversal").with(me).with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(mvc.get().uri("/leads/" + lead).with(me)).bodyText().contains("Rappeler mardi");
    }

    @Test
    void who_objected_is_not_contacted_and_every_field_can_be_edited_at_once(Given given) {
        var person = create(given, "person", Map.of("last_name", "Lenoir", "consent", "opted_out"));
        var lead = create(given, "lead", Map.of("person", person.toString()));
        var me = given.signedIn(given.administrator());

        for (var path : new String[] {"/people/" + person, "/leads/" + lead}) {
            assertThat(mvc.get().uri(path).with(me)).bodyText().contains("s’est opposée");
        }
        assertThat(mvc.get().uri("/people/" + person + "/edit").with(me))
                .hasStatusOk()
                .bodyText()
                .contains("Modifier Lenoir")
                .doesNotContain("??");
        assertThat(mvc.post()
                        .uri("/people/" + person + "/facts")
                        .param("whole", "true")
                        .param("version", "1")
                        .param("last_name", "Lenoir")
                        .param("email", "pas une adresse")
                        .with(me)
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Modifier Lenoir", "pas une adresse");
    }
}
