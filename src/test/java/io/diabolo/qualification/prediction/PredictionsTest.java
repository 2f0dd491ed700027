package io.diabolo.qualification.prediction;

import static io.diabolo.jooq.Tables.LEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class PredictionsTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Training training;
    private final LeadModels models;
    private final MockMvcTester mvc;

    PredictionsTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Training training,
            LeadModels models,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.training = training;
        this.models = models;
        this.mvc = mvc;
    }

    /** Leads of the past: those from the fair are mostly qualified, those from the directory mostly not. */
    private void past(Given given, int leads) {
        given.run(() -> sql.execute("""
                with made as (
                    select uuidv7() as lead, uuidv7() as journey, i,
                           case i % 3 when 0 then 'Salon' when 1 then 'Site' else 'Annuaire' end as source,
                           (i * 7919) % 100 < case i % 3 when 0 then 85 when 1 then 40 else 10 end as qualified
                    from generate_series(1, ?) i),
                journeys as (
                    insert into journey (id, lead_id, start_stage, furthest_stage, current_stage, exited)
                    select journey, lead, 2, case when qualified then 3 else 2 end,
                           case when qualified then 3 else 11 end, not qualified from made)
                insert into lead (id, journey_id, name, external_id, source, channel, status, stage, created_at, score)
                select lead, journey, 'Lead ' || i, 'x' || i, source, 'inbound',
                       case when qualified then 'qualified' else 'disqualified' end,
                       case when qualified then 'qualified' else 'disqualified' end,
                       now() - interval '200 days' + i * interval '4 hours',
                       case when qualified then 90 else 10 end
                from made""", leads));
    }

    private UUID lead(Given given, String source) {
        return given.in(() -> records.create(
                        types.byId("lead").orElseThrow(),
                        Map.of("last_name", "Martin", "source", source, "channel", "inbound"),
                        given.administrator())
                .record()
                .id());
    }

    private void learn(Given given) {
        assertThat(mvc.post()
                        .uri("/settings/prediction/trainings")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);
        await().atMost(Duration.ofSeconds(40)).until(() -> given.in(models::isAny));
    }

    @Test
    void it_says_so_where_there_is_too_little_history(Given given) {
        past(given, 120);
        assertThat(mvc.get().uri("/settings/prediction").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("120 leads décidés sur 300", "disabled")
                .doesNotContain("??");
        assertThat(mvc.get()
                        .uri("/api/v1/leads/" + lead(given, "Salon") + "/score")
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.prediction")
                .isNull();
    }

    @Test
    void it_learns_from_the_workspaces_leads_and_explains_itself(Given given) {
        past(given, 900);
        var before = lead(given, "Annuaire");
        learn(given);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(predicted(given, before)).isBetween(1, 30));
        var after = lead(given, "Salon");
        assertThat(predicted(given, after)).isBetween(65, 99);
        assertThat(mvc.get()
                        .uri("/api/v1/leads/" + after + "/score")
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"probability\":0.", "\"field\":\"source\"", "\"value\":\"salon\"");
        assertThat(mvc.get().uri("/leads/" + after + "/score").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("Prévision", "Source", "salon")
                .doesNotContain("??");
        assertThat(mvc.get().uri("/settings/prediction").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("AUC", "Brier", "<circle", "Source")
                .doesNotContain("??");
        assertThat(mvc.get()
                        .uri("/leads?columns=name,predicted&sort=-predicted")
                        .with(given.signedIn(given.administrator())))
                .hasStatusOk();
    }

    private Integer predicted(Given given, UUID lead) {
        return given.in(() -> {
            var share = sql.select(LEAD.PREDICTED)
                    .from(LEAD)
                    .where(LEAD.ID.eq(lead))
                    .fetchSingle()
                    .value1();
            return share == null ? -1 : (int) share;
        });
    }

    @Test
    void what_was_written_after_the_outcome_isn_t_learned_from(Given given) {
        past(given, 400);
        var me = given.administrator();
        var lead = lead(given, "Site");
        given.run(() -> sql.update(LEAD)
                .set(
                        LEAD.CREATED_AT,
                        java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).minusDays(10))
                .where(LEAD.ID.eq(lead))
                .execute());
        // Ten days later somebody writes down that it came from the fair.
        given.run(() -> sql.execute(
                "insert into change_set (id, member_id, origin, action) values (uuidv7(), ?, 'page', 'lead.updated')",
                me.member().value()));
        given.run(() -> sql.execute("""
                insert into change (change_set_id, record_type, record_id, kind, before, after, at)
                select id, 'lead', ?, 'updated', '{"source": "Site"}', '{"source": "Salon"}', now() + interval '1 hour'
                from change_set where action = 'lead.updated' order by created_at desc limit 1""", lead));
        given.run(() -> sql.update(LEAD)
                .set(LEAD.SOURCE, "Salon")
                .where(LEAD.ID.eq(lead))
                .execute());
        var model = WorkspaceScope.in(given.workspace(), () -> given.in(() -> training.learn(training.decided())));
        assertThat(model).isNotNull();
        assertThat(model.predictor().fields()).doesNotContain("status", "stage", "score", "owner", "reason");
        assertThat(model.goodness().auc()).isBetween(0.6, 0.97);
        assertThat(given.in(() -> history(lead)).traits().words()).containsEntry("source", "site");
    }

    @Test
    void a_decision_that_was_taken_back_is_none(Given given) {
        var lead = lead(given, "Site");
        given.run(() -> sql.execute("""
                with made as (
                    insert into change_set (member_id, origin, action, voided_at) values (?, 'page', 'lead.moved', now())
                    returning id)
                insert into journey_entry (journey_id, subject_type, subject_id, to_stage, occurred_at, change_set_id)
                select lead.journey_id, 'lead', lead.id, 3, now(), made.id from made, lead where lead.id = ?""", given.administrator().member().value(), lead));
        assertThat(given.in(() -> history(lead)).decided()).isNull();
    }

    private Known history(UUID lead) {
        return new LeadHistory(sql).known(LEAD.ID.eq(lead), 1).getFirst();
    }

    @Test
    void only_who_may_edit_rules_lets_it_learn(Given given) {
        var sdr = given.member("Inès Lambert", "sdr");
        assertThat(mvc.post()
                        .uri("/settings/prediction/trainings")
                        .with(given.signedIn(sdr))
                        .with(csrf()))
                .hasStatus(403);
        assertThat(mvc.post()
                        .uri("/api/v1/lead-prediction/trainings")
                        .header("Authorization", given.bearer(sdr, Scope.WRITE)))
                .hasStatus(403);
    }

    @Test
    void no_rule_decides_by_it(Given given) {
        for (var purpose : new String[] {"routing", "fit"}) {
            assertThat(mvc.post()
                            .uri("/api/v1/rule-sets/" + purpose + "/checks")
                            .header("Authorization", given.bearer(given.administrator(), Scope.WRITE))
                            .contentType(org.springframework.http.MediaType.APPLICATION_JSON)
                            .content("{\"expression\": \"lead.predicted > 50\"}"))
                    .hasStatusOk()
                    .bodyJson()
                    .extractingPath("$.right")
                    .isEqualTo(false);
        }
    }
}
