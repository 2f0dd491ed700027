package io.diabolo.health.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Who leaves is learned from the workspace's own contracts, and said with its reasons. */
@DiaboloTest
class ChurnTest {
    private final DSLContext sql;
    private final ChurnHistory history;
    private final ChurnModels models;
    private final MockMvcTester mvc;

    ChurnTest(DSLContext sql, ChurnHistory history, ChurnModels models, MockMvcTester mvc) {
        this.sql = sql;
        this.history = history;
        this.models = models;
        this.mvc = mvc;
    }

    /** Customers of four years: the small ones mostly leave within a year, the large ones mostly stay. */
    private void past(Given given, int customers) {
        given.run(() -> {
            sql.execute("""
                    with made as (
                        select uuidv7() as id, i, case i % 2 when 0 then 'micro' else 'enterprise' end as segment,
                               (i * 7919) % 100 as luck from generate_series(1, ?) i)
                    insert into company (id, name, segment) select id, 'Client ' || i || ' ' || luck, segment from made
                    """, customers);
            sql.execute("""
                    insert into contract (name, company_id, currency, rate, starts_on, renewal_on, state, ends_on)
                    select c.name, c.id, 'EUR', 1, s.day, (s.day + interval '5 years')::date,
                           case when l.gone then 'ended' else 'running' end,
                           case when l.gone then s.day + 330 end
                    from (select *, substring(name from '[0-9]+$')::integer as luck,
                                 substring(name from 'Client ([0-9]+)')::integer as i from company where name like 'Client %') c
                    cross join lateral (select (now() at time zone 'Europe/Paris')::date - 1400 + (c.i % 40) * 20 as day) s
                    cross join lateral (select c.luck < case c.segment when 'micro' then 80 else 10 end as gone) l
                    """);
            sql.execute("""
                    insert into contract_line (contract_id, name, amount_minor, period, from_on, monthly_minor, yearly_minor)
                    select id, 'Licence', 10000, 'month', starts_on, 10000, 120000 from contract""");
        });
    }

    private void learn(Given given) {
        assertThat(mvc.post()
                        .uri("/settings/churn/trainings")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(303);
        await().atMost(Duration.ofSeconds(60)).until(() -> given.in(models::isAny));
    }

    @Test
    void it_says_so_where_there_is_too_little_history(Given given) {
        past(given, 10);
        assertThat(mvc.get().uri("/settings/churn").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("Trop peu de passé", "sur 300 au moins", "disabled")
                .doesNotContain("??");
        assertThat(mvc.get()
                        .uri("/api/v1/churn-prediction")
                        .header("Authorization", given.bearer(given.administrator(), Scope.READ)))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.auc")
                .isNull();
    }

    @Test
    void a_case_knows_only_what_was_known_on_its_day(Given given) {
        past(given, 20);
        given.run(() -> {
            sql.execute("""
                    insert into ticket (subject, company_id, opened_at, priority)
                    select 'Panne', id, now() - interval '1 day', 'urgent' from company""");
            var cases = history.past();
            assertThat(cases).isNotEmpty().allSatisfy(one -> {
                assertThat(one.sample().traits().numbers().get("tickets")).isEqualTo(0.0);
                assertThat(one.begun()).isBefore(java.util.Objects.requireNonNull(one.decided()));
            });
            assertThat(cases.stream().filter(one -> one.sample().positive())).isNotEmpty();
            assertThat(history.size().cases()).isEqualTo(cases.size());
        });
    }

    @Test
    void it_learns_from_the_contracts_and_explains_itself(Given given) {
        past(given, 240);
        var company = given.in(() -> (UUID) sql.fetchValue("""
                select k.company_id from contract k join company c on c.id = k.company_id
                where k.state = 'running' and c.segment = 'micro' order by k.starts_on desc limit 1"""));
        var steady = given.in(() -> (UUID) sql.fetchValue("""
                select k.company_id from contract k join company c on c.id = k.company_id
                where k.state = 'running' and c.segment = 'enterprise' order by k.starts_on desc limit 1"""));
        learn(given);
        var me = given.administrator();
        for (var one : new UUID[] {company, steady}) {
            assertThat(mvc.post()
                            .uri("/companies/" + one + "/health/measurements")
                            .with(given.signedIn(me))
                            .with(csrf()))
                    .hasStatus(303);
        }
        assertThat(churn(given, company)).isGreaterThan(churn(given, steady));
        assertThat(mvc.get().uri("/companies/" + company + "/health").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Risque de départ dans les six mois", "Segment", "micro")
                .doesNotContain("??");
        assertThat(mvc.get().uri("/settings/churn").with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("AUC", "Brier", "<circle", "Segment")
                .doesNotContain("??");
        assertThat(given.in(() -> java.util.Objects.requireNonNull(models.newest())
                        .goodness()
                        .auc()))
                .isGreaterThan(0.6);
    }

    private int churn(Given given, UUID company) {
        return given.<Integer>in(
                () -> sql.fetchSingle("select coalesce(churn, -1) from health where company_id = ?", company)
                        .get(0, Integer.class));
    }

    @Test
    void who_may_not_change_rules_may_not_look_behind_it(Given given) {
        assertThat(mvc.get().uri("/settings/churn").with(given.signedIn(given.member("Paul", "sdr"))))
                .hasStatus(403);
    }
}
