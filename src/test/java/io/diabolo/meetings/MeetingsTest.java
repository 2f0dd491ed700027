package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.jooq.tables.records.MeetingRecord;
import io.diabolo.journey.Handoffs;
import io.diabolo.meetings.Meetings.Changed;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Scope;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.QueueRequest;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class MeetingsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final DSLContext sql;
    private final Meetings meetings;
    private final Hosts hosts;
    private final Records records;
    private final RecordTypes types;
    private final Handoffs handoffs;
    private final Undo undo;
    private final MeetingSettings settings;
    private final MeetingQueue queue;
    private final MeetingFigures figures;
    private final MockMvcTester mvc;

    MeetingsTest(
            DSLContext sql,
            Meetings meetings,
            Hosts hosts,
            Records records,
            RecordTypes types,
            Handoffs handoffs,
            Undo undo,
            MeetingSettings settings,
            MeetingQueue queue,
            MeetingFigures figures,
            MockMvcTester mvc) {
        this.sql = sql;
        this.meetings = meetings;
        this.hosts = hosts;
        this.records = records;
        this.types = types;
        this.handoffs = handoffs;
        this.undo = undo;
        this.settings = settings;
        this.queue = queue;
        this.figures = figures;
        this.mvc = mvc;
    }

    /** A working day that is well ahead: the Tuesday after next, which no French holiday ever is. */
    private static LocalDate day() {
        var day = LocalDate.now(PARIS).plusDays(8);
        while (day.getDayOfWeek() != DayOfWeek.TUESDAY
                || day.getMonthValue() == 5
                || (day.getDayOfMonth() == 14 && day.getMonthValue() == 7)
                || (day.getDayOfMonth() == 15 && day.getMonthValue() == 8)
                || (day.getDayOfMonth() == 1 && Set.of(1, 11).contains(day.getMonthValue()))
                || (day.getDayOfMonth() == 25 && day.getMonthValue() == 12)
                || (day.getDayOfMonth() == 11 && day.getMonthValue() == 11)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static Instant at(int hour, int minute) {
        return day().atTime(hour, minute).atZone(PARIS).toInstant();
    }

    private static Wish wish(@Nullable Actor host, Instant start, @Nullable UUID lead, boolean handOver) {
        return new Wish(
                MeetingKind.DISCOVERY,
                host == null ? null : host.member(),
                start,
                lead,
                null,
                null,
                null,
                null,
                null,
                null,
                handOver);
    }

    private UUID lead(Given given, Actor owner, Map<String, String> more) {
        var input = new HashMap<String, String>(Map.of(
                "first_name",
                "Léa",
                "last_name",
                "Martin",
                "company",
                "Atelier Martin",
                "owner",
                owner.member().toString()));
        input.putAll(more);
        return given.in(() -> records.create(types.byId("lead").orElseThrow(), input, owner)
                .record()
                .id());
    }

    private Booking.Done booked(Given given, Wish wish, Actor me) {
        return (Booking.Done) given.in(() -> meetings.book(wish, me));
    }

    private MeetingRecord row(Given given, UUID id) {
        return given.in(() -> sql.selectFrom(MEETING).where(MEETING.ID.eq(id)).fetchSingle());
    }

    private List<Instant> free(Given given, Actor host) {
        return given.in(() -> hosts.free(host.member(), MeetingKind.DISCOVERY, day(), 1, null));
    }

    @Test
    void an_ae_is_free_in_working_hours_except_around_what_is_booked(Given given) {
        var ae = given.member("Marc Attal", "ae");
        assertThat(free(given, ae))
                .startsWith(at(9, 0), at(9, 30))
                .contains(at(12, 0), at(13, 30), at(17, 30))
                .doesNotContain(at(12, 30), at(18, 0));

        booked(given, wish(ae, at(10, 0), lead(given, ae, Map.of()), false), ae);

        // From 10:00 to 10:30, and a quarter of an hour on either side.
        assertThat(free(given, ae)).contains(at(9, 0), at(11, 0)).doesNotContain(at(9, 30), at(10, 0), at(10, 30));
    }

    @Test
    void absences_and_what_a_calendar_elsewhere_says_are_not_free(Given given) {
        var ae = given.member("Marc Attal", "ae");
        given.run(() -> sql.execute(
                "insert into busy_time (member_id, starts_at, ends_at) values (?, ?::timestamptz, ?::timestamptz)",
                ae.member().value(),
                at(9, 0).toString(),
                at(12, 0).toString()));
        assertThat(free(given, ae)).doesNotContain(at(9, 0), at(11, 30)).contains(at(12, 0));

        given.run(() -> sql.execute(
                "insert into member_absence (member_id, from_on, to_on) values (?, ?, ?)",
                ae.member().value(),
                day(),
                day()));
        assertThat(free(given, ae)).isEmpty();
    }

    @Test
    void a_meeting_stands_on_the_timelines_of_lead_person_and_company(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, Map.of());
        var done = booked(given, wish(ae, at(10, 0), lead, false), sdr);

        var row = row(given, done.meeting());
        assertThat(row.getSubject()).isEqualTo("Découverte avec Atelier Martin");
        assertThat(row.getEndsAt().toInstant()).isEqualTo(at(10, 30));
        var activity = given.in(() -> sql.selectFrom(ACTIVITY)
                .where(ACTIVITY.ID.eq(row.getActivityId()))
                .fetchSingle());
        assertThat(activity.getKind()).isEqualTo("meeting");
        assertThat(activity.getLeadId()).isEqualTo(lead);
        assertThat(activity.getPersonId()).isEqualTo(row.getPersonId()).isNotNull();
        assertThat(activity.getCompanyId()).isEqualTo(row.getCompanyId()).isNotNull();
        assertThat(activity.getAt().toInstant()).isEqualTo(at(10, 0));
    }

    @Test
    void two_who_want_the_same_hour_in_the_same_second_do_not_both_get_it(Given given) throws Exception {
        var ae = given.member("Marc Attal", "ae");
        var sdr = given.member("Nora Petit", "sdr");
        var leads = List.of(lead(given, sdr, Map.of()), lead(given, sdr, Map.of("last_name", "Roux")));
        try (var pool = Executors.newFixedThreadPool(2)) {
            var both = pool.invokeAll(leads.stream()
                    .<Callable<Booking>>map(lead ->
                            () -> given.in(() -> meetings.book(wish(ae, at(10, 0), lead, false), sdr)))
                    .toList());
            var answers = new java.util.ArrayList<Booking>();
            for (var one : both) {
                answers.add(one.get());
            }
            assertThat(answers)
                    .hasAtLeastOneElementOfType(Booking.Done.class)
                    .hasAtLeastOneElementOfType(Booking.Taken.class);
        }
        assertThat(given.in(() -> sql.fetchCount(MEETING))).isEqualTo(1);
        assertThat(given.in(() -> sql.fetchCount(ACTIVITY))).isEqualTo(1);
    }

    @Test
    void whoever_of_the_aes_is_there_and_has_the_least_before_them_takes_the_meeting(Given given) {
        var busy = given.member("Marc Attal", "ae");
        var away = given.member("Anne Roy", "ae");
        var free = given.member("Zoé Blanc", "ae");
        var sdr = given.member("Nora Petit", "sdr");
        booked(given, wish(busy, at(16, 0), lead(given, sdr, Map.of()), false), sdr);
        given.run(() -> sql.execute(
                "insert into lead_taker (member_id, absent_from) values (?, ?)",
                away.member().value(),
                LocalDate.now(PARIS)));

        var first = booked(given, wish(null, at(10, 0), lead(given, sdr, Map.of("last_name", "Roux")), false), sdr);
        assertThat(first.host()).isEqualTo(free.member());
        var second = booked(given, wish(null, at(10, 0), lead(given, sdr, Map.of("last_name", "Faure")), false), sdr);
        assertThat(second.host()).isEqualTo(busy.member());
        var third = given.in(() ->
                meetings.book(wish(null, at(10, 0), lead(given, sdr, Map.of("last_name", "Noël")), false), sdr));
        assertThat(third).isInstanceOf(Booking.Taken.class);
    }

    @Test
    void the_booking_carries_the_hand_off_and_accepting_it_opens_the_sale(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, Map.of());
        given.sheetAnswered(lead);

        var done = booked(given, wish(ae, at(10, 0), lead, true), sdr);

        var handoff = given.in(() -> handoffs.get(java.util.Objects.requireNonNull(done.handoff()), ae));
        assertThat(handoff.to()).isNotNull();
        assertThat(handoff.to().id()).isEqualTo(ae.member());
        assertThat(handoff.done()).containsExactly("meeting");
        assertThat(mvc.get().uri("/handoffs/" + handoff.id()).with(given.signedIn(ae)))
                .hasStatusOk()
                .bodyText()
                .contains("/meetings/" + done.meeting(), "Marc Attal");
        given.run(() -> handoffs.accept(handoff.id(), ae));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                given.in(() -> sql.selectFrom(OPPORTUNITY).fetch()))
                        .singleElement()
                        .satisfies(sale -> assertThat(sale.getOwnerId())
                                .isEqualTo(ae.member().value())));
        var sale = given.in(
                () -> sql.select(OPPORTUNITY.ID).from(OPPORTUNITY).fetchSingle().value1());
        assertThat(mvc.get().uri("/opportunities/" + sale).with(given.signedIn(ae)))
                .bodyText()
                .contains("/meetings/" + done.meeting());
    }

    @Test
    void a_lead_whose_sheet_is_not_complete_follows_when_it_is_qualified(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, Map.of());

        var done = booked(given, wish(ae, at(10, 0), lead, true), sdr);
        assertThat(done.handoff()).isNull();
        assertThat(done.missing()).isPositive();

        given.sheetAnswered(lead);
        assertThat(mvc.post()
                        .uri("/leads/" + lead + "/qualification")
                        .with(given.signedIn(sdr))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(given.in(() -> sql.selectFrom(HANDOFF).fetch()))
                                .singleElement()
                                .satisfies(one -> assertThat(one.getToMember())
                                        .isEqualTo(ae.member().value())));
    }

    @Test
    void a_booked_meeting_stops_the_five_minutes(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var bdr = given.member("Inès Roy", "bdr");
        var lead = lead(given, bdr, Map.of("channel", "inbound"));
        assertThat(given.in(() -> sql.fetchCount(CLOCK, CLOCK.STOPPED_AT.isNull())))
                .isEqualTo(1);

        booked(given, wish(ae, at(10, 0), lead, false), bdr);

        assertThat(given.in(() -> sql.fetchCount(CLOCK, CLOCK.STOPPED_AT.isNull())))
                .isZero();
    }

    @Test
    void moving_keeps_the_length_and_undo_brings_it_back(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var done = booked(given, wish(ae, at(10, 0), lead(given, ae, Map.of()), false), ae);

        var moved = (Changed.Done) given.in(() -> meetings.move(done.meeting(), at(15, 0), ae));
        var row = row(given, done.meeting());
        assertThat(row.getStartsAt().toInstant()).isEqualTo(at(15, 0));
        assertThat(row.getEndsAt().toInstant()).isEqualTo(at(15, 30));
        assertThat(given.in(() -> sql.select(ACTIVITY.AT)
                        .from(ACTIVITY)
                        .fetchSingle()
                        .value1()
                        .toInstant()))
                .isEqualTo(at(15, 0));

        given.run(() -> undo.reverse(moved.changeSet(), ae));
        assertThat(row(given, done.meeting()).getStartsAt().toInstant()).isEqualTo(at(10, 0));
    }

    @Test
    void it_is_not_moved_to_where_the_host_is_taken_nor_into_the_past(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var lead = lead(given, ae, Map.of());
        var done = booked(given, wish(ae, at(10, 0), lead, false), ae);
        booked(given, wish(ae, at(15, 0), lead, false), ae);

        assertThat(given.in(() -> meetings.move(done.meeting(), at(15, 0), ae))).isInstanceOf(Changed.Taken.class);
        assertThatThrownBy(() -> given.in(
                        () -> meetings.move(done.meeting(), Instant.now().minusSeconds(60), ae)))
                .isInstanceOf(BadInput.class);
        assertThat(row(given, done.meeting()).getStartsAt().toInstant()).isEqualTo(at(10, 0));
    }

    @Test
    void a_no_show_leaves_a_task_for_who_booked_it_and_what_is_over_stays_so(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var sdr = given.memberWhoSeesOwn("Nora Petit", "sdr");
        var done = booked(given, wish(ae, at(10, 0), lead(given, sdr, Map.of()), false), sdr);
        assertThatThrownBy(() -> given.in(() -> meetings.say(done.meeting(), Outcome.MISSED, null, ae)))
                .isInstanceOf(BadInput.class);
        given.run(() -> sql.execute(
                "update meeting set starts_at = now() - interval '1 hour', ends_at = now() where id = ?",
                done.meeting()));

        given.run(() -> meetings.say(done.meeting(), Outcome.MISSED, "Personne au bout du fil", ae));

        assertThat(row(given, done.meeting()).getState()).isEqualTo("missed");
        var task = given.in(
                () -> sql.selectFrom(ACTIVITY).where(ACTIVITY.KIND.eq("task")).fetchSingle());
        assertThat(task.getOwnerId()).isEqualTo(sdr.member().value());
        assertThat(given.in(() -> meetings.say(done.meeting(), Outcome.HELD, null, ae)))
                .isInstanceOf(Changed.Over.class);
    }

    @Test
    void a_meeting_that_was_held_counts_for_who_booked_it_and_an_unsaid_one_waits_on_the_hosts_desk(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var sdr = given.member("Nora Petit", "sdr");
        var done = booked(given, wish(ae, at(10, 0), lead(given, sdr, Map.of()), false), sdr);
        given.run(() -> sql.execute(
                "update meeting set starts_at = now() - interval '1 hour', ends_at = now() where id = ?",
                done.meeting()));
        var now = Instant.now().plusSeconds(60);
        assertThat(given.in(() -> queue.next(new QueueRequest(ae.member(), "ae", now, 10))))
                .singleElement()
                .satisfies(entry -> assertThat(entry.link()).isEqualTo("/meetings/" + done.meeting() + "/outcome"));
        var request = new FigureRequest(List.of(sdr.member()), now.minus(Duration.ofDays(1)), now);
        assertThat(given.in(() -> figures.value("meetings-held", request)).counted())
                .isZero();

        given.run(() -> meetings.say(done.meeting(), Outcome.HELD, "Besoin confirmé", ae));

        assertThat(given.in(() -> figures.value("meetings-held", request)).counted())
                .isEqualTo(1);
        assertThat(given.in(() -> figures.records("meetings-held", request, 10)))
                .hasSize(1);
        assertThat(given.in(() -> queue.next(new QueueRequest(ae.member(), "ae", now, 10))))
                .isEmpty();
    }

    @Test
    void a_cancelled_hour_is_free_again(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var done = booked(given, wish(ae, at(10, 0), lead(given, ae, Map.of()), false), ae);
        given.run(() -> meetings.say(done.meeting(), Outcome.CANCELLED, null, ae));
        assertThat(free(given, ae)).contains(at(10, 0));
        var trace = given.in(() -> sql.selectFrom(ACTIVITY).fetchSingle());
        assertThat(trace.getKind()).isEqualTo("note");
        assertThat(trace.getSubject()).startsWith("Annulé");
    }

    @Test
    void undoing_a_booking_takes_it_off_the_timelines_too(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var done = booked(given, wish(ae, at(10, 0), lead(given, ae, Map.of()), false), ae);
        given.run(() -> undo.reverse(done.changeSet(), ae));
        assertThat(given.in(() -> sql.fetchCount(MEETING))).isZero();
        assertThat(given.in(() -> sql.fetchCount(ACTIVITY))).isZero();
    }

    @Test
    void who_qualifies_holds_the_discovery_only_where_the_team_says_so(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, Map.of());
        assertThatThrownBy(() -> given.in(() -> meetings.book(wish(sdr, at(10, 0), lead, false), sdr)))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults().getFirst().key()).isEqualTo("meeting.fault.host"));

        given.run(() -> settings.change("qualifier", given.administrator()));
        var done = booked(given, wish(sdr, at(10, 0), lead, true), sdr);
        assertThat(done.handoff()).isNull();
    }

    @Test
    void who_sees_only_their_own_sees_what_they_hold_and_what_they_booked(Given given) {
        var ae = given.memberWhoSeesOwn("Marc Attal", "ae");
        var sdr = given.memberWhoSeesOwn("Nora Petit", "sdr");
        var other = given.memberWhoSeesOwn("Zoé Blanc", "ae");
        var done = booked(given, wish(ae, at(10, 0), lead(given, sdr, Map.of()), false), sdr);
        var type = types.byId("meeting").orElseThrow();
        assertThat(given.in(() -> records.get(type, done.meeting(), ae)).id()).isEqualTo(done.meeting());
        assertThat(given.in(() -> records.get(type, done.meeting(), sdr)).id()).isEqualTo(done.meeting());
        assertThatThrownBy(() -> given.in(() -> meetings.move(done.meeting(), at(15, 0), other)))
                .isInstanceOf(NoSuchRecord.class);
    }

    @Test
    void the_api_books_moves_and_says_what_came_of_it(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var sdr = given.member("Nora Petit", "sdr");
        var lead = lead(given, sdr, Map.of());
        given.sheetAnswered(lead);
        var token = given.bearer(sdr, Scope.WRITE);
        var body = "{\"kind\":\"discovery\",\"starts_at\":\"" + at(10, 0) + "\",\"lead_id\":\"" + lead
                + "\",\"host_id\":\"" + ae.member() + "\",\"hand_over\":true}";
        assertThat(mvc.post()
                        .uri("/api/v1/bookings")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .hasStatus(201)
                .bodyText()
                .contains("\"handoff_id\":\"");
        assertThat(mvc.post()
                        .uri("/api/v1/bookings")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body))
                .hasStatus(422);
        var id = given.in(
                () -> sql.select(MEETING.ID).from(MEETING).fetchSingle().value1());
        assertThat(mvc.post()
                        .uri("/api/v1/meetings/" + id + "/start")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"starts_at\":\"" + at(15, 0) + "\"}"))
                .hasStatusOk();
        assertThat(mvc.post()
                        .uri("/api/v1/meetings/" + id + "/outcome")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"outcome\":\"cancelled\"}"))
                .hasStatusOk()
                .bodyText()
                .contains("\"state\":\"cancelled\"");
        assertThat(mvc.get().uri("/api/v1/meetings").header("Authorization", token))
                .hasStatusOk()
                .bodyText()
                .contains(id.toString());
    }

    @Test
    void a_member_of_a_left_host_is_no_host(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var wish = new Wish(
                MeetingKind.DEMO,
                new MemberId(UUID.randomUUID()),
                at(10, 0),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false);
        assertThatThrownBy(() -> given.in(() -> meetings.book(wish, sdr))).isInstanceOf(BadInput.class);
    }
}
