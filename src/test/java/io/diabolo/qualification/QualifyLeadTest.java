package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.StaleVersion;
import io.diabolo.qualification.Qualification.Done;
import io.diabolo.qualification.Qualification.Incomplete;
import io.diabolo.queues.FigureRequest;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.sheets.Question;
import io.diabolo.sheets.SheetRequirement;
import io.diabolo.sheets.Sheets;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class QualifyLeadTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final LeadOutcomes outcomes;
    private final Nurture nurture;
    private final Sheets sheets;
    private final Leads leads;
    private final SheetRequirement requirement;
    private final MockMvcTester mvc;
    private final Undo undo;
    private final Clock clock;

    QualifyLeadTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            LeadOutcomes outcomes,
            Nurture nurture,
            Sheets sheets,
            Leads leads,
            SheetRequirement requirement,
            MockMvcTester mvc,
            Undo undo,
            Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.outcomes = outcomes;
        this.nurture = nurture;
        this.sheets = sheets;
        this.leads = leads;
        this.requirement = requirement;
        this.mvc = mvc;
        this.undo = undo;
        this.clock = clock;
    }

    private UUID lead(Given given) {
        return create(given, "lead", Map.of("last_name", "Martin", "email", "lea@mecaval.fr"));
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private void answered(Given given, UUID lead, String... questions) {
        var said = new HashMap<String, Sheets.Said>();
        for (var question : questions) {
            said.put(question, new Sheets.Said("dit par Léa", "Léa Martin", "2026-11-20", "call", ""));
        }
        given.in(() -> sheets.answer("lead", lead, said, given.administrator()));
    }

    private io.diabolo.jooq.tables.records.LeadRecord row(Given given, UUID lead) {
        return given.in(() -> sql.selectFrom(LEAD).where(LEAD.ID.eq(lead)).fetchSingle());
    }

    @Test
    void what_is_missing_is_named_and_nothing_changes(Given given) {
        var lead = lead(given);
        answered(given, lead, "need", "authority");

        assertThat(given.in(() -> outcomes.qualify(lead, null, given.administrator())))
                .isInstanceOfSatisfying(
                        Incomplete.class,
                        answer -> assertThat(answer.missing())
                                .extracting(Question::id)
                                .containsExactly("timing", "budget"));
        assertThat(row(given, lead).getStatus()).isEqualTo("new");
    }

    @Test
    void a_move_asks_the_sheet_too_also_past_qualified(Given given) {
        var me = given.administrator();
        var lead = lead(given);
        for (var stage : List.of(Stage.QUALIFIED, Stage.DISCOVERY, Stage.WON)) {
            assertThat(given.in(() -> leads.move(lead, stage, null, me)))
                    .isInstanceOfSatisfying(
                            Moved.SheetIncomplete.class,
                            answer -> assertThat(answer.missing()).hasSize(4));
        }
        assertThat(row(given, lead).getStage()).isEqualTo("lead");
    }

    @Test
    void the_page_that_moves_names_what_is_missing_and_so_does_the_api(Given given) {
        var me = given.administrator();
        var lead = lead(given);
        assertThat(mvc.post()
                        .uri("/leads/" + lead + "/moves")
                        .param("stage", "qualified")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Il manque 4 réponses", "/leads/" + lead + "/sheet#need");
        for (var path : List.of("/moves", "/qualification")) {
            assertThat(mvc.post()
                            .uri("/api/v1/leads/" + lead + path)
                            .header("Authorization", given.bearer(me, Scope.WRITE))
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"stage\":\"qualified\"}"))
                    .as(path)
                    .hasStatus(422)
                    .bodyText()
                    .contains("sheet.need", "sheet.budget");
        }
    }

    @Test
    void a_team_that_doesnt_require_the_sheet_says_so(Given given) {
        var me = given.administrator();
        var lead = lead(given);
        var nora = given.member("Nora", "sdr");
        assertThatThrownBy(() -> given.run(() -> requirement.change(false, nora)))
                .isInstanceOf(NotAllowed.class);
        assertThat(mvc.post()
                        .uri("/settings/sheets/requirement")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(given.in(() -> outcomes.qualify(lead, null, nora))).isInstanceOf(Done.class);
        assertThat(given.in(requirement::isRequired)).isFalse();
    }

    @Test
    void the_lead_page_shows_the_sheet_with_what_is_missing(Given given) {
        var lead = lead(given);
        answered(given, lead, "need");
        assertThat(mvc.get().uri("/leads/" + lead).with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("dit par Léa · Léa Martin · Appel", "Réponse manquante", "/leads/" + lead + "/sheet");
    }

    @Test
    void a_complete_sheet_qualifies_the_lead(Given given) {
        var lead = lead(given);
        answered(given, lead, "need", "authority", "timing", "budget");

        assertThat(given.in(() -> outcomes.qualify(lead, null, given.administrator())))
                .isInstanceOf(Done.class);
        assertThat(row(given, lead).getStage()).isEqualTo("qualified");
        assertThat(given.in(() -> outcomes.qualify(lead, null, given.administrator())))
                .isInstanceOf(Qualification.Unchanged.class);
    }

    @Test
    void disqualifying_takes_a_reason_and_other_takes_words(Given given) {
        var me = given.administrator();
        var lead = lead(given);
        assertThat(given.in(() -> outcomes.disqualify(lead, null, "bof", null, me)))
                .isInstanceOf(Moved.ReasonMissing.class);
        assertThat(given.in(() -> outcomes.disqualify(lead, "other", " ", null, me)))
                .isInstanceOf(Moved.ReasonMissing.class);
        var moved = given.in(() -> outcomes.disqualify(lead, "no_budget", "pas avant 2027", null, me));
        assertThat(row(given, lead).getReasonCode()).isEqualTo("no_budget");
        assertThat(row(given, lead).getReason()).contains("Pas de budget", "pas avant 2027");

        given.run(() -> undo.reverse(((Moved.Done) moved).changeSet(), me));
        assertThat(row(given, lead).getStatus()).isEqualTo("new");
        assertThat(row(given, lead).getReasonCode()).isNull();
    }

    @Test
    void a_lead_kept_for_later_comes_back_on_its_day(Given given) {
        var me = given.administrator();
        var lead = lead(given);
        var today = LocalDate.ofInstant(clock.instant(), me.zone());
        assertThat(given.in(() -> nurture.until(lead, today, null, me))).isInstanceOf(Nurturing.NotLater.class);
        assertThat(given.in(() -> nurture.until(lead, today.plusDays(10), null, me)))
                .isInstanceOf(Nurturing.Done.class);
        assertThat(row(given, lead).getStatus()).isEqualTo("nurturing");

        assertThat(given.in(() -> nurture.returnDue(today.plusDays(9), me))).isZero();
        assertThat(given.in(() -> nurture.returnDue(today.plusDays(10), me))).isEqualTo(1);
        assertThat(row(given, lead).getStatus()).isEqualTo("working");
        assertThat(row(given, lead).getReturnOn()).isNull();
    }

    @Test
    void a_sign_of_the_person_brings_the_lead_back_at_once(Given given) {
        var me = given.administrator();
        var lead = lead(given);
        given.in(() -> nurture.until(
                lead, LocalDate.ofInstant(clock.instant(), me.zone()).plusDays(90), null, me));
        create(
                given,
                "activity",
                Map.of("subject", "Rappelez-moi", "kind", "mail", "direction", "inbound", "lead", lead.toString()));
        assertThat(row(given, lead).getStatus()).isEqualTo("working");
    }

    @Test
    void what_they_said_before_is_no_sign_when_somebody_edits_it(Given given) {
        var me = given.administrator();
        var lead = lead(given);
        var old = create(
                given,
                "activity",
                Map.of("subject", "Salon", "kind", "meeting", "at", "2026-11-20T10:00:00Z", "lead", lead.toString()));
        given.in(() -> nurture.until(
                lead, LocalDate.ofInstant(clock.instant(), me.zone()).plusDays(90), null, me));
        given.run(() -> records.update(
                types.byId("activity").orElseThrow(), old, Map.of("subject", "Salon de Lyon"), null, me));
        create(
                given,
                "activity",
                Map.of("subject", "Avant", "kind", "meeting", "at", "2026-11-20T11:00:00Z", "lead", lead.toString()));
        assertThat(row(given, lead).getStatus()).isEqualTo("nurturing");
        // Whoever takes it up again by hand does so on the record.
        given.run(() -> records.update(types.byId("lead").orElseThrow(), lead, Map.of("status", "working"), null, me));
        assertThat(row(given, lead).getReturnOn()).isNull();
    }

    @Test
    void the_same_person_is_a_lead_again_later(Given given) {
        var me = given.administrator();
        var first = lead(given);
        given.in(() -> outcomes.disqualify(first, "bad_timing", null, null, me));
        var second = lead(given);
        assertThat(row(given, second).getPersonId()).isEqualTo(row(given, first).getPersonId());
        assertThat(row(given, second).getStatus()).isEqualTo("new");
    }

    @Test
    void who_looked_at_an_older_lead_is_told(Given given) {
        var lead = lead(given);
        assertThatThrownBy(() -> given.in(() -> outcomes.qualify(lead, 99, given.administrator())))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void who_does_not_see_a_lead_decides_nothing(Given given) {
        var lead = lead(given);
        var nora = given.memberWhoSeesOwn("Nora", "sdr");
        assertThatThrownBy(() -> given.in(() -> outcomes.qualify(lead, null, nora)))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> given.in(() -> outcomes.disqualify(lead, "no_need", null, null, nora)))
                .isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> given.in(() -> sheets.of("lead", lead, nora))).isInstanceOf(NoSuchRecord.class);
    }

    @Test
    void a_decision_that_was_taken_back_counts_for_nobody(Given given, LeadFigures figures) {
        var lead = lead(given);
        var nora = given.member("Nora", "bdr");
        var paul = given.member("Paul", "bdr");
        var moved = given.in(() -> outcomes.disqualify(lead, "no_budget", null, null, nora));
        given.run(() -> undo.reverseNow(((Moved.Done) moved).changeSet(), nora));
        given.in(() -> outcomes.disqualify(lead, "no_budget", null, null, paul));
        assertThat(decided(given, figures, nora)).isZero();
        assertThat(decided(given, figures, paul)).isEqualTo(1);
    }

    private long decided(Given given, LeadFigures figures, Actor who) {
        var now = clock.instant();
        var request =
                new FigureRequest(List.of(who.member()), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
        return given.in(() -> figures.value("qualified-rate", request).counted());
    }
}
