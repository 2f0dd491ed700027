package io.diabolo.health;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.HEALTH;
import static io.diabolo.jooq.Tables.HEALTH_DAY;
import static io.diabolo.jooq.Tables.HEALTH_RISK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.jooq.tables.records.HealthRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.rules.Rule;
import io.diabolo.rules.Rules;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** How customers are is scored by rules and explained, and what is in danger is answered once. */
@DiaboloTest
class HealthTest {
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Rules rules;
    private final MeasureHealth measuring;
    private final HealthRiskQueue queue;
    private final HealthFigure figure;
    private final Clock clock;

    HealthTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            Rules rules,
            MeasureHealth measuring,
            HealthRiskQueue queue,
            HealthFigure figure,
            Clock clock) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.rules = rules;
        this.measuring = measuring;
        this.queue = queue;
        this.figure = figure;
        this.clock = clock;
    }

    private UUID create(Given given, String plural, Map<String, String> input) {
        return given.in(() -> records.create(types.byPlural(plural), input, given.administrator())
                .record()
                .id());
    }

    /** A customer whose contract ends far from now. */
    private UUID customer(Given given, String name, Actor csm, Map<String, String> more) {
        var input = new HashMap<>(Map.of("name", name, "segment", "smb"));
        input.putAll(more);
        var company = create(given, "companies", input);
        given.run(() -> sql.execute("""
                insert into contract (name, company_id, currency, starts_on, renewal_on, notice_on, csm_id)
                values (?, ?, 'EUR', (now() at time zone 'Europe/Paris')::date - 100, (now() at time zone 'Europe/Paris')::date + 265, (now() at time zone 'Europe/Paris')::date + 175, ?)
                """, name, company, csm.member().value()));
        return company;
    }

    private void use(Given given, UUID company, int daysAgo, int count) {
        given.run(() -> sql.execute(
                "insert into usage_day (company_id, feature, day, count, events) values (?, 'export', (now() at time zone 'Europe/Paris')::date - ?::int, ?, 1)",
                company,
                daysAgo,
                count));
    }

    private void measure(Given given) {
        given.run(() -> measuring.all((_, _) -> {}));
    }

    private HealthRecord health(Given given, UUID company) {
        return given.in(() ->
                sql.selectFrom(HEALTH).where(HEALTH.COMPANY_ID.eq(company)).fetchSingle());
    }

    private int count(Given given, String question, Object... values) {
        return given.<Integer>in(() -> sql.fetchSingle(question, values).get(0, Integer.class));
    }

    /** These rules and no others. */
    private void only(Given given, Rule... some) {
        only(
                given,
                HealthRules.ID,
                Map.of(HealthRules.START, 60L, HealthRules.GOOD_FROM, 70L, HealthRules.WATCH_FROM, 40L),
                some);
    }

    private void only(Given given, String purpose, Map<String, Long> settings, Rule... some) {
        given.run(() -> rules.save(purpose, List.of(some), settings, null, given.administrator()));
    }

    private String page(Given given, UUID company) throws Exception {
        var answer = mvc.get()
                .uri("/companies/" + company + "/health")
                .with(given.signedIn(given.administrator()))
                .exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsString();
    }

    @Test
    void each_point_is_explained_by_a_rule_and_what_it_asks_for(Given given) throws Exception {
        var csm = given.member("Inès", "csm");
        var company = customer(given, "Fonderie de l’Aa", csm, Map.of());
        use(given, company, 40, 100);
        use(given, company, 20, 10);
        create(given, "tickets", Map.of("subject", "Panne", "company", company.toString(), "priority", "urgent"));
        measure(given);
        var row = health(given, company);
        // 60 − 20 (use) − 15 (idle for 20 days) − 10 (urgent ticket) + 10 (all features used)
        assertThat(row.getUsageTrend()).isEqualTo(-90);
        assertThat(row.getIdleDays()).isEqualTo(20);
        assertThat(row.getUrgentTickets()).isEqualTo(1);
        assertThat(row.getScore()).isEqualTo((short) 25);
        assertThat(row.getBand()).isEqualTo("risk");
        assertThat(page(given, company))
                .contains("25 sur 100", "part de 60 points", "Évolution de l’usage (%) ≤", "− 20 points")
                .contains("Évolution de l’usage (%)\u00a0: −90", "/tickets?filter[company]=" + company)
                .doesNotContain("??");
        assertThat(mvc.get()
                        .uri("/api/v1/companies/" + company + "/health")
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"score\":25", "\"band\":\"risk\"", "\"field\":\"health.usage_trend\"", "\"history\":[{");
    }

    @Test
    void a_rule_for_a_segment_counts_for_that_segment_only(Given given) {
        var csm = given.member("Inès", "csm");
        var large = customer(given, "Grande", csm, Map.of("segment", "enterprise"));
        var small = customer(given, "Petite", csm, Map.of());
        only(given, Rule.giving(-30, "company.segment == \"enterprise\" && health.contracts >= 1"));
        measure(given);
        assertThat(health(given, large).getScore()).isEqualTo((short) 30);
        assertThat(health(given, small).getScore()).isEqualTo((short) 60);
    }

    @Test
    void a_day_is_noted_when_something_changed_and_says_why(Given given) throws Exception {
        var csm = given.member("Inès", "csm");
        var company = customer(given, "Fonderie", csm, Map.of());
        only(given, Rule.giving(-25, "health.open_tickets >= 1"));
        measure(given);
        measure(given);
        given.run(() -> sql.update(HEALTH_DAY)
                .set(HEALTH_DAY.DAY, HEALTH_DAY.DAY.minus(40))
                .execute());
        measure(given);
        assertThat(count(given, "select count(*) from health_day")).isEqualTo(1);
        create(given, "tickets", Map.of("subject", "Panne", "company", company.toString()));
        measure(given);
        measure(given);
        assertThat(count(given, "select count(*) from health_day")).isEqualTo(2);
        assertThat(health(given, company).getChange()).isEqualTo((short) -25);
        assertThat(page(given, company))
                .contains("S’applique", "Tickets ouverts ≥ 1", "en baisse de 25 points", "<svg");
    }

    @Test
    void where_a_band_begins_is_a_setting(Given given) {
        var csm = given.member("Inès", "csm");
        var company = customer(given, "Fonderie", csm, Map.of());
        only(given, Rule.giving(0, "health.contracts >= 1"));
        measure(given);
        assertThat(health(given, company).getBand()).isEqualTo("watch");
        only(
                given,
                HealthRules.ID,
                Map.of(HealthRules.START, 60L, HealthRules.GOOD_FROM, 55L, HealthRules.WATCH_FROM, 40L),
                Rule.giving(0, "health.contracts >= 1"));
        measure(given);
        assertThat(health(given, company).getBand()).isEqualTo("good");
        assertThat(mvc.post()
                        .uri("/settings/rules/health")
                        .param("settings.health_good", "400")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("de 1 à 100");
    }

    private UUID inDanger(Given given, Actor csm) {
        var company = customer(given, "Fonderie", csm, Map.of());
        only(given, Rule.giving(-45, "health.open_tickets >= 1"));
        create(given, "tickets", Map.of("subject", "Panne", "company", company.toString()));
        return company;
    }

    @Test
    void a_risk_opens_its_playbook_once_though_two_look_at_the_same_time(Given given) throws Exception {
        var csm = given.member("Inès", "csm");
        var company = inDanger(given, csm);
        measureTwiceAtOnce(given);
        measure(given);
        assertThat(count(given, "select count(*) from health_risk")).isEqualTo(1);
        assertThat(count(given, "select count(*) from health_task")).isEqualTo(4);
        assertThat(count(given, "select count(*) from activity where kind = 'task' and company_id = ?", company))
                .isEqualTo(4);
        given.run(() -> {
            var risk = sql.selectFrom(HEALTH_RISK).fetchSingle();
            assertThat(risk.getPlaybook()).isEqualTo(Playbooks.RECOVERY);
            assertThat(risk.getOwnerId()).isEqualTo(csm.member().value());
            assertThat(risk.getReason()).isEqualTo("Santé = À risque\u00a0; surtout\u00a0: Tickets ouverts ≥ 1");
        });
        assertThat(page(given, company)).contains("Plan d’action", "Redresser", "Appeler le client");
    }

    private void measureTwiceAtOnce(Given given) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> one = () -> {
                measure(given);
                return true;
            };
            for (var each : threads.invokeAll(List.of(one, one))) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @Test
    void it_comes_onto_the_desk_with_its_reason_and_is_over_when_the_customer_recovered(Given given) {
        var csm = given.member("Inès", "csm");
        var company = inDanger(given, csm);
        measure(given);
        assertThat(next(given, csm)).singleElement().satisfies(entry -> {
            assertThat(entry.record()).isEqualTo(company);
            assertThat(entry.reason().key()).isEqualTo("queue.risk");
            assertThat(entry.reason().args())
                    .contains("Santé = À risque\u00a0; surtout\u00a0: Tickets ouverts ≥ 1", 15);
        });
        given.run(() -> sql.execute("update ticket set status = 'solved'"));
        measure(given);
        assertThat(next(given, csm)).isEmpty();
        given.run(() -> {
            assertThat(sql.selectFrom(HEALTH_RISK).fetchSingle().getOutcome()).isEqualTo("recovered");
            assertThat(sql.fetchCount(ACTIVITY, ACTIVITY.KIND.eq("task"), ACTIVITY.DELETED_AT.isNull()))
                    .isZero();
        });
    }

    private List<QueueEntry> next(Given given, Actor who) {
        return given.in(() -> queue.next(new QueueRequest(who.member(), "csm", clock.instant(), 20)));
    }

    @Test
    void what_is_put_aside_needs_a_reason_and_isn_t_brought_up_again_soon(Given given) {
        var csm = given.member("Inès", "csm");
        var company = inDanger(given, csm);
        measure(given);
        var risk = given.in(() -> sql.selectFrom(HEALTH_RISK).fetchSingle().getId());
        var path = "/companies/" + company + "/health/risks/" + risk + "/ending";
        assertThat(mvc.post().uri(path).with(given.signedIn(csm)).with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Dites pourquoi");
        assertThat(mvc.post()
                        .uri(path)
                        .param("note", "Déjà réglé")
                        .with(given.signedIn(csm))
                        .with(csrf()))
                .hasStatus(303);
        measure(given);
        assertThat(count(given, "select count(*) from health_risk where ended_at is null"))
                .isZero();
        given.run(() -> sql.update(HEALTH_RISK)
                .set(
                        HEALTH_RISK.ENDED_AT,
                        HEALTH_RISK.ENDED_AT.minus(org.jooq.types.DayToSecond.valueOf(Duration.ofDays(31))))
                .execute());
        measure(given);
        assertThat(count(given, "select count(*) from health_risk where ended_at is null"))
                .isEqualTo(1);
    }

    @Test
    void a_customer_who_left_has_no_health_and_no_risk_but_its_past(Given given) {
        var csm = given.member("Inès", "csm");
        var company = inDanger(given, csm);
        measure(given);
        given.run(() -> sql.update(CONTRACT).set(CONTRACT.STATE, "ended").execute());
        measure(given);
        assertThat(count(given, "select count(*) from health")).isZero();
        assertThat(count(given, "select count(*) from health_risk where outcome = 'left'"))
                .isEqualTo(1);
        assertThat(count(given, "select count(*) from health_day where company_id = ?", company))
                .isEqualTo(1);
    }

    @Test
    void own_playbooks_answer_own_rules_and_one_that_is_taken_away_is_answered_by_the_general_one(Given given) {
        var csm = given.member("Inès", "csm");
        var me = given.administrator();
        assertThat(mvc.post()
                        .uri("/settings/playbooks")
                        .param("name", "Visite")
                        .param("tasks[0].subject", "Aller sur place")
                        .param("tasks[0].who", "csm")
                        .param("tasks[0].days", "beaucoup")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Visite", "Aller sur place", "beaucoup", "nombre de jours de 0 à 365");
        assertThat(mvc.post()
                        .uri("/settings/playbooks")
                        .param("name", "Visite")
                        .param("tasks[0].subject", "Aller sur place")
                        .param("tasks[0].who", "csm")
                        .param("tasks[0].days", "3")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(303);
        var key = given.in(() -> String.valueOf(sql.fetchValue("select key from playbook")));
        var company = inDanger(given, csm);
        only(
                given,
                RiskRules.ID,
                Map.of(RiskRules.RECOVERED_FROM, 50L),
                Rule.deciding(key, "health.open_tickets >= 1"));
        measure(given);
        given.run(() -> assertThat(sql.selectFrom(ACTIVITY)
                        .where(ACTIVITY.COMPANY_ID.eq(company))
                        .and(ACTIVITY.KIND.eq("task"))
                        .fetchSingle())
                .satisfies(task -> {
                    assertThat(task.getSubject()).isEqualTo("Aller sur place");
                    assertThat(task.getOwnerId()).isEqualTo(csm.member().value());
                    assertThat(task.getBody()).contains("Visite", "15 sur 100");
                }));
        var other = given.member("Nora", "ae");
        assertThat(mvc.post()
                        .uri("/settings/playbooks/" + key + "/removal")
                        .with(given.signedIn(other))
                        .with(csrf()))
                .hasStatus(403);
        assertThat(mvc.post()
                        .uri("/settings/playbooks/" + key + "/removal")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(count(given, "select count(*) from health_task")).isEqualTo(1);
    }

    @Test
    void who_sees_only_their_own_sees_the_health_of_their_own(Given given) {
        var csm = given.memberWhoSeesOwn("Inès", "csm");
        var other = given.memberWhoSeesOwn("Nora", "csm");
        var company = customer(given, "Fonderie", csm, Map.of());
        measure(given);
        var path = "/companies/" + company + "/health";
        assertThat(mvc.get().uri(path).with(given.signedIn(csm))).hasStatusOk();
        assertThat(mvc.get().uri(path).with(given.signedIn(other))).hasStatus(404);
        assertThat(mvc.post()
                        .uri(path + "/measurements")
                        .with(given.signedIn(other))
                        .with(csrf()))
                .hasStatus(404);
        assertThat(mvc.get().uri("/account-health").with(given.signedIn(csm)))
                .hasStatusOk()
                .bodyText()
                .contains("Fonderie");
        assertThat(mvc.get().uri("/account-health").with(given.signedIn(other)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain("Fonderie");
        var sdr = given.member("Paul", "sdr");
        assertThat(mvc.post()
                        .uri(path + "/measurements")
                        .with(given.signedIn(sdr))
                        .with(csrf()))
                .hasStatus(403);
    }

    @Test
    void another_workspace_sees_nothing(Given given, Given other) {
        var csm = given.member("Inès", "csm");
        var company = customer(given, "Fonderie", csm, Map.of());
        measure(given);
        if (given.workspace().equals(other.workspace())) {
            return;
        }
        measure(other);
        assertThat(count(other, "select count(*) from health")).isZero();
        assertThat(mvc.get().uri("/companies/" + company + "/health").with(other.signedIn(other.administrator())))
                .hasStatus(404);
        assertThat(mvc.get()
                        .uri("/api/v1/companies/" + company + "/health")
                        .header("Authorization", other.bearer(other.administrator(), Scope.READ)))
                .hasStatus(404);
    }

    @Test
    void the_list_is_filtered_and_sorted_and_leads_to_the_customer(Given given) {
        var csm = given.member("Inès", "csm");
        var company = inDanger(given, csm);
        customer(given, "Brodard", csm, Map.of());
        measure(given);
        var me = given.administrator();
        assertThat(mvc.get()
                        .uri("/account-health?filter[band]=risk&sort=-change")
                        .with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Fonderie", "À risque")
                .doesNotContain("Brodard", "??");
        var id = health(given, company).getId();
        assertThat(mvc.get().uri("/account-health/" + id).with(given.signedIn(me)))
                .hasStatus(303)
                .hasRedirectedUrl("/companies/" + company + "/health");
        assertThat(mvc.get().uri("/customers/health").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Fonderie", "Clients à risque", "PME")
                .doesNotContain("??");
        assertThat(mvc.get().uri("/companies/" + company).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("15 sur 100", "/companies/" + company + "/health");
        assertThat(mvc.get()
                        .uri("/api/v1/account-health?filter[score][lte]=20")
                        .header("Authorization", given.bearer(me, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains(company.toString());
    }

    @Test
    void rules_are_tried_before_they_act(Given given) {
        var csm = given.member("Inès", "csm");
        var company = inDanger(given, csm);
        measure(given);
        var me = given.administrator();
        assertThat(mvc.post()
                        .uri("/settings/rules/health/trials")
                        .param("record", "fond")
                        .param("rules[0].expression", "health.open_tickets >= 1")
                        .param("rules[0].points", "-5")
                        .param("rules[0].active", "true")
                        .param("settings.health_start", "80")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatusOk()
                .bodyText()
                .contains("Fonderie", "75 sur 100");
        assertThat(mvc.post()
                        .uri("/settings/rules/health/replays")
                        .param("rules[0].expression", "health.open_tickets >= 1")
                        .param("rules[0].points", "-5")
                        .param("rules[0].active", "true")
                        .param("settings.health_start", "80")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatusOk()
                .bodyText()
                .contains("1 fiche examinée, 1 changerait");
        assertThat(mvc.post()
                        .uri("/settings/rules/health")
                        .param("rules[0].expression", "health.score > 3")
                        .with(given.signedIn(me))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("health.score");
        assertThat(health(given, company).getScore()).isEqualTo((short) 15);
    }

    @Test
    void the_figure_of_the_desk_counts_those_in_hand(Given given) {
        var csm = given.member("Inès", "csm");
        inDanger(given, csm);
        customer(given, "Brodard", given.member("Nora", "csm"), Map.of());
        measure(given);
        given.run(() -> sql.update(HEALTH)
                .set(HEALTH.BAND, "good")
                .where(HEALTH.SCORE.gt((short) 50))
                .execute());
        var all =
                given.in(() -> figure.value("health", new FigureRequest(List.of(), clock.instant(), clock.instant())));
        assertThat(all.value()).isEqualTo(0.5);
        var theirs = given.in(() ->
                figure.value("health", new FigureRequest(List.of(csm.member()), clock.instant(), clock.instant())));
        assertThat(theirs.value()).isEqualTo(0.0);
        assertThat(theirs.counted()).isEqualTo(1);
    }

    @Test
    void what_is_measured_comes_from_where_it_is_kept(Given given) {
        var csm = given.member("Inès", "csm");
        var company = customer(given, "Fonderie", csm, Map.of());
        var elsewhere = create(given, "companies", Map.of("name", "Ailleurs"));
        var survey = create(given, "surveys", Map.of("name", "NPS", "state", "running", "occasion", "link"));
        create(given, "responses", Map.of("survey", survey.toString(), "company", company.toString(), "score", "3"));
        create(
                given,
                "value-metrics",
                Map.of(
                        "name",
                        "Retouches",
                        "company",
                        company.toString(),
                        "baseline",
                        "0",
                        "target",
                        "10",
                        "due_on",
                        "2020-01-01"));
        given.run(() -> {
            sql.execute("update value_metric set reached = 40");
            sql.execute("""
                    insert into contract_line (contract_id, name, amount_minor, period, from_on, monthly_minor, yearly_minor)
                    select id, 'x', 10000, 'month', (now() at time zone 'Europe/Paris')::date - 100, 10000, 120000 from contract""");
            sql.execute("""
                    insert into contract_line (contract_id, name, amount_minor, period, from_on, monthly_minor, yearly_minor)
                    select id, 'y', 5000, 'month', (now() at time zone 'Europe/Paris')::date, 5000, 60000 from contract""");
            sql.execute(
                    "insert into activity (kind, company_id, at) values ('call', ?, now() - interval '12 days')",
                    company);
            var person = sql.fetchValue(
                    "insert into person (last_name, company_id) values ('Martin', ?) returning id", elsewhere);
            var journey = sql.fetchValue(
                    "insert into journey (start_stage, furthest_stage, current_stage) values (4, 7, 7) returning id");
            var deal = sql.fetchValue("""
                    insert into opportunity (journey_id, name, company_id, stage, currency, close_date)
                    values (?, 'Affaire', ?, 'won', 'EUR', (now() at time zone 'Europe/Paris')::date) returning id""", journey, company);
            sql.execute(
                    "insert into stakeholder (opportunity_id, person_id, part) values (?, ?, 'champion')",
                    deal,
                    person);
        });
        measure(given);
        var row = health(given, company);
        assertThat(row.getMrrMinor()).isEqualTo(15_000);
        assertThat(row.getMrrChange()).isEqualTo(50);
        assertThat(row.getNps()).isEqualTo(3);
        assertThat(row.getValueReached()).isEqualTo(40);
        assertThat(row.getValuesMissed()).isEqualTo(1);
        assertThat(row.getSilentDays()).isEqualTo(12);
        assertThat(row.getSponsorLeft()).isTrue();
        assertThat(row.getDaysToNotice()).isEqualTo(175);
        assertThat(row.getIdleDays()).isNull();
        assertThat(row.getOwnerId()).isEqualTo(csm.member().value());
    }
}
