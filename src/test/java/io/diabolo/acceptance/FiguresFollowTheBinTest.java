package io.diabolo.acceptance;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.diabolo.insight.Funnel;
import io.diabolo.insight.FunnelQuery;
import io.diabolo.insight.Funnels;
import io.diabolo.journey.JourneyVerification;
import io.diabolo.journey.Stage;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.UnsupportedEncodingException;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What lies in the bin, or was undone, counts nowhere; what returns counts again. */
@DiaboloTest
class FiguresFollowTheBinTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Opportunities opportunities;
    private final Funnels funnels;
    private final Undo undo;
    private final JourneyVerification verification;
    private final MockMvcTester mvc;

    FiguresFollowTheBinTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Opportunities opportunities,
            Funnels funnels,
            Undo undo,
            JourneyVerification verification,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.opportunities = opportunities;
        this.funnels = funnels;
        this.undo = undo;
        this.verification = verification;
        this.mvc = mvc;
    }

    @Test
    void a_deleted_lead_leaves_the_funnel_and_returns_to_it(Given given) {
        var me = given.administrator();
        create(given, "lead", Map.of("last_name", "Martin"));
        var spam = create(given, "lead", Map.of("last_name", "Spam"));
        assertThat(reached(given, Stage.LEAD)).isEqualTo(2);

        var deletion = given.in(() -> records.delete(type("lead"), spam, null, me));
        assertThat(reached(given, Stage.LEAD)).isEqualTo(1);
        assertThat(listed(given, "leads")).isEqualTo(1);
        assertThat(listed(given, "journeys")).isEqualTo(1);

        given.run(() -> undo.reverse(deletion, me));
        assertThat(reached(given, Stage.LEAD)).isEqualTo(2);

        given.run(() -> records.delete(type("lead"), spam, null, me));
        given.run(() -> records.restore(type("lead"), spam, me));
        assertThat(reached(given, Stage.LEAD)).isEqualTo(2);
        assertThat(listed(given, "journeys")).isEqualTo(2);
        assertTrue(given);
    }

    @Test
    void a_deleted_deal_takes_its_money_and_its_win_along_and_leaves_its_lead_where_it_stood(Given given) {
        var me = given.administrator();
        var lead = create(given, "lead", Map.of("last_name", "Martin", "channel", "inbound"));
        var deal = create(given, "opportunity", deal(lead));
        WorkspaceScope.run(given.workspace(), () -> opportunities.move(deal, Stage.WON, null, me));
        assertThat(reached(given, Stage.WON)).isEqualTo(1);
        assertThat(recurring(given)).isEqualTo(120_000);

        var deletion = given.in(() -> records.delete(type("opportunity"), deal, null, me));
        assertThat(reached(given, Stage.LEAD)).isEqualTo(1);
        assertThat(reached(given, Stage.DISCOVERY)).isZero();
        assertThat(recurring(given)).isZero();
        assertThat(stage(given, lead)).isEqualTo("lead");
        assertThat(home(given)).contains("0 signé, 0 perdu");
        assertTrue(given);

        given.run(() -> undo.reverse(deletion, me));
        assertThat(reached(given, Stage.WON)).isEqualTo(1);
        assertThat(recurring(given)).isEqualTo(120_000);
        assertThat(stage(given, lead)).isEqualTo("won");
        assertThat(home(given)).contains("1 signé, 0 perdu");
        assertTrue(given);
    }

    @Test
    void an_undone_deal_leaves_no_ghost_and_its_lead_is_open_to_the_next(Given given) {
        var me = given.administrator();
        var company = create(given, "company", Map.of("name", "Mécaval"));
        var lead = create(given, "lead", Map.of("company", company.toString()));
        var saved = given.in(() -> records.create(type("opportunity"), deal(lead), me));
        assertThat(recurring(given)).isEqualTo(120_000);

        given.run(() -> undo.reverse(saved.changeSet(), me));
        var journey = given.in(() -> sql.fetchSingle(JOURNEY, JOURNEY.LEAD_ID.eq(lead)));
        assertThat(journey.getOpportunityId()).isNull();
        assertThat(journey.getRecurringMinor()).isZero();
        assertThat(mvc.get().uri("/journeys/" + journey.getId()).with(given.signedIn(me)))
                .hasRedirectedUrl("/leads/" + lead);
        assertTrue(given);

        var next = create(given, "opportunity", Map.of("name", "Suivante", "company", company.toString()));
        assertThat(given.in(() -> sql.fetchSingle(JOURNEY, JOURNEY.OPPORTUNITY_ID.eq(next))
                        .getId()))
                .isEqualTo(journey.getId());
    }

    @Test
    void verification_finds_a_fact_that_the_records_do_not_tell(Given given) {
        create(given, "opportunity", Map.of("name", "Suivi"));
        assertTrue(given);
        given.run(() -> sql.execute("update journey set recurring_minor = 100"));

        assertThat(given.in(verification::verify).differing()).isEqualTo(1);
    }

    @Test
    void a_lead_that_loses_its_company_loses_its_segment(Given given) {
        var me = given.administrator();
        var company = create(given, "company", Map.of("name", "Mécaval", "country", "FR", "headcount", 40));
        var lead = create(given, "lead", Map.of("last_name", "Martin", "company", company.toString()));
        assertThat(given.in(() -> sql.fetchSingle(JOURNEY).getSegment())).isEqualTo("smb");

        var nothing = new java.util.HashMap<String, @org.jspecify.annotations.Nullable Object>();
        nothing.put("company", null);
        given.run(() -> records.update(type("lead"), lead, nothing, null, me));

        var journey = given.in(() -> sql.fetchSingle(JOURNEY));
        assertThat(journey.getSegment()).isNull();
        assertThat(journey.getCountry()).isNull();
    }

    private static Map<String, Object> deal(UUID lead) {
        return Map.of(
                "name", "Suivi",
                "lead", lead.toString(),
                "recurring_amount", Map.of("value", "100", "currency", "EUR"));
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(type(type), input, given.administrator())
                .record()
                .id());
    }

    private RecordType type(String id) {
        return types.byId(id).orElseThrow();
    }

    private long reached(Given given, Stage stage) {
        Funnel funnel = given.in(() -> funnels.figures(FunnelQuery.everything(), given.administrator()));
        var reached = funnel.at(stage).reached();
        assertThat(listed(given, "journeys?figure=reached:" + stage.id())).isEqualTo(reached);
        return reached;
    }

    private String stage(Given given, UUID lead) {
        return given.in(
                () -> sql.select(LEAD.STAGE).from(LEAD).where(LEAD.ID.eq(lead)).fetchSingle(LEAD.STAGE));
    }

    /** A year's worth of what counts, in cents. */
    private long recurring(Given given) {
        return given.in(() -> sql.fetchSingle(
                        "select coalesce(sum(recurring_minor), 0)::bigint from journey where start_stage is not null")
                .get(0, Long.class));
    }

    private long listed(Given given, String list) {
        try {
            var body = mvc.get()
                    .uri("/api/v1/" + list)
                    .header("Authorization", given.bearer(given.administrator(), Scope.READ))
                    .exchange()
                    .getResponse()
                    .getContentAsString();
            return ((Number) JsonPath.read(body, "$.items.length()")).longValue();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String home(Given given) {
        try {
            return mvc.get()
                    .uri("/")
                    .with(given.signedIn(given.administrator()))
                    .exchange()
                    .getResponse()
                    .getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertTrue(Given given) {
        assertThat(given.in(verification::verify).astray()).isEmpty();
    }
}
