package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.CALENDAR_SHARE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A host has their meetings in the calendar that they keep elsewhere. */
@DiaboloTest
class HostCalendarTest {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost(/calendars/[^\"<\\s]+\\.ics)");
    private final Instant soon = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final MockMvcTester mvc;

    HostCalendarTest(DSLContext sql, Records records, RecordTypes types, MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.mvc = mvc;
    }

    private UUID meeting(Given given, Actor host, String subject, Instant start) {
        var lead = given.in(() -> records.create(
                        types.byId("lead").orElseThrow(),
                        Map.of("first_name", "Léa", "last_name", "Martin", "company", "Atelier Martin"),
                        host)
                .record()
                .id());
        return given.in(() -> records.create(
                        types.byId("meeting").orElseThrow(),
                        Map.of(
                                "subject",
                                subject,
                                "kind",
                                "demo",
                                "lead",
                                lead.toString(),
                                "place",
                                "Salle 3, Lyon",
                                "starts_at",
                                start.toString(),
                                "owner",
                                host.member().toString()),
                        host)
                .record()
                .id());
    }

    private static String text(MvcTestResult answer) {
        try {
            return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address as the page shows it, once. */
    private String share(Given given, Actor who) {
        var answer = mvc.post()
                .uri("/availability/calendar")
                .with(given.signedIn(who))
                .with(csrf())
                .exchange();
        assertThat(answer).hasStatusOk();
        var found = ADDRESS.matcher(text(answer));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private ICalendar read(String address) {
        var answer = mvc.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        assertThat(answer.getResponse().getContentType()).startsWith("text/calendar");
        return Biweekly.parse(text(answer)).first();
    }

    @Test
    void a_meeting_is_taken_into_a_calendar_from_its_page(Given given) {
        var ae = given.memberWhoSeesOwn("Marc Attal", "ae");
        var id = meeting(given, ae, "Démonstration ; suite", soon);
        assertThat(mvc.get().uri("/meetings/" + id).with(given.signedIn(ae)))
                .hasStatusOk()
                .bodyText()
                .contains("/meetings/" + id + "/calendar");
        var answer = mvc.get()
                .uri("/meetings/" + id + "/calendar")
                .with(given.signedIn(ae))
                .exchange();
        assertThat(answer.getResponse().getHeader("Content-Disposition"))
                .isEqualTo("attachment; filename=\"rendez-vous.ics\"");
        assertThat(Biweekly.parse(text(answer)).first().getEvents())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getSummary().getValue()).isEqualTo("Démonstration ; suite");
                    assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(soon);
                    assertThat(event.getLocation().getValue()).isEqualTo("Salle 3, Lyon");
                    assertThat(event.getDescription().getValue()).contains("Léa Martin", "Atelier Martin");
                    // The guest's invitation bears the same, so that a host who has both sees one.
                    assertThat(event.getUid().getValue()).isEqualTo(id + "@diabolo");
                });
        var other = given.memberWhoSeesOwn("Zoé Blanc", "ae");
        assertThat(mvc.get().uri("/meetings/" + id + "/calendar").with(given.signedIn(other)))
                .hasStatus(404);
    }

    @Test
    void a_calendar_program_subscribes_to_ones_own_meetings_and_follows_their_changes(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var other = given.member("Zoé Blanc", "ae");
        var mine = meeting(given, ae, "Le mien", soon);
        var off = meeting(given, ae, "Annulé", soon.plus(1, ChronoUnit.DAYS));
        meeting(given, other, "Celui d’une autre", soon);
        var address = share(given, ae);
        assertThat(read(address).getEvents())
                .extracting(event -> event.getSummary().getValue())
                .containsExactlyInAnyOrder("Le mien", "Annulé");

        var later = soon.plus(2, ChronoUnit.DAYS);
        given.run(() -> sql.execute("update meeting set state = 'cancelled' where id = ?", off));
        given.run(() -> sql.execute(
                "update meeting set starts_at = ?::timestamptz, ends_at = ?::timestamptz + interval '1 hour', version = version + 1 where id = ?",
                later.toString(),
                later.toString(),
                mine));
        assertThat(read(address).getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getDateStart().getValue().toInstant()).isEqualTo(later);
            assertThat(sequence(event)).isGreaterThan(1);
        });
    }

    private static int sequence(VEvent event) {
        return event.getSequence().getValue();
    }

    @Test
    void the_address_is_shown_once_and_opens_nothing_after_it_was_taken_back(Given given) {
        var ae = given.member("Marc Attal", "ae");
        meeting(given, ae, "Le mien", soon);
        var first = share(given, ae);
        assertThat(mvc.get().uri("/availability").with(given.signedIn(ae)))
                .hasStatusOk()
                .bodyText()
                .doesNotContain(first)
                .contains("Créer une nouvelle adresse");
        var kept = given.in(() -> sql.selectFrom(CALENDAR_SHARE).fetchSingle());
        assertThat(new String(kept.getHash(), StandardCharsets.ISO_8859_1))
                .doesNotContain(first.substring(first.lastIndexOf('/') + 1));
        var second = share(given, ae);
        assertThat(mvc.get().uri(first)).hasStatus(404);
        assertThat(read(second).getEvents()).hasSize(1);
        assertThat(mvc.post()
                        .uri("/availability/calendar/deletion")
                        .with(given.signedIn(ae))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get().uri(second)).hasStatus(404);
        for (var wrong : new String[] {"/calendars/x", "/calendars/x.y.ics", second.replace(".ics", "x.ics")}) {
            assertThat(mvc.get().uri(wrong)).as(wrong).hasStatus(404);
        }
    }

    @Test
    void reading_changes_nothing_and_who_has_left_shows_nothing(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var address = share(given, ae);
        var before = given.in(() -> sql.selectFrom(CALENDAR_SHARE).fetch().formatCSV());
        read(address);
        assertThat(given.in(() -> sql.selectFrom(CALENDAR_SHARE).fetch().formatCSV()))
                .isEqualTo(before);
        given.run(() -> sql.execute(
                "update member set state = 'left' where id = ?", ae.member().value()));
        assertThat(mvc.get().uri(address)).hasStatus(404);
    }

    @Test
    void the_api_makes_and_takes_back_the_address_with_the_right_to_write(Given given) {
        var ae = given.member("Marc Attal", "ae");
        assertThat(mvc.post()
                        .uri("/api/v1/availability/calendar")
                        .header("Authorization", given.bearer(ae, Scope.READ)))
                .hasStatus(403);
        var made = mvc.post()
                .uri("/api/v1/availability/calendar")
                .header("Authorization", given.bearer(ae, Scope.WRITE))
                .exchange();
        assertThat(made).hasStatus(201);
        var found = ADDRESS.matcher(text(made));
        assertThat(found.find()).isTrue();
        assertThat(read(found.group(1)).getEvents()).isEmpty();
        assertThat(mvc.delete()
                        .uri("/api/v1/availability/calendar")
                        .header("Authorization", given.bearer(ae, Scope.WRITE)))
                .hasStatus(204);
        assertThat(mvc.get().uri(found.group(1))).hasStatus(404);
    }
}
