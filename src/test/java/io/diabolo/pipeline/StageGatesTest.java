package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.JOURNEY_ENTRY;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class StageGatesTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Opportunities opportunities;
    private final Pipelines pipelines;
    private final Undo undo;
    private final MockMvcTester mvc;

    StageGatesTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Opportunities opportunities,
            Pipelines pipelines,
            Undo undo,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.opportunities = opportunities;
        this.pipelines = pipelines;
        this.undo = undo;
        this.mvc = mvc;
    }

    private UUID deal(Given given, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId("opportunity").orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private Moved move(Given given, MoveOrder order, Actor me) {
        return WorkspaceScope.in(given.workspace(), () -> opportunities.move(order, me));
    }

    /** The pipeline for new business asks for this before closing. */
    private void asks(Given given, Ask... asks) {
        given.run(() -> {
            var me = given.administrator();
            var present = pipelines.find(Pipeline.NEW_BUSINESS, me.locale());
            var stages = new ArrayList<PipelineStage>();
            for (var stage : present.stages()) {
                stages.add(new PipelineStage(
                        stage.id(),
                        stage.label(),
                        stage.probability(),
                        stage.staleAfter(),
                        List.of(new Words("Offre envoyée", "Offer sent")),
                        stage.criteria(),
                        stage.guidance(),
                        stage.id().equals("closing") ? List.of(asks) : stage.asks()));
            }
            pipelines.save(Pipeline.NEW_BUSINESS, present.name(), stages, present.version(), me);
        });
    }

    private String stage(Given given, UUID deal) {
        return given.in(() -> sql.select(OPPORTUNITY.STAGE)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(deal))
                .fetchSingle()
                .value1());
    }

    @Test
    void what_is_missing_is_named_filled_along_and_taken_back_with_the_move(Given given) {
        asks(
                given,
                Ask.field("close_date"),
                Ask.field("amount"),
                Ask.fact("meetings", 1),
                Ask.rule("opportunity.term_months >= 12", "Un an au moins"));
        var ae = given.member("Inès Lambert", "ae");
        var deal = deal(given, Map.of("name", "Suivi"));

        assertThat(move(given, MoveOrder.to(deal, Stage.CLOSING), ae))
                .isInstanceOfSatisfying(
                        Moved.Incomplete.class,
                        answer -> assertThat(answer.missing())
                                .extracting(Checked::says)
                                .containsExactly(
                                        "Clôture", "Montant", "Rendez-vous tenus\u00a0: 0 sur 1", "Un an au moins"));
        var filled = Map.of("close_date", "2027-03-31", "one_off_amount", "12000", "term_months", "24");
        assertThat(move(given, MoveOrder.to(deal, Stage.CLOSING).filling(filled), ae))
                .isInstanceOf(Moved.Incomplete.class);
        assertThat(given.in(() ->
                        sql.fetchExists(OPPORTUNITY, OPPORTUNITY.ID.eq(deal).and(OPPORTUNITY.CLOSE_DATE.isNotNull()))))
                .as("nothing of it is written as long as something is missing")
                .isFalse();

        given.run(() -> sql.insertInto(ACTIVITY)
                .set(ACTIVITY.KIND, "meeting")
                .set(ACTIVITY.SUBJECT, "Découverte")
                .set(ACTIVITY.OPPORTUNITY_ID, deal)
                .execute());
        var moved = move(given, MoveOrder.to(deal, Stage.CLOSING).filling(filled), ae);
        assertThat(moved).isInstanceOf(Moved.Done.class);
        assertThat(stage(given, deal)).isEqualTo("closing");

        given.run(() -> undo.reverseNow(((Moved.Done) moved).changeSet(), ae));
        assertThat(stage(given, deal)).isEqualTo("discovery");
        assertThat(given.in(() ->
                        sql.fetchExists(OPPORTUNITY, OPPORTUNITY.ID.eq(deal).and(OPPORTUNITY.CLOSE_DATE.isNotNull()))))
                .isFalse();
    }

    @Test
    void a_manager_goes_on_without_and_the_reason_is_kept(Given given) {
        asks(given, Ask.field("close_date"));
        var ae = given.member("Inès Lambert", "ae");
        var deal = deal(given, Map.of("name", "Suivi"));
        var order = MoveOrder.to(deal, Stage.CLOSING).overriding("Le client signe en janvier");

        assertThatThrownBy(() -> move(given, order, ae)).isInstanceOf(NotAllowed.class);
        assertThat(move(given, order, given.administrator())).isInstanceOf(Moved.Done.class);

        assertThat(given.in(() -> sql.select(JOURNEY_ENTRY.REASON)
                        .from(JOURNEY_ENTRY)
                        .where(JOURNEY_ENTRY.SUBJECT_ID.eq(deal))
                        .orderBy(JOURNEY_ENTRY.SEQ.desc())
                        .limit(1)
                        .fetchSingle()
                        .value1()))
                .isEqualTo("Le client signe en janvier");
        assertThat(mvc.get().uri("/opportunities/" + deal).with(given.signedIn(ae)))
                .hasStatusOk()
                .bodyText()
                .contains("Le client signe en janvier");
    }

    @Test
    void a_gate_is_passed_over_by_nobody_neither_at_creation_nor_in_the_api(Given given) throws Exception {
        asks(given, Ask.field("close_date"), Ask.field("amount"));
        assertThatThrownBy(() -> deal(given, Map.of("name", "Suivi", "stage", "won")))
                .as("winning passes closing, and is a date of its own")
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults())
                                .extracting(BadInput.Fault::field)
                                .containsExactly("one_off_amount"));

        var deal = deal(given, Map.of("name", "Suivi", "one_off_amount", "12000"));
        assertThat(mvc.post()
                        .uri("/api/v1/opportunities/" + deal + "/moves")
                        .header(HttpHeaders.AUTHORIZATION, given.bearer(given.administrator(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"stage\": \"closing\"}"))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.errors[0].field")
                .isEqualTo("close_date");
        assertThat(mvc.post()
                        .uri("/api/v1/opportunities/" + deal + "/moves")
                        .header(HttpHeaders.AUTHORIZATION, given.bearer(given.administrator(), Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"stage\": \"closing\", \"fields\": {\"close_date\": \"2027-03-31\"}}"))
                .hasStatusOk();
        assertThat(stage(given, deal)).isEqualTo("closing");
    }

    @Test
    void the_page_asks_for_what_is_missing_and_then_moves(Given given) {
        asks(given, Ask.field("close_date"));
        var me = given.administrator();
        var deal = deal(given, Map.of("name", "Suivi"));
        var moves = "/opportunities/" + deal + "/moves";

        assertThat(mvc.post().uri(moves).param("stage", "closing").with(csrf()).with(given.signedIn(me)))
                .hasStatus(422)
                .bodyText()
                .contains("fill.close_date", "Passer outre");
        assertThat(mvc.post()
                        .uri(moves)
                        .param("stage", "closing")
                        .param("seen", "discovery")
                        .param("fill.close_date", "2027-03-31")
                        .param("sub_stage", "Offre envoyée")
                        .with(csrf())
                        .with(given.signedIn(me)))
                .hasStatus(303);
        assertThat(stage(given, deal)).isEqualTo("closing");
        assertThat(mvc.get().uri("/opportunities/" + deal).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Offre envoyée", "Les conditions sont acceptées", "Nommez chaque blocage");
    }

    @Test
    void who_comes_second_hears_who_was_first_and_where_it_stands(Given given) {
        var deal = deal(given, Map.of("name", "Suivi"));
        var ae = given.member("Inès Lambert", "ae");
        move(given, MoveOrder.to(deal, Stage.PROPOSAL), ae);

        assertThat(move(given, MoveOrder.to(deal, Stage.CLOSING).seenAt(Stage.DISCOVERY), given.administrator()))
                .isInstanceOfSatisfying(Moved.Elsewhere.class, answer -> {
                    assertThat(answer.stands()).isEqualTo(Stage.PROPOSAL);
                    assertThat(answer.by()).isEqualTo("Inès Lambert");
                });
        assertThat(mvc.post()
                        .uri("/opportunities/" + deal + "/moves")
                        .param("stage", "closing")
                        .param("seen", "discovery")
                        .with(csrf())
                        .with(given.signedIn(given.administrator())))
                .hasStatus(409)
                .bodyText()
                .contains("Inès Lambert", "Proposition");
        assertThat(stage(given, deal)).isEqualTo("proposal");
    }

    @Test
    void a_pipeline_of_ones_own_is_written_used_and_taken_away_when_empty(Given given) {
        var me = given.administrator();
        var made = given.in(() -> pipelines.create(
                "Grands comptes",
                pipelines.find(Pipeline.NEW_BUSINESS, Locale.FRANCE).stages(),
                me));
        assertThat(made.key()).isEqualTo("grands_comptes");
        var deal = deal(given, Map.of("name", "Suivi", "pipeline", "Grands Comptes"));
        assertThat(given.in(() -> sql.select(OPPORTUNITY.PIPELINE)
                        .from(OPPORTUNITY)
                        .where(OPPORTUNITY.ID.eq(deal))
                        .fetchSingle()
                        .value1()))
                .isEqualTo("grands_comptes");
        assertThatThrownBy(() -> deal(given, Map.of("name", "Suivi", "pipeline", "inconnu")))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> given.run(() -> pipelines.delete(made.key(), me)))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> given.in(() -> pipelines.create("X", made.stages(), given.member("Inès", "ae"))))
                .isInstanceOf(NotAllowed.class);

        given.run(() -> records.delete(types.byId("opportunity").orElseThrow(), deal, null, me));
        given.run(() -> pipelines.delete(made.key(), me));
        assertThat(given.in(() -> pipelines.all(Locale.FRANCE)))
                .extracting(Pipeline::key)
                .doesNotContain(made.key());
    }

    @Test
    void settings_say_what_is_wrong_where_it_is(Given given) {
        var me = given.administrator();
        assertThat(mvc.get().uri("/settings/pipelines").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Renouvellements", "Partenaires");
        var wrong = mvc.post()
                .uri("/settings/pipelines/renewal")
                .param("name", "Renouvellements")
                .param("version", "0")
                .param("discovery.probability", "abc")
                .param("proposal.rules", "opportunity.amoun > 3")
                .with(csrf())
                .with(given.signedIn(me));
        assertThat(wrong).hasStatus(422).bodyText().contains("Donnez un nombre entier", "opportunity.amoun &gt; 3");
        var right = mvc.post()
                .uri("/settings/pipelines/renewal")
                .param("name", "Reconductions")
                .param("version", "0")
                .param("discovery.probability", "70")
                .param("closing.fields", "close_date")
                .param("closing.rules", "opportunity.amount > 0 // Montant chiffré")
                .param("closing.sub_stages", "Relecture | Review")
                .with(csrf())
                .with(given.signedIn(me));
        assertThat(right).hasStatus(303);
        var saved = given.in(() -> pipelines.find("renewal", Locale.ENGLISH));
        assertThat(saved.name()).isEqualTo("Reconductions");
        assertThat(saved.stage("closing").asks())
                .containsExactly(Ask.field("close_date"), Ask.rule("opportunity.amount > 0", "Montant chiffré"));
        assertThat(saved.stage("closing").subStages()).containsExactly(new Words("Relecture", "Review"));
    }
}
