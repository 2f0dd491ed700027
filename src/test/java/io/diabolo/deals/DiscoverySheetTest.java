package io.diabolo.deals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.sheets.Earlier;
import io.diabolo.sheets.Sheet;
import io.diabolo.sheets.SheetTemplates;
import io.diabolo.sheets.Sheets;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DiaboloTest
class DiscoverySheetTest {
    private final MockMvcTester mvc;
    private final Sheets sheets;
    private final SheetTemplates templates;
    private final Records records;
    private final RecordTypes types;
    private final Undo undo;

    DiscoverySheetTest(
            MockMvcTester mvc, Sheets sheets, SheetTemplates templates, Records records, RecordTypes types, Undo undo) {
        this.mvc = mvc;
        this.sheets = sheets;
        this.templates = templates;
        this.records = records;
        this.types = types;
        this.undo = undo;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private static Map<String, Sheets.Said> said(String question, String value) {
        return Map.of(question, new Sheets.Said(value, "Léa Martin", "2026-11-20", "call", ""));
    }

    private Sheet sheet(Given given, UUID opportunity) {
        return given.in(() -> sheets.of("opportunity", opportunity, given.administrator()));
    }

    private static Sheet.Entry entry(Sheet sheet, String question) {
        return sheet.entries().stream()
                .filter(one -> one.question().id().equals(question))
                .findFirst()
                .orElseThrow();
    }

    private MvcTestResult post(Given given, UUID opportunity, Map<String, String> form) {
        var request = mvc.post().uri("/opportunities/" + opportunity + "/sheet");
        form.forEach(request::param);
        return request.with(given.signedIn(given.administrator())).with(csrf()).exchange();
    }

    @Test
    void what_the_sdr_learned_is_already_there_with_its_evidence(Given given) {
        var me = given.administrator();
        var lead = create(given, "lead", Map.of("last_name", "Martin"));
        given.in(() -> sheets.answer("lead", lead, said("budget", "40 k€ au budget 2027"), me));
        given.in(() -> sheets.answer("lead", lead, said("current_solution", "Un tableur"), me));
        given.in(() -> sheets.answer("lead", lead, said("authority", "La DAF"), me));
        var opportunity = create(given, "opportunity", Map.of("name", "Suivi", "lead", lead.toString()));

        var sheet = sheet(given, opportunity);
        assertThat(sheet.template().key()).isEqualTo("discovery");
        assertThat(Objects.requireNonNull(entry(sheet, "budget").answer()).value())
                .isEqualTo("40 k€ au budget 2027");
        assertThat(Objects.requireNonNull(entry(sheet, "existing_solutions").answer())
                        .saidBy())
                .isEqualTo("Léa Martin");
        assertThat(Objects.requireNonNull(entry(sheet, "decision_process").answer())
                        .value())
                .isEqualTo("La DAF");
        assertThat(sheet.completeness()).isEqualTo(30);

        // Said again by the account executive, theirs holds, and the SDR's stays beside it.
        var changeSet = given.in(() -> sheets.answer("opportunity", opportunity, said("budget", "60 k€"), me));
        var after = entry(sheet(given, opportunity), "budget");
        assertThat(Objects.requireNonNull(after.answer()).value()).isEqualTo("60 k€");
        assertThat(after.earlier()).extracting(Earlier::sheet).containsExactly("BANT");
        given.in(() -> undo.reverse(Objects.requireNonNull(changeSet), me));
        assertThat(Objects.requireNonNull(
                                entry(sheet(given, opportunity), "budget").answer())
                        .value())
                .isEqualTo("40 k€ au budget 2027");
    }

    @Test
    void what_answers_no_question_of_the_sheet_stays_readable(Given given) {
        var me = given.administrator();
        given.run(() -> templates.use("meddicc", "lead", me));
        var lead = create(given, "lead", Map.of("last_name", "Martin"));
        given.in(() -> sheets.answer("lead", lead, said("competition", "Planifix"), me));
        var opportunity = create(given, "opportunity", Map.of("name", "Suivi", "lead", lead.toString()));

        assertThat(sheet(given, opportunity).rest())
                .extracting(one -> one.answer().value())
                .containsExactly("Planifix");
    }

    @Test
    void a_workspace_asks_its_opportunities_by_a_sheet_of_its_own(Given given) {
        var me = given.administrator();
        given.run(() -> templates.use("spiced", "opportunity", me));
        assertThat(given.in(() -> templates.inUse("opportunity", Locale.FRANCE)).key())
                .isEqualTo("spiced");
        assertThat(given.in(() -> templates.inUse("lead", Locale.FRANCE)).key()).isEqualTo("bant");
    }

    @Test
    void the_meeting_in_hand_is_the_evidence_unless_somebody_says_otherwise(Given given) {
        var person = create(given, "person", Map.of("first_name", "Léa", "last_name", "Martin"));
        var opportunity = create(given, "opportunity", Map.of("name", "Suivi", "person", person.toString()));
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var meeting = create(
                given,
                "meeting",
                Map.of(
                        "subject", "Découverte",
                        "kind", "discovery",
                        "opportunity", opportunity.toString(),
                        "person", person.toString(),
                        "starts_at", now.minus(20, ChronoUnit.MINUTES).toString(),
                        "ends_at", now.plus(40, ChronoUnit.MINUTES).toString()));
        assertThat(mvc.get()
                        .uri("/opportunities/" + opportunity + "/sheet")
                        .with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("value=\"meeting:" + meeting + "\" selected");

        assertThat(post(
                        given,
                        opportunity,
                        Map.of("occasion", "meeting:" + meeting, "need.value", "Suivre", "was.need.value", "")))
                .hasStatus(303);
        var answer =
                Objects.requireNonNull(entry(sheet(given, opportunity), "need").answer());
        assertThat(answer.saidBy()).isEqualTo("Léa Martin");
        assertThat(answer.source()).isEqualTo("meeting");
        assertThat(answer.path()).isEqualTo("/meetings/" + meeting);
    }

    @Test
    void of_two_who_answer_at_once_nothing_is_lost(Given given) {
        var opportunity = create(given, "opportunity", Map.of("name", "Suivi"));
        given.in(() ->
                sheets.answer("opportunity", opportunity, said("need", "Suivre les temps"), given.administrator()));

        var form = Map.of(
                "need.value",
                "Suivre les coûts",
                "was.need.value",
                "",
                "pains.value",
                "Trop lent",
                "was.pains.value",
                "");
        assertThat(post(given, opportunity, form))
                .hasStatus(409)
                .bodyText()
                .contains("Suivre les coûts")
                .contains("Suivre les temps");
        var sheet = sheet(given, opportunity);
        assertThat(Objects.requireNonNull(entry(sheet, "need").answer()).value())
                .isEqualTo("Suivre les temps");
        assertThat(Objects.requireNonNull(entry(sheet, "pains").answer()).value())
                .isEqualTo("Trop lent");

        // Saved again from the page that shows both, it holds.
        assertThat(post(
                        given,
                        opportunity,
                        Map.of("need.value", "Suivre les coûts", "was.need.value", "Suivre les temps")))
                .hasStatus(303);
        assertThat(Objects.requireNonNull(
                                entry(sheet(given, opportunity), "need").answer())
                        .value())
                .isEqualTo("Suivre les coûts");
    }

    @Test
    void the_api_replaces_the_answers_unless_somebody_answered_meanwhile(Given given) {
        var opportunity = create(given, "opportunity", Map.of("name", "Suivi"));
        given.in(() -> sheets.answer("opportunity", opportunity, said("need", "Suivre"), given.administrator()));
        var path = "/api/v1/opportunities/" + opportunity + "/sheet";
        var bearer = given.bearer(given.administrator(), Scope.WRITE);
        var read = mvc.get().uri(path).header(HttpHeaders.AUTHORIZATION, bearer).exchange();
        assertThat(read).hasStatusOk().headers().hasValue(HttpHeaders.ETAG, "\"1\"");

        var put = mvc.put()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, bearer)
                .header(HttpHeaders.IF_MATCH, "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"budget\": {\"value\": \"40 k€\", \"source\": \"mail\"}}");
        assertThat(put.exchange())
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.missing")
                .asArray()
                .contains("need");
        assertThat(put.exchange()).hasStatus(412);
    }

    @Test
    void the_csm_finds_the_discovery_on_the_company(Given given) {
        var csm = given.member("Zoé Blanc", "csm");
        var company = create(given, "company", Map.of("name", "Mécaval"));
        var opportunity = create(given, "opportunity", Map.of("name", "Suivi", "company", company.toString()));
        given.in(() ->
                sheets.answer("opportunity", opportunity, said("need", "Suivre les temps"), given.administrator()));
        var sheet = "/opportunities/" + opportunity + "/sheet";
        assertThat(mvc.get().uri("/companies/" + company).with(given.signedIn(csm)))
                .hasStatusOk()
                .bodyText()
                .contains(sheet);
        assertThat(mvc.get().uri(sheet).with(given.signedIn(csm)))
                .hasStatusOk()
                .bodyText()
                .contains("Suivre les temps", "Léa Martin");
    }
}
