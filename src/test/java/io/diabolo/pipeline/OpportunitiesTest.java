package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.jooq.tables.records.JourneyRecord;
import io.diabolo.journey.JourneyVerification;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@DiaboloTest
class OpportunitiesTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Opportunities opportunities;
    private final JourneyVerification verification;

    OpportunitiesTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Opportunities opportunities,
            JourneyVerification verification) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.opportunities = opportunities;
        this.verification = verification;
    }

    private UUID create(Given given, Actor me, String type, Map<String, ?> input) {
        return given.in(() -> records.create(type(type), input, me).record().id());
    }

    private RecordType type(String id) {
        return types.byId(id).orElseThrow();
    }

    private Moved move(Given given, UUID id, Stage stage, String reason, Actor me) {
        return WorkspaceScope.in(given.workspace(), () -> opportunities.move(id, stage, reason, me));
    }

    @Test
    void an_opportunity_goes_on_where_the_open_lead_of_its_company_came_to(Given given) {
        var me = given.administrator();
        var company = create(given, me, "company", Map.of("name", "Mécaval"));
        var lead = create(given, me, "lead", Map.of("company", company.toString(), "channel", "inbound"));

        var id = create(
                given,
                me,
                "opportunity",
                Map.of(
                        "name", "Suivi de production",
                        "company", company.toString(),
                        "one_off_amount", Map.of("value", "15200", "currency", "EUR"),
                        "recurring_amount", Map.of("value", "3100", "currency", "EUR")));

        var row = given.in(
                () -> sql.selectFrom(OPPORTUNITY).where(OPPORTUNITY.ID.eq(id)).fetchSingle());
        assertThat(row.getLeadId()).isEqualTo(lead);
        assertThat(row.getChannel()).isEqualTo("inbound");
        assertThat(row.getStage()).isEqualTo("discovery");
        var journey = given.in(() ->
                sql.selectFrom(JOURNEY).where(JOURNEY.ID.eq(row.getJourneyId())).fetchSingle());
        assertThat(journey.getLeadId()).isEqualTo(lead);
        assertThat(journey.getOneOffMinor() + journey.getRecurringMinor())
                .isEqualTo(row.getAmountMinor())
                .isEqualTo(5_240_000L);
        assertThat(given.in(() -> sql.select(LEAD.STAGE)
                        .from(LEAD)
                        .where(LEAD.ID.eq(lead))
                        .fetchSingle(LEAD.STAGE)))
                .isEqualTo("discovery");
    }

    @Test
    void a_second_opportunity_of_a_lead_grows_out_of_the_first(Given given) {
        var me = given.administrator();
        var lead = create(given, me, "lead", Map.of("last_name", "Martin"));
        create(given, me, "opportunity", Map.of("name", "Première", "lead", lead.toString()));

        var second = create(given, me, "opportunity", Map.of("name", "Seconde", "lead", lead.toString()));

        var journey = given.in(() ->
                sql.selectFrom(JOURNEY).where(JOURNEY.OPPORTUNITY_ID.eq(second)).fetchSingle());
        assertThat(journey.getParentId()).isNotNull();
        assertThat(journey.getStartStage()).isEqualTo((short) 4);
    }

    @Test
    void of_two_made_at_once_from_a_lead_the_second_starts_its_own_journey(Given given) throws Exception {
        var me = given.administrator();
        var lead = create(given, me, "lead", Map.of("last_name", "Martin"));
        var second = given.in(() -> {
            records.create(type("opportunity"), Map.of("name", "Première", "lead", lead.toString()), me);
            var other = CompletableFuture.supplyAsync(
                    () -> create(given, me, "opportunity", Map.of("name", "Seconde", "lead", lead.toString())));
            awaitBlocked();
            return other;
        });

        var own = journey(given, second.get(20, TimeUnit.SECONDS));
        assertThat(own.getParentId()).isNotNull();
        assertThat(given.in(() -> sql.fetchCount(JOURNEY, JOURNEY.OPPORTUNITY_ID.isNotNull())))
                .isEqualTo(2);
    }

    /** Somebody waits for what this transaction holds. */
    private void awaitBlocked() {
        var deadline = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < deadline
                && !Boolean.TRUE.equals(sql.fetchSingle(
                                "select exists (select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)))")
                        .get(0, Boolean.class))) {
            Thread.onSpinWait();
        }
    }

    @Test
    void one_in_the_bin_gives_way_and_brings_its_stages_along_when_it_returns(Given given) {
        var me = given.administrator();
        var lead = create(given, me, "lead", Map.of("last_name", "Martin"));
        var first = create(given, me, "opportunity", Map.of("name", "Première", "lead", lead.toString()));
        move(given, first, Stage.PROPOSAL, null, me);
        given.run(() -> records.delete(type("opportunity"), first, null, me));

        var second = create(given, me, "opportunity", Map.of("name", "Seconde", "lead", lead.toString()));
        assertThat(journey(given, second).getLeadId()).isEqualTo(lead);
        assertThat(journey(given, second).getFurthestStage()).isEqualTo((short) 4);

        given.run(() -> records.restore(type("opportunity"), first, me));
        var own = journey(given, first);
        assertThat(own.getId()).isNotEqualTo(journey(given, second).getId());
        assertThat(own.getStartStage()).isEqualTo((short) 4);
        assertThat(own.getFurthestStage()).isEqualTo((short) 5);
        assertThat(journey(given, second).getFurthestStage()).isEqualTo((short) 4);
        assertThat(given.in(verification::verify).astray()).isEmpty();
    }

    private JourneyRecord journey(Given given, UUID opportunity) {
        return given.in(() -> sql.selectFrom(JOURNEY)
                .where(JOURNEY.OPPORTUNITY_ID.eq(opportunity))
                .fetchSingle());
    }

    @Test
    void a_renewal_starts_a_journey_of_its_own(Given given) {
        var me = given.administrator();
        var company = create(given, me, "company", Map.of("name", "Mécaval"));
        var won = create(
                given, me, "opportunity", Map.of("name", "Première", "company", company.toString(), "stage", "won"));

        var renewal = create(
                given, me, "opportunity", Map.of("name", "Suite", "company", company.toString(), "type", "renewal"));

        var parent = given.in(() ->
                sql.selectFrom(JOURNEY).where(JOURNEY.OPPORTUNITY_ID.eq(won)).fetchSingle());
        var journey = given.in(() -> sql.selectFrom(JOURNEY)
                .where(JOURNEY.OPPORTUNITY_ID.eq(renewal))
                .fetchSingle());
        assertThat(journey.getParentId()).isEqualTo(parent.getId());
        assertThat(journey.getType()).isEqualTo("renewal");
    }

    @Test
    void who_loses_says_why_and_the_forecast_ends(Given given) {
        var me = given.administrator();
        var id = create(given, me, "opportunity", Map.of("name", "Suivi", "close_date", "2027-03-31"));

        assertThat(move(given, id, Stage.LOST, null, me)).isInstanceOf(Moved.ReasonMissing.class);
        assertThat(move(given, id, Stage.LEAD, null, me)).isInstanceOf(Moved.NotForOpportunities.class);
        assertThat(move(given, id, Stage.LOST, "Prix", me)).isInstanceOf(Moved.Done.class);

        var row = given.in(
                () -> sql.selectFrom(OPPORTUNITY).where(OPPORTUNITY.ID.eq(id)).fetchSingle());
        assertThat(row.getStage()).isEqualTo("lost");
        assertThat(row.getReason()).isEqualTo("Prix");
        assertThat(row.getForecastCategory()).isEqualTo("closed");
        assertThat(row.getCloseDate()).isBefore(LocalDate.of(2027, 1, 1));

        move(given, id, Stage.PROPOSAL, null, me);
        var reopened = given.in(
                () -> sql.selectFrom(OPPORTUNITY).where(OPPORTUNITY.ID.eq(id)).fetchSingle());
        assertThat(reopened.getStage()).isEqualTo("proposal");
        assertThat(reopened.getReason()).isNull();
        assertThat(reopened.getCloseDate()).isEqualTo(LocalDate.of(2027, 3, 31));
        assertThat(reopened.getForecastCategory()).isEqualTo("best_case");
    }

    @Test
    void who_sees_only_their_own_moves_only_their_own(Given given) {
        var id = create(given, given.administrator(), "opportunity", Map.of("name", "Suivi"));
        var ae = given.memberWhoSeesOwn("Inès Lambert", "ae");

        assertThatThrownBy(() -> move(given, id, Stage.PROPOSAL, null, ae)).isInstanceOf(NoSuchRecord.class);
    }
}
