package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.MEETING_INVITATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import biweekly.Biweekly;
import io.diabolo.platform.Actor;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@DiaboloTest
class InvitationTest {
    private static final Instant NOON = Instant.parse("2026-12-01T11:00:00Z");

    private final DSLContext sql;
    private final Meetings meetings;
    private final Records records;
    private final RecordTypes types;
    private final Undo undo;

    InvitationTest(DSLContext sql, Meetings meetings, Records records, RecordTypes types, Undo undo) {
        this.sql = sql;
        this.meetings = meetings;
        this.records = records;
        this.types = types;
        this.undo = undo;
    }

    @Test
    void it_says_what_calendar_programs_ask_for() {
        var meeting = UUID.randomUUID();
        var text = new Invitation(
                        meeting,
                        2,
                        false,
                        "Découverte avec Atelier Martin",
                        NOON,
                        NOON.plusSeconds(1800),
                        "https://visio.example/marc",
                        "À bientôt, Marc ; ligne\nsuivante",
                        "Marc Attal",
                        "marc@example.org",
                        "Léa Martin",
                        "lea@example.org",
                        NOON.minusSeconds(60))
                .ics();
        assertThat(text)
                .contains("METHOD:REQUEST", "SEQUENCE:2", "DTSTART:20261201T110000Z", "UID:" + meeting + "@diabolo");
        var event = Biweekly.parse(text).first().getEvents().getFirst();
        assertThat(event.getDescription().getValue()).isEqualTo("À bientôt, Marc ; ligne\nsuivante");
        assertThat(event.getOrganizer().getEmail()).isEqualTo("marc@example.org");
        assertThat(event.getAttendees().getFirst().getEmail()).isEqualTo("lea@example.org");
        var off = new Invitation(
                        meeting,
                        3,
                        true,
                        "x",
                        NOON,
                        NOON.plusSeconds(1800),
                        null,
                        "x",
                        "M",
                        "m@x.org",
                        "L",
                        "l@x.org",
                        NOON)
                .ics();
        assertThat(off).contains("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:3");
    }

    private Booking.Done booked(Given given, Actor ae) {
        var lead = given.in(() -> records.create(
                        types.byId("lead").orElseThrow(),
                        Map.of("last_name", "Martin", "email", "lea@atelier-martin.example"),
                        ae)
                .record()
                .id());
        var start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(9));
        return (Booking.Done) given.in(() -> meetings.book(
                new Wish(MeetingKind.DEMO, ae.member(), start, lead, null, null, null, null, null, null, false), ae));
    }

    private List<String> told(Given given) {
        return given.in(() -> sql.select(MEETING_INVITATION.SEQUENCE, MEETING_INVITATION.METHOD)
                .from(MEETING_INVITATION)
                .orderBy(MEETING_INVITATION.SEQUENCE)
                .fetch(row -> row.value1() + " " + row.value2()));
    }

    private void awaitTold(Given given, String... all) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(given)).containsExactly(all));
    }

    @Test
    void the_guest_hears_of_each_change_once_with_a_rising_number(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var done = booked(given, ae);
        awaitTold(given, "0 REQUEST");
        given.run(() -> meetings.move(done.meeting(), done.start().plus(Duration.ofHours(3)), ae));
        awaitTold(given, "0 REQUEST", "1 REQUEST");
        given.run(() -> meetings.say(done.meeting(), Outcome.CANCELLED, null, ae));
        awaitTold(given, "0 REQUEST", "1 REQUEST", "2 CANCEL");
    }

    @Test
    void undoing_the_booking_tells_that_it_is_off(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var done = booked(given, ae);
        awaitTold(given, "0 REQUEST");
        given.run(() -> undo.reverse(done.changeSet(), ae));
        assertThat(told(given)).containsExactly("0 REQUEST", "1 CANCEL");
    }
}
