package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.diabolo.clocks.Sweep;
import io.diabolo.jooq.tables.records.ClockRecord;
import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Offer;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class ResponseClockTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final LeadOutcomes outcomes;
    private final LeadRouting routing;
    private final Nurture nurture;
    private final Handoffs handoffs;
    private final Sweep sweep;
    private final Undo undo;
    private final MockMvcTester mvc;

    ResponseClockTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            LeadOutcomes outcomes,
            LeadRouting routing,
            Nurture nurture,
            Handoffs handoffs,
            Sweep sweep,
            Undo undo,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.outcomes = outcomes;
        this.routing = routing;
        this.nurture = nurture;
        this.handoffs = handoffs;
        this.sweep = sweep;
        this.undo = undo;
        this.mvc = mvc;
    }

    private UUID inbound(Given given, Map<String, ?> more) {
        var input = new HashMap<String, Object>(Map.of("last_name", "Martin", "channel", "inbound"));
        input.putAll(more);
        return create(given, "lead", input, given.administrator());
    }

    private UUID create(Given given, String type, Map<String, ?> input, Actor me) {
        return given.in(() -> records.create(types.byId(type).orElseThrow(), input, me)
                .record()
                .id());
    }

    private UUID activity(Given given, UUID lead, String kind, String direction, Actor me) {
        return create(
                given,
                "activity",
                Map.of("subject", "Bonjour", "kind", kind, "direction", direction, "lead", lead.toString()),
                me);
    }

    private ClockRecord clock(Given given, UUID lead) {
        return given.in(
                () -> sql.selectFrom(CLOCK).where(CLOCK.SUBJECT_ID.eq(lead)).fetchSingle());
    }

    private UUID owner(Given given, UUID lead) {
        return given.in(() -> sql.select(LEAD.OWNER_ID)
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .fetchSingle()
                .value1());
    }

    private List<String> told(Given given, Actor who) {
        return given.in(() -> sql.select(NOTIFICATION.KIND)
                .from(NOTIFICATION)
                .where(NOTIFICATION.MEMBER_ID.eq(who.member().value()))
                .fetch(NOTIFICATION.KIND));
    }

    private void sweepAt(Given given, Instant now) {
        WorkspaceScope.run(given.workspace(), () -> sweep.here(now));
    }

    @Test
    void an_inbound_lead_is_owed_an_answer_within_five_working_minutes(Given given) {
        var bdr = given.member("Inès Roy", "bdr");
        var clock = clock(given, inbound(given, Map.of()));
        assertThat(clock.getOwnerId()).isEqualTo(bdr.member().value());
        assertThat(clock.getKind()).isEqualTo("inbound-lead");
        assertThat(clock.getBudget()).isEqualTo(5);
        assertThat(clock.getUnit()).isEqualTo("minutes");
        assertThat(clock.getStoppedAt()).isNull();
    }

    @Test
    void who_is_named_as_the_owner_owes_it_and_an_outbound_lead_is_owed_nothing(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var named = inbound(given, Map.of("owner", sdr.member().toString()));
        assertThat(clock(given, named).getOwnerId()).isEqualTo(sdr.member().value());

        create(given, "lead", Map.of("last_name", "Roux", "channel", "outbound"), given.administrator());
        assertThat(given.in(() -> sql.fetchCount(CLOCK))).isEqualTo(1);
    }

    @Test
    void the_first_human_touch_keeps_the_promise(Given given) {
        var bdr = given.member("Inès Roy", "bdr");
        for (var kind : List.of("call", "mail", "meeting", "note")) {
            var lead = inbound(given, Map.of());
            activity(given, lead, kind, "outbound", bdr);
            assertThat(clock(given, lead).getOutcome()).as(kind).isEqualTo("met");
        }
    }

    @Test
    void what_is_no_human_touch_leaves_it_running(Given given) {
        var bdr = given.member("Inès Roy", "bdr");
        var lead = inbound(given, Map.of());
        activity(given, lead, "mail", "inbound", bdr);
        activity(given, lead, "task", "outbound", bdr);
        activity(given, lead, "mail", "outbound", bdr.through(Origin.RULE));
        assertThat(clock(given, lead).getStoppedAt()).isNull();
        given.run(() -> routing.route(lead, null, given.administrator()));
        assertThat(clock(given, lead).getStoppedAt()).isNull();
    }

    @Test
    void a_touch_that_is_taken_back_lets_it_run_on(Given given) {
        var bdr = given.member("Inès Roy", "bdr");
        var lead = inbound(given, Map.of());
        var call = activity(given, lead, "call", "outbound", bdr);
        var set = given.in(() -> sql.fetchSingle("select created_in from activity where id = ?", call)
                .get(0, UUID.class));
        WorkspaceScope.run(given.workspace(), () -> undo.reverse(set, bdr));
        assertThat(clock(given, lead).getStoppedAt()).isNull();
        assertThat(clock(given, lead).getNextAt()).isNotNull();
    }

    @Test
    void what_was_written_down_before_isnt_a_touch_when_it_is_edited(Given given) {
        var bdr = given.member("Inès Roy", "bdr");
        var person = create(given, "person", Map.of("last_name", "Martin"), bdr);
        var old = create(
                given,
                "activity",
                Map.of("subject", "Salon", "kind", "call", "direction", "outbound", "person", person.toString()),
                bdr);
        var lead = inbound(given, Map.of("person", person.toString()));
        var earlier = Instant.now().minus(Duration.ofHours(2)).toString();
        given.run(() -> records.update(
                types.byId("activity").orElseThrow(), old, Map.of("subject", "Salon de Lyon"), null, bdr));
        create(
                given,
                "activity",
                Map.of("subject", "Hier", "kind", "call", "at", earlier, "person", person.toString()),
                bdr);
        assertThat(clock(given, lead).getStoppedAt()).isNull();
    }

    @Test
    void a_call_before_the_handoff_is_accepted_keeps_its_promise(Given given) {
        var bdr = given.member("Inès Roy", "bdr");
        var inbound = given.member("Paul Noir", "inbound");
        var lead = create(given, "lead", Map.of("last_name", "Martin", "channel", "outbound"), bdr);
        var handoff = given.in(() -> handoffs.offer(
                        new Offer(HandoffKind.INBOUND_LEAD, "lead", lead, null, null, "", List.of()), inbound)
                .handoff());
        activity(given, lead, "call", "outbound", bdr);
        assertThat(clock(given, handoff.id().value()).getOutcome()).isEqualTo("met");
        given.run(() -> handoffs.accept(handoff.id(), bdr));
        assertThat(given.in(() -> handoffs.find(handoff.id())).dueAt())
                .isEqualTo(clock(given, handoff.id().value()).getDueAt().toInstant());
        assertThat(clock(given, handoff.id().value()).getOutcome()).isEqualTo("met");
    }

    @Test
    void a_lead_that_comes_back_from_the_bin_is_promised_an_answer_again(Given given) {
        var me = given.administrator();
        var lead = inbound(given, Map.of());
        var type = types.byId("lead").orElseThrow();
        given.run(() -> records.delete(type, lead, null, me));
        assertThat(clock(given, lead).getOutcome()).isEqualTo("cancelled");
        given.run(() -> records.restore(type, lead, me));
        assertThat(given.in(() -> sql.fetchCount(CLOCK, CLOCK.SUBJECT_ID.eq(lead), CLOCK.STOPPED_AT.isNull())))
                .isEqualTo(1);
    }

    @Test
    void disqualifying_or_keeping_it_for_later_settles_it(Given given) {
        var me = given.administrator();
        var lead = inbound(given, Map.of());
        given.run(() -> outcomes.disqualify(lead, "no_need", null, null, me));
        assertThat(clock(given, lead).getOutcome()).isEqualTo("met");

        var later = inbound(given, Map.of());
        given.run(() -> nurture.until(later, LocalDate.now(me.zone()).plusDays(30), null, me));
        assertThat(clock(given, later).getOutcome()).isEqualTo("met");
    }

    @Test
    void nobody_acts_and_it_goes_to_the_next_and_then_to_the_manager(Given given) {
        var ines = given.member("Inès Roy", "bdr");
        var paul = given.member("Paul Noir", "bdr");
        var lead = inbound(given, Map.of());
        var first = owner(given, lead);
        var late = first.equals(ines.member().value()) ? ines : paul;
        var next = late.equals(ines) ? paul : ines;
        var clock = clock(given, lead);

        sweepAt(given, clock.getWarnAt().toInstant().plusSeconds(1));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(given, late)).containsExactly("clock-warned"));

        sweepAt(given, clock.getDueAt().toInstant().plusSeconds(1));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(owner(given, lead)).isEqualTo(next.member().value());
            assertThat(told(given, next)).containsExactly("lead-rerouted");
            assertThat(told(given, late)).contains("clock-breached");
        });
        assertThat(told(given, given.administrator())).isEmpty();
        // Who takes it over isn't late from the start, though the promise was broken.
        assertThat(clock(given, lead).getDueAt()).isEqualTo(clock.getEscalateAt());
        assertThat(clock(given, lead).getBreachedAt()).isNotNull();
        assertThat(WorkspaceScope.in(given.workspace(), () -> routing.past(lead, given.administrator()))
                        .getFirst()
                        .assignment()
                        .why())
                .isEqualTo("late");

        sweepAt(given, clock.getEscalateAt().toInstant().plusSeconds(1));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(told(given, given.administrator())).containsExactly("clock-escalated"));
    }

    @Test
    void who_takes_it_over_in_time_is_warned_too(Given given) {
        given.member("Inès Roy", "bdr");
        var paul = given.member("Paul Noir", "sdr");
        var lead = inbound(given, Map.of());
        sweepAt(given, clock(given, lead).getWarnAt().toInstant().plusSeconds(1));
        assertThat(clock(given, lead).getWarnedAt()).isNotNull();
        given.run(() -> records.update(
                types.byId("lead").orElseThrow(),
                lead,
                Map.of("owner", paul.member().toString()),
                null,
                given.administrator()));
        assertThat(clock(given, lead).getOwnerId()).isEqualTo(paul.member().value());
        assertThat(clock(given, lead).getWarnedAt()).isNull();
    }

    @Test
    void once_the_next_has_spoken_to_it_the_manager_isnt_told(Given given) {
        var ines = given.member("Inès Roy", "bdr");
        var lead = inbound(given, Map.of());
        var clock = clock(given, lead);
        sweepAt(given, clock.getDueAt().toInstant().plusSeconds(1));
        activity(given, lead, "call", "outbound", ines);
        sweepAt(given, clock.getEscalateAt().toInstant().plusSeconds(1));
        assertThat(clock(given, lead).getEscalatedAt()).isNull();
    }

    @Test
    void the_page_and_the_list_count_it_down(Given given) {
        var lead = inbound(given, Map.of());
        for (var path : List.of("/leads", "/leads/" + lead)) {
            assertThat(mvc.get().uri(path).with(given.signedIn(given.administrator())))
                    .hasStatusOk()
                    .bodyText()
                    .as(path)
                    .contains("class=\"clock ");
        }
    }

    @Test
    void another_workspace_has_no_part_in_it(Given given, Given.Kit worlds) {
        var lead = inbound(given, Map.of());
        var neighbour = worlds.given();
        neighbour.member("Zoé Blanc", "bdr");
        sweepAt(neighbour, clock(given, lead).getEscalateAt().toInstant().plusSeconds(1));
        assertThat(clock(given, lead).getBreachedAt()).isNull();
        assertThat(neighbour.<Integer>in(() -> sql.fetchCount(CLOCK))).isZero();
    }
}
