package io.diabolo.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What each campaign brought and what that cost, under each model; the shares of a lead are always one together. */
@DiaboloTest
class AttributionTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Attribution attribution;
    private final MockMvcTester mvc;

    AttributionTest(DSLContext sql, Records records, RecordTypes types, Attribution attribution, MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.attribution = attribution;
        this.mvc = mvc;
    }

    private UUID create(Given given, String type, Map<String, ?> values) {
        return AForm.create(given, records, types, type, values, given.administrator());
    }

    private UUID campaign(Given given, String name) {
        return create(given, "campaign", Map.of("name", name, "cost", "1000 EUR"));
    }

    private UUID lead(Given given, String email) {
        return create(given, "lead", Map.of("last_name", "Martin", "email", email, "channel", "inbound"));
    }

    /** The lead's person met a campaign so many days before the lead was made. */
    private void touch(Given given, UUID lead, UUID campaign, int daysBefore) {
        given.run(() -> sql.execute("""
                insert into touch (at, kind, person_id, campaign_id)
                select created_at - make_interval(days => ?), 'visit', person_id, ? from lead where id = ?
                """, daysBefore, campaign, lead));
    }

    private Map<String, Double> shares(Given given, AttributionModel model, Actor me) {
        var all = new HashMap<String, Double>();
        var today = LocalDate.now(me.zone());
        var asked = new Attribution.Asked("campaign", model, today.minusDays(1), today.plusDays(1), 7);
        WorkspaceScope.in(given.workspace(), () -> attribution.of(asked, me))
                .lines()
                .forEach(line -> all.put(line.name(), Math.round(line.leads() * 1000) / 1000.0));
        return all;
    }

    @Test
    void each_model_shares_a_lead_out_as_it_says(Given given) {
        var me = given.administrator();
        var first = campaign(given, "Premier");
        var middle = campaign(given, "Milieu");
        var last = campaign(given, "Dernier");
        var lead = lead(given, "lea@brest.example");
        touch(given, lead, first, 14);
        touch(given, lead, middle, 7);
        touch(given, lead, last, 0);
        assertThat(shares(given, AttributionModel.FIRST, me))
                .containsEntry("Premier", 1.0)
                .containsEntry("Dernier", 0.0);
        assertThat(shares(given, AttributionModel.LAST, me)).containsEntry("Dernier", 1.0);
        assertThat(shares(given, AttributionModel.LINEAR, me)).containsEntry("Milieu", 0.333);
        assertThat(shares(given, AttributionModel.POSITION, me))
                .containsEntry("Premier", 0.4)
                .containsEntry("Milieu", 0.2)
                .containsEntry("Dernier", 0.4);
        // Half-lives of 2, 1 and 0: a quarter, a half and one, of one and three quarters.
        assertThat(shares(given, AttributionModel.DECAY, me))
                .containsEntry("Premier", 0.143)
                .containsEntry("Milieu", 0.286)
                .containsEntry("Dernier", 0.571);
        for (var model : AttributionModel.values()) {
            assertThat(shares(given, model, me).values().stream()
                            .mapToDouble(one -> one)
                            .sum())
                    .as(model.id())
                    .isCloseTo(1.0, within(0.002));
        }
    }

    @Test
    void two_touches_by_position_have_half_each_and_what_is_older_than_ninety_days_has_none(Given given) {
        var me = given.administrator();
        var one = campaign(given, "Un");
        var two = campaign(given, "Deux");
        var old = campaign(given, "Ancien");
        var lead = lead(given, "lea@brest.example");
        touch(given, lead, one, 10);
        touch(given, lead, two, 1);
        touch(given, lead, old, 91);
        assertThat(shares(given, AttributionModel.POSITION, me))
                .containsEntry("Un", 0.5)
                .containsEntry("Deux", 0.5)
                .containsEntry("Ancien", 0.0);
    }

    @Test
    void cost_is_divided_by_leads_qualified_ones_and_customers_and_opens_the_leads(Given given) {
        var me = given.administrator();
        var campaign = campaign(given, "Salon");
        var qualified = lead(given, "a@brest.example");
        touch(given, qualified, campaign, 1);
        touch(given, lead(given, "b@brest.example"), campaign, 1);
        lead(given, "c@brest.example");
        given.run(() -> sql.execute(
                "update journey set furthest_stage = 3 where id = (select journey_id from lead where id = ?)",
                qualified));
        var today = LocalDate.now(me.zone());
        var asked =
                new Attribution.Asked("campaign", AttributionModel.LINEAR, today.minusDays(1), today.plusDays(1), 7);
        var answer = WorkspaceScope.in(given.workspace(), () -> attribution.of(asked, me));
        assertThat(answer.leads()).isEqualTo(3);
        assertThat(answer.unattributed()).isEqualTo(1);
        var line = answer.lines().getFirst();
        assertThat(String.valueOf(line.perLead())).contains("500.00");
        assertThat(String.valueOf(line.perQualified())).contains("1000.00");
        assertThat(line.perCustomer()).isNull();
        assertThat(WorkspaceScope.in(given.workspace(), () -> attribution.behind(campaign, "leads", asked, me)))
                .hasSize(2)
                .extracting(Attribution.Behind::share)
                .containsOnly(1.0);
        assertThat(WorkspaceScope.in(given.workspace(), () -> attribution.behind(campaign, "qualified", asked, me)))
                .extracting(Attribution.Behind::lead)
                .containsExactly(qualified);
        var query = "?by=campaign&model=linear&from=" + today.minusDays(1) + "&to=" + today.plusDays(1);
        assertThat(mvc.get().uri("/attribution" + query).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Salon", "500");
        assertThat(mvc.get().uri("/attribution/" + campaign + query).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("/leads/" + qualified);
        assertThat(mvc.get().uri("/api/v1/attribution" + query).header("Authorization", given.bearer(me, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"unattributed\":1");
        assertThat(mvc.get()
                        .uri("/api/v1/attribution?model=guess")
                        .header("Authorization", given.bearer(me, Scope.READ)))
                .hasStatus(422);
    }

    @Test
    void an_asset_has_its_own_cost_per_lead_and_per_customer(Given given) {
        var me = given.administrator();
        var paper = create(given, "asset", Map.of("name", "Livre blanc", "cost", "600 EUR"));
        create(given, "asset", Map.of("name", "Webinaire", "cost", "900 EUR"));
        var won = lead(given, "a@brest.example");
        for (var lead : List.of(won, lead(given, "b@brest.example"), lead(given, "c@brest.example"))) {
            given.run(() -> sql.execute("""
                    insert into touch (at, kind, person_id, asset_id)
                    select created_at - interval '1 day', 'download', person_id, ? from lead where id = ?
                    """, paper, lead));
        }
        given.run(() -> sql.execute(
                "update journey set furthest_stage = 7 where id = (select journey_id from lead where id = ?)", won));
        var today = LocalDate.now(me.zone());
        var asked = new Attribution.Asked("asset", AttributionModel.LINEAR, today.minusDays(1), today.plusDays(1), 7);
        var answer = WorkspaceScope.in(given.workspace(), () -> attribution.of(asked, me));
        var line = answer.lines().stream()
                .filter(one -> one.name().equals("Livre blanc"))
                .findFirst()
                .orElseThrow();
        assertThat(line.customers()).isCloseTo(1, within(0.001));
        assertThat(String.valueOf(line.perLead())).contains("200.00");
        assertThat(String.valueOf(line.perCustomer())).contains("600.00");
        assertThat(WorkspaceScope.in(given.workspace(), () -> attribution.behind(paper, "customers", asked, me)))
                .extracting(Attribution.Behind::lead)
                .containsExactly(won);
        var query = "?by=asset&model=linear&from=" + today.minusDays(1) + "&to=" + today.plusDays(1);
        assertThat(mvc.get().uri("/attribution" + query).with(given.signedIn(me)))
                .hasStatusOk()
                .bodyText()
                .contains("Livre blanc", "600");
        assertThat(mvc.get().uri("/api/v1/attribution" + query).header("Authorization", given.bearer(me, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"by\":\"asset\"", "\"cost_per_customer\":{", "600");
    }

    @Test
    void who_sees_only_their_own_leads_is_told_of_these_and_a_neighbour_of_none(Given given, Given.Kit worlds) {
        var campaign = campaign(given, "Salon");
        touch(given, lead(given, "a@brest.example"), campaign, 1);
        var sdr = given.memberWhoSeesOwn("Nora Petit", "sdr");
        assertThat(shares(given, AttributionModel.LINEAR, sdr)).containsEntry("Salon", 0.0);
        var neighbour = worlds.given();
        assertThat(shares(neighbour, AttributionModel.LINEAR, neighbour.administrator()))
                .isEmpty();
    }

    @Test
    void the_interval_of_a_difference_is_that_of_the_literature() {
        // Newcombe 1998, table II, example (a): 56/70 and 48/80, method 10: 0.0524 to 0.3339.
        var both = Proportions.of(Proportions.Share.of(48, 80), Proportions.Share.of(56, 70));
        assertThat(both.difference()).isCloseTo(0.2, within(1e-9));
        assertThat(both.low()).isCloseTo(0.0524, within(0.0001));
        assertThat(both.high()).isCloseTo(0.3339, within(0.0001));
        assertThat(both.verdict()).isEqualTo("better");
        // Wilson's interval of 0 in 10: 0 to 0.2775.
        assertThat(Proportions.Share.of(0, 10).high()).isCloseTo(0.2775, within(0.0001));
        assertThat(Proportions.of(Proportions.Share.of(5, 10), Proportions.Share.of(6, 10))
                        .verdict())
                .isEqualTo("open");
        assertThat(List.of(Proportions.of(Proportions.Share.of(80, 100), Proportions.Share.of(40, 100))
                        .verdict()))
                .containsExactly("worse");
    }
}
