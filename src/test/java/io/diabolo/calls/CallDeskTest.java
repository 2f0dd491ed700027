package io.diabolo.calls;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.PHONE_CALL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.calls.CallDesk.Said;
import io.diabolo.calls.CallQueue.Held;
import io.diabolo.calls.CallQueue.Turn;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.queues.QueueRequest;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class CallDeskTest {
    /** A Tuesday morning in Paris, when New York sleeps. */
    private static final Instant MORNING = Instant.parse("2026-12-01T09:00:00Z");

    private final DSLContext sql;
    private final CallDesk desk;
    private final CallQueue queue;
    private final CallStore store;
    private final CallBackQueue backs;
    private final Records records;
    private final RecordTypes types;
    private final Undo undo;
    private final MockMvcTester mvc;

    CallDeskTest(
            DSLContext sql,
            CallDesk desk,
            CallQueue queue,
            CallStore store,
            CallBackQueue backs,
            Records records,
            RecordTypes types,
            Undo undo,
            MockMvcTester mvc) {
        this.sql = sql;
        this.desk = desk;
        this.queue = queue;
        this.store = store;
        this.backs = backs;
        this.records = records;
        this.types = types;
        this.undo = undo;
        this.mvc = mvc;
    }

    private UUID lead(Given given, Actor owner, String name, @Nullable String phone, Map<String, String> more) {
        var input = new HashMap<String, String>(
                Map.of("last_name", name, "owner", owner.member().toString()));
        if (phone != null) {
            input.put("phone", phone);
        }
        input.putAll(more);
        return given.in(() -> records.create(types.byId("lead").orElseThrow(), input, owner)
                .record()
                .id());
    }

    private static Said said(CallOutcome outcome, String note) {
        return new Said(outcome, note, null, null, "", null);
    }

    private void person(Given given, UUID lead, String set) {
        given.run(() -> sql.execute(
                "update person set " + set + " where id = (select person_id from lead where id = ?)", lead));
    }

    @Test
    void who_can_be_called_now_comes_by_score_and_who_sleeps_is_not_offered(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        lead(given, sdr, "Martin", "+33155512345", Map.of("score", "40"));
        lead(given, sdr, "Roux", "+33155512346", Map.of("score", "80"));
        lead(given, sdr, "Smith", "+12125550123", Map.of("score", "99"));
        lead(given, sdr, "Sans", null, Map.of());

        var all = given.in(() -> queue.of(sdr.member(), MORNING));

        assertThat(all.turns()).extracting(turn -> turn.callee().name()).containsExactly("Roux", "Martin");
        assertThat(all.turns()).extracting(Turn::why).containsOnly("score");
        assertThat(all.held())
                .extracting(held -> held.callee().name(), Held::why)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("Smith", "hours"),
                        org.assertj.core.groups.Tuple.tuple("Sans", "number"));
        // At three in the afternoon in Paris it is nine in New York, but six in Los Angeles; at half past six it fits
        // all.
        var evening = given.in(() -> queue.of(sdr.member(), Instant.parse("2026-12-01T18:45:00Z")));
        assertThat(evening.turns()).extracting(turn -> turn.callee().name()).containsExactly("Smith");
    }

    @Test
    void a_priority_of_the_managers_comes_before_a_better_score_and_the_desk_names_it(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        lead(given, sdr, "Martin", "+33155512345", Map.of("score", "90"));
        var breton = lead(given, sdr, "Roux", "+33155512346", Map.of("score", "10"));
        given.run(() -> {
            sql.execute(
                    "insert into priority (name, importance, territory) values ('Grand Ouest', 'high', 'Bretagne')");
            sql.execute(
                    "with c as (insert into company (name, region) values ('Forges', 'Bretagne') returning id)"
                            + " update lead set company_id = c.id from c where lead.id = ?",
                    breton);
        });
        var all = given.in(() -> queue.of(sdr.member(), MORNING));
        assertThat(all.turns())
                .extracting(turn -> turn.callee().name(), turn -> turn.callee().priority())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Roux", "Grand Ouest"),
                        org.assertj.core.groups.Tuple.tuple("Martin", null));
    }

    @Test
    void whose_hours_end_soon_comes_before_a_better_score(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        lead(given, sdr, "Martin", "+33155512345", Map.of("score", "90"));
        lead(given, sdr, "Popescu", "+40215551234", Map.of("score", "10"));
        // 10:45 in Paris, 11:45 in Bucharest, where the morning ends at half past twelve.
        var all = given.in(() -> queue.of(sdr.member(), Instant.parse("2026-12-01T09:45:00Z")));
        assertThat(all.turns())
                .extracting(turn -> turn.callee().name(), Turn::why)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Popescu", "soon"),
                        org.assertj.core.groups.Tuple.tuple("Martin", "score"));
    }

    @Test
    void who_opted_out_or_is_a_consumer_without_consent_is_not_offered(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var out = lead(given, sdr, "Martin", "+33155512345", Map.of());
        var objects = lead(given, sdr, "Roux", "+33155512346", Map.of());
        var consumer = lead(given, sdr, "Blanc", "+33155512347", Map.of());
        person(given, out, "consent = 'opted_out'");
        person(given, objects, "phone_basis = 'objected'");
        person(given, consumer, "consumer = true");
        var all = given.in(() -> queue.of(sdr.member(), MORNING));
        assertThat(all.turns()).isEmpty();
        assertThat(all.held()).hasSize(3).extracting(Held::why).containsOnly("opposed");

        person(given, consumer, "phone_basis = 'consent'");
        assertThat(given.in(() -> queue.of(sdr.member(), MORNING)).turns())
                .singleElement()
                .satisfies(turn -> assertThat(turn.callee().name()).isEqualTo("Blanc"));
    }

    /** A company, and how far it has come with us. */
    private void company(Given given, UUID lead, String name, int stage) {
        given.run(() -> {
            var company = sql.resultQuery("insert into company (name) values (?) returning id", name)
                    .fetchSingle(0, UUID.class);
            sql.execute(
                    "update person set company_id = ? where id = (select person_id from lead where id = ?)",
                    company,
                    lead);
            sql.execute(
                    "insert into journey (type, company_id, name, channel, current_stage, furthest_stage) values ('new_business', ?, ?, 'outbound', ?, ?)",
                    company,
                    name,
                    stage,
                    stage);
        });
    }

    private void spoken(Given given, UUID lead, Actor by) {
        given.run(() -> sql.execute(
                "insert into activity (kind, subject, at, direction, person_id, owner_id) select 'call', 'Appel', ?::timestamptz, 'outbound', person_id, ? from lead where id = ?",
                Instant.now().minus(2, ChronoUnit.DAYS).toString(),
                by.member().value(),
                lead));
    }

    @Test
    void who_is_left_out_of_prospecting_is_not_offered_and_it_says_why(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var colleague = given.member("Zoé Blanc", "sdr");
        company(given, lead(given, sdr, "Client", "+33155512345", Map.of()), "Mecaval", 8);
        company(given, lead(given, sdr, "Vente", "+33155512346", Map.of()), "Forges", 5);
        spoken(given, lead(given, sdr, "Vu", "+33155512347", Map.of()), colleague);
        spoken(given, lead(given, sdr, "Suivi", "+33155512348", Map.of()), sdr);

        var all = given.in(() -> queue.of(sdr.member(), MORNING));

        assertThat(all.held())
                .extracting(held -> held.callee().name(), Held::why)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("Client", "customer"),
                        org.assertj.core.groups.Tuple.tuple("Vente", "opportunity"),
                        org.assertj.core.groups.Tuple.tuple("Vu", "recent"));
        // Whom one is following up oneself isn't left out for that.
        assertThat(all.turns()).extracting(turn -> turn.callee().name()).containsExactly("Suivi");
        assertThat(mvc.get().uri("/calls/ahead").with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("ses interlocuteurs habituels s’en chargent");
    }

    @Test
    void who_asked_for_the_call_is_offered_all_the_same_with_the_reason_beside_it(Given given) {
        var bdr = given.member("Inès Roy", "bdr");
        var lead = lead(given, bdr, "Martin", "+33155512345", Map.of("channel", "inbound"));
        company(given, lead, "Mecaval", 8);

        assertThat(given.in(() -> queue.of(bdr.member(), MORNING)).turns())
                .singleElement()
                .satisfies(turn -> {
                    assertThat(turn.why()).isEqualTo("due");
                    assertThat(turn.although()).isEqualTo(io.diabolo.prospecting.Reason.CUSTOMER);
                });
        assertThat(mvc.get().uri("/calls").with(given.signedIn(bdr)))
                .hasStatusOk()
                .bodyText()
                .contains("ses interlocuteurs habituels s’en chargent", "L’appel a tout de même été demandé");
        // Called once, it asks no more.
        given.run(() -> desk.log(lead, said(CallOutcome.NO_ANSWER, ""), bdr));
        given.run(() -> sql.execute("update phone_call set again_at = now() - interval '1 minute'"));
        assertThat(given.in(() -> queue.of(bdr.member(), MORNING)).held())
                .singleElement()
                .satisfies(held -> assertThat(held.why()).isEqualTo("customer"));
    }

    @Test
    void a_promised_call_back_and_a_lead_that_just_came_in_come_first_whatever_the_hour(Given given) {
        var sdr = given.member("Nora Petit", "sdr", "bdr");
        lead(given, sdr, "Martin", "+33155512345", Map.of("score", "90"));
        lead(given, sdr, "Roux", "+33155512346", Map.of("channel", "inbound"));
        var back = lead(given, sdr, "Smith", "+12125550123", Map.of());
        given.run(() -> sql.execute(
                "insert into phone_call (member_id, lead_id, outcome, at, again_at) values (?, ?, 'call_back', ?::timestamptz, ?::timestamptz)",
                sdr.member().value(),
                back,
                MORNING.minus(1, ChronoUnit.DAYS).toString(),
                MORNING.minus(5, ChronoUnit.MINUTES).toString()));
        assertThat(given.in(() -> queue.of(sdr.member(), MORNING)).turns())
                .extracting(turn -> turn.callee().name(), Turn::why)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Smith", "back"),
                        org.assertj.core.groups.Tuple.tuple("Roux", "due"),
                        org.assertj.core.groups.Tuple.tuple("Martin", "score"));
        // Where more are there than are looked at, they are among those.
        assertThat(given.in(() -> store.open(sdr.member(), MORNING)))
                .extracting(Callee::name)
                .containsExactly("Smith", "Roux", "Martin");
    }

    @Test
    void a_consumer_is_called_four_times_a_month_however_many_leads_they_are(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, "Martin", "+33155512345", Map.of());
        var other = lead(given, sdr, "Roux", "+33155512346", Map.of());
        person(given, lead, "consumer = true, phone_basis = 'consent'");
        given.run(() -> sql.execute(
                "update lead set person_id = (select person_id from lead where id = ?) where id = ?", lead, other));
        for (var called : new UUID[] {lead, lead, other, other}) {
            given.run(() -> sql.execute(
                    "insert into phone_call (member_id, lead_id, outcome, at, again_at) values (?, ?, 'busy', ?::timestamptz, ?::timestamptz)",
                    sdr.member().value(),
                    called,
                    MORNING.minus(9, ChronoUnit.DAYS).toString(),
                    MORNING.minus(8, ChronoUnit.DAYS).toString()));
        }
        var all = given.in(() -> queue.of(sdr.member(), MORNING));
        assertThat(all.turns()).isEmpty();
        assertThat(all.held()).hasSize(2).extracting(Held::why).containsOnly("often");
    }

    @Test
    void the_script_is_written_over(Given given) {
        var me = given.administrator();
        given.run(() -> desk.write("Bonjour, ici Nora.", me));
        given.run(() -> desk.write("Bonjour !", me));
        assertThat(given.in(() -> desk.script())).isEqualTo("Bonjour !");
    }

    @Test
    void a_promised_call_back_stands_on_the_desk_until_somebody_calls(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, "Smith", "+12125550123", Map.of());
        given.run(() -> sql.execute(
                "insert into phone_call (member_id, lead_id, outcome, at, again_at) values (?, ?, 'call_back', now() - interval '1 hour', now() - interval '1 minute')",
                sdr.member().value(),
                lead));
        var request = new QueueRequest(sdr.member(), "sdr", Instant.now(), 10);
        assertThat(given.in(() -> backs.next(request))).singleElement().satisfies(entry -> {
            assertThat(entry.record()).isEqualTo(lead);
            assertThat(entry.link()).isEqualTo("/calls");
        });
        var last = given.in(
                () -> sql.select(PHONE_CALL.ID).from(PHONE_CALL).fetchSingle().value1());
        given.run(() -> desk.log(lead, new Said(CallOutcome.ANSWERED, "", last, null, "", null), sdr));
        assertThat(given.in(() -> backs.next(request))).isEmpty();
    }

    @Test
    void a_call_stands_on_the_timeline_stops_the_five_minutes_and_pauses_the_lead(Given given) {
        var bdr = given.member("Inès Roy", "bdr");
        var lead = lead(given, bdr, "Martin", "+33155512345", Map.of("channel", "inbound"));

        given.run(() -> desk.log(lead, said(CallOutcome.NO_ANSWER, "Sonne dans le vide"), bdr));

        var activity = given.in(() -> sql.selectFrom(ACTIVITY).fetchSingle());
        assertThat(activity.getKind()).isEqualTo("call");
        assertThat(activity.getDirection()).isEqualTo("outbound");
        assertThat(activity.getSubject()).isEqualTo("Sans réponse");
        assertThat(activity.getBody()).isEqualTo("Sonne dans le vide");
        assertThat(activity.getLeadId()).isEqualTo(lead);
        assertThat(given.in(() -> sql.fetchCount(CLOCK, CLOCK.STOPPED_AT.isNull())))
                .isZero();
        assertThat(given.in(
                        () -> sql.select(LEAD.STATUS).from(LEAD).fetchSingle().value1()))
                .isEqualTo("working");
        assertThat(given.in(() -> queue.of(bdr.member(), Instant.now())).turns())
                .isEmpty();
    }

    @Test
    void who_presses_twice_has_called_once(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, "Martin", "+33155512345", Map.of());
        given.run(() -> desk.log(lead, said(CallOutcome.BUSY, ""), sdr));
        assertThat(given.in(() -> desk.log(lead, said(CallOutcome.BUSY, ""), sdr))
                        .changeSet())
                .isNull();
        assertThat(given.in(() -> sql.fetchCount(PHONE_CALL))).isEqualTo(1);
        assertThat(given.in(() -> sql.fetchCount(ACTIVITY))).isEqualTo(1);
    }

    @Test
    void not_interested_puts_the_lead_out_and_undo_takes_all_of_it_back(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, "Martin", "+33155512345", Map.of());
        var logged = given.in(() -> desk.log(lead, said(CallOutcome.NOT_INTERESTED, "Vient de signer ailleurs"), sdr));
        assertThat(given.in(
                        () -> sql.select(LEAD.STATUS).from(LEAD).fetchSingle().value1()))
                .isEqualTo("disqualified");

        given.run(() -> undo.reverse(Objects.requireNonNull(logged.changeSet()), sdr));

        assertThat(given.in(
                        () -> sql.select(LEAD.STATUS).from(LEAD).fetchSingle().value1()))
                .isEqualTo("new");
        assertThat(given.in(() -> sql.fetchCount(PHONE_CALL))).isZero();
        assertThat(given.in(() -> sql.fetchCount(ACTIVITY))).isZero();
    }

    @Test
    void a_wrong_number_is_taken_off_and_still_told(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, "Martin", "+33155512345", Map.of());
        var logged = given.in(() -> desk.log(lead, said(CallOutcome.WRONG_NUMBER, ""), sdr));
        assertThat(given.in(() ->
                        sql.select(PERSON.PHONE).from(PERSON).fetchSingle().value1()))
                .isNull();
        assertThat(given.in(() ->
                        sql.select(ACTIVITY.BODY).from(ACTIVITY).fetchSingle().value1()))
                .isEqualTo("+33155512345");
        given.run(() -> undo.reverse(Objects.requireNonNull(logged.changeSet()), sdr));
        assertThat(given.in(() ->
                        sql.select(PERSON.PHONE).from(PERSON).fetchSingle().value1()))
                .isEqualTo("+33155512345");
    }

    @Test
    void the_next_step_is_a_task_and_who_is_passed_over_was_not_called(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, "Martin", "+33155512345", Map.of());
        var other = lead(given, sdr, "Roux", "+33155512346", Map.of());
        var day = LocalDate.now(java.time.ZoneId.of("Europe/Paris")).plusDays(3);
        given.run(() -> desk.log(lead, new Said(CallOutcome.ANSWERED, "", null, null, "Envoyer la grille", day), sdr));
        given.run(() -> desk.log(other, said(CallOutcome.SKIPPED, ""), sdr));
        var task = given.in(
                () -> sql.selectFrom(ACTIVITY).where(ACTIVITY.KIND.eq("task")).fetchSingle());
        assertThat(task.getDueOn()).isEqualTo(day);
        assertThat(given.in(() -> sql.fetchCount(ACTIVITY, ACTIVITY.LEAD_ID.eq(other))))
                .isZero();
    }

    @Test
    void a_call_back_needs_its_time_and_what_was_typed_stays(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, "Martin", "+33155512345", Map.of("channel", "inbound"));
        assertThatThrownBy(() -> given.in(() -> desk.log(lead, said(CallOutcome.CALL_BACK, "x"), sdr)))
                .isInstanceOf(BadInput.class);
        assertThat(mvc.post()
                        .uri("/leads/" + lead + "/calls")
                        .param("outcome", "call_back")
                        .param("again", "2020-01-01T09:00")
                        .param("note", "En réunion jusqu’à midi")
                        .with(given.signedIn(sdr))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("En réunion jusqu’à midi");
        assertThat(given.in(() -> sql.fetchCount(ACTIVITY))).isZero();
    }

    @Test
    void nobody_calls_a_lead_that_they_do_not_see(Given given, Given.Kit worlds) {
        var sdr = given.memberWhoSeesOwn("Nora Petit", "sdr");
        var other = given.memberWhoSeesOwn("Zoé Blanc", "sdr");
        var lead = lead(given, sdr, "Martin", "+33155512345", Map.of());
        assertThatThrownBy(() -> given.in(() -> desk.log(lead, said(CallOutcome.BUSY, ""), other)))
                .isInstanceOf(NoSuchRecord.class);
        var neighbour = worlds.given();
        assertThatThrownBy(() ->
                        neighbour.in(() -> desk.log(lead, said(CallOutcome.BUSY, ""), neighbour.administrator())))
                .isInstanceOf(NoSuchRecord.class);
        assertThat(given.in(() -> queue.of(other.member(), MORNING)).turns()).isEmpty();
    }
}
