package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What marketing hands on brings its facts along: a signal its experiment or list, an inbound lead what its person did. */
@DiaboloTest
class HandedOverTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Submissions submissions;
    private final Forms forms;
    private final Handoffs handoffs;

    HandedOverTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            Submissions submissions,
            Forms forms,
            Handoffs handoffs) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.submissions = submissions;
        this.forms = forms;
        this.handoffs = handoffs;
    }

    private String path(Given given, Actor me, HandoffKind kind, String type, UUID subject) {
        var offered = given.in(() -> handoffs.offer(new Offer(kind, type, subject, null, null, "", List.of()), me));
        return "/handoffs/" + offered.handoff().id();
    }

    @Test
    void an_experiment_is_handed_on_from_its_page_with_what_was_found_out(Given given) {
        var growth = given.member("Théo Maillard", "growth");
        var camille = given.member("Camille Besson", "inbound");
        var experiment = AForm.create(
                given,
                records,
                types,
                "experiment",
                Map.of(
                        "name", "Page courte",
                        "hypothesis", "Moins de champs, plus d’envois",
                        "lever", "content",
                        "learning", "Trois champs suffisent",
                        "control_trials", "80",
                        "control_successes", "48",
                        "test_trials", "70",
                        "test_successes", "66"),
                growth);
        assertThat(mvc.get().uri("/experiments/" + experiment).with(given.signedIn(growth)))
                .hasStatusOk()
                .bodyText()
                .contains("Passer le signal");
        assertThat(mvc.post()
                        .uri("/handoffs")
                        .param("kind", "market-signal")
                        .param("subject_type", "experiment")
                        .param("subject_id", experiment.toString())
                        .param("to_role", "inbound")
                        .param("to", camille.member().toString())
                        .with(given.signedIn(growth))
                        .with(csrf()))
                .hasStatus(303);
        var offered = given.in(() -> handoffs.of("experiment", experiment)).getFirst();
        assertThat(mvc.get().uri("/handoffs/" + offered.id()).with(given.signedIn(camille)))
                .hasStatusOk()
                .bodyText()
                .contains("Page courte", "Moins de champs", "Trois champs suffisent", "fait mieux", "66")
                .doesNotContain("??");
        // It waits: it isn't offered a second time.
        assertThat(mvc.get().uri("/experiments/" + experiment).with(given.signedIn(growth)))
                .bodyText()
                .doesNotContain("Passer le signal");
    }

    @Test
    void a_target_list_is_handed_on_with_its_priority_and_its_reach(Given given, Given other) {
        var growth = given.member("Théo Maillard", "growth");
        var sdr = given.member("Inès Lambert", "sdr");
        var me = given.administrator();
        var priority = AForm.create(given, records, types, "priority", Map.of("name", "Grand Ouest"), me);
        var list = AForm.create(
                given,
                records,
                types,
                "target_list",
                Map.of(
                        "name",
                        "Ateliers bretons",
                        "holds",
                        "company",
                        "priority",
                        priority.toString(),
                        "note",
                        "Trois-huit"),
                growth);
        assertThat(mvc.get().uri("/lists/" + list).with(given.signedIn(growth)))
                .hasStatusOk()
                .bodyText()
                .contains("Passer la liste");
        assertThat(mvc.get().uri("/lists/" + list).with(given.signedIn(sdr)))
                .bodyText()
                .doesNotContain("Passer la liste");
        var path = path(given, growth, HandoffKind.MARKET_SIGNAL, "target_list", list);
        assertThat(mvc.get().uri(path).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Ateliers bretons", "Grand Ouest", "Trois-huit")
                .doesNotContain("??");
        assertThat(mvc.post()
                        .uri("/api/v1/handoffs")
                        .header("Authorization", other.bearer(other.administrator(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"kind\":\"market-signal\",\"subject_type\":\"target_list\",\"subject_id\":\"" + list
                                + "\"}"))
                .hasStatus(404);
    }

    @Test
    void an_inbound_lead_brings_what_its_person_sent_did_and_agreed_to(Given given) {
        var camille = given.member("Camille Besson", "inbound");
        var me = given.administrator();
        var form = AForm.open(
                given,
                records,
                types,
                sql,
                submissions,
                Map.of("owner", camille.member().toString()));
        given.in(() -> forms.agree(form.id, "J’accepte d’être contacté.", "", false, null, me));
        form.send(
                "email",
                "lea@brest.example",
                "last_name",
                "Martin",
                "message",
                "Trois machines à suivre",
                "consent",
                "true");
        var lead = given.<UUID>in(
                () -> sql.select(LEAD.ID).from(LEAD).fetchSingle().value1());
        given.run(
                () -> sql.execute(
                        "insert into touch (at, kind, person_id, page, source) select now(), 'visit', person_id, 'https://site.example/tarifs', 'linkedin' from lead"));
        var path = path(given, me, HandoffKind.INBOUND_LEAD, "lead", lead);
        assertThat(mvc.get().uri(path).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Formulaire", "Démo", "Visite", "site.example/tarifs", "linkedin", "Consentement")
                .doesNotContain("??");
        var carried = given.in(() -> handoffs.of("lead", lead)).getFirst().carried();
        assertThat(carried.keySet())
                .anyMatch(name -> name.startsWith("sent."))
                .anyMatch(name -> name.startsWith("basis."));
        assertThat(String.valueOf(carried)).contains("lea@brest.example");
    }
}
