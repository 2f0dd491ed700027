package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static io.diabolo.jooq.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@DiaboloTest
class VisitorBookingTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final DSLContext sql;
    private final PublicPages pages;
    private final Visitors visitors;
    private final Records records;
    private final RecordTypes types;
    private final MockMvcTester mvc;

    VisitorBookingTest(
            DSLContext sql,
            PublicPages pages,
            Visitors visitors,
            Records records,
            RecordTypes types,
            MockMvcTester mvc) {
        this.sql = sql;
        this.pages = pages;
        this.visitors = visitors;
        this.records = records;
        this.types = types;
        this.mvc = mvc;
    }

    private String page(Given given, Actor host) {
        return given.in(() -> pages.open(MeetingKind.DISCOVERY, false, host));
    }

    private List<Instant> offered(String page) {
        var from = java.time.LocalDate.now(PARIS).plusDays(3);
        return visitors.offered(page.substring("/book/".length()), from, PARIS, Instant.now())
                .starts();
    }

    private static Map<String, String> form(Instant at) {
        return new HashMap<>(Map.of(
                "at", at.toString(),
                "zone", "Europe/Paris",
                "first_name", "Léa",
                "last_name", "Martin",
                "email", "lea.martin@atelier-martin.example",
                "company", "Atelier Martin",
                "notes", "Vos délais"));
    }

    private MvcTestResult post(String path, Map<String, String> form) {
        var request = mvc.post().uri(path).with(csrf());
        for (var entry : form.entrySet()) {
            request = request.param(entry.getKey(), entry.getValue());
        }
        return request.exchange();
    }

    private static String led(MvcTestResult answer) {
        return Objects.requireNonNull(answer.getResponse().getRedirectedUrl());
    }

    @Test
    void a_visitor_books_and_becomes_a_lead_whom_nobody_has_to_answer_in_five_minutes(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var page = page(given, ae);
        var start = offered(page).getFirst();

        var answer = post(page, form(start));

        assertThat(answer).hasStatus(303);
        assertThat(mvc.get().uri(led(answer))).hasStatusOk().bodyText().contains("Marc Attal", "confirmé");
        var meeting = given.in(() -> sql.selectFrom(MEETING).fetchSingle());
        assertThat(meeting.getStartsAt().toInstant()).isEqualTo(start);
        assertThat(meeting.getByGuest()).isTrue();
        assertThat(meeting.getNotes()).isEqualTo("Vos délais");
        var lead = given.in(() -> sql.selectFrom(LEAD).fetchSingle());
        assertThat(lead.getId()).isEqualTo(meeting.getLeadId());
        assertThat(lead.getChannel()).isEqualTo("inbound");
        assertThat(lead.getOwnerId()).isEqualTo(ae.member().value());
        assertThat(given.in(() -> sql.fetchCount(CLOCK, CLOCK.STOPPED_AT.isNull())))
                .isZero();
    }

    @Test
    void who_is_known_comes_back_to_the_same_lead(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var bdr = given.member("Inès Roy", "bdr");
        var lead = given.in(() -> records.create(
                        types.byId("lead").orElseThrow(),
                        Map.of(
                                "last_name", "Martin",
                                "email", "lea.martin@atelier-martin.example",
                                "channel", "inbound",
                                "owner", bdr.member().toString()),
                        bdr)
                .record()
                .id());
        assertThat(given.in(() -> sql.fetchCount(CLOCK, CLOCK.STOPPED_AT.isNull())))
                .isEqualTo(1);
        var page = page(given, ae);

        assertThat(post(page, form(offered(page).getFirst()))).hasStatus(303);

        assertThat(given.in(() ->
                        sql.select(MEETING.LEAD_ID).from(MEETING).fetchSingle().value1()))
                .isEqualTo(lead);
        assertThat(given.in(() -> sql.fetchCount(PERSON))).isEqualTo(1);
        assertThat(given.in(() -> sql.fetchCount(CLOCK, CLOCK.STOPPED_AT.isNull())))
                .isZero();
    }

    @Test
    void of_two_in_the_same_second_one_wins_and_the_other_keeps_what_was_typed(Given given) throws Exception {
        var page = page(given, given.member("Marc Attal", "ae"));
        var start = offered(page).getFirst();
        var other = form(start);
        other.put("last_name", "Vauquelin");
        other.put("email", "v@vauquelin.example");
        var answers = new ArrayList<MvcTestResult>();
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var one : pool.invokeAll(
                    List.<Callable<MvcTestResult>>of(() -> post(page, form(start)), () -> post(page, other)))) {
                answers.add(one.get());
            }
        }
        assertThat(answers)
                .extracting(answer -> answer.getResponse().getStatus())
                .containsExactlyInAnyOrder(303, 409);
        var loser = answers.stream()
                .filter(answer -> answer.getResponse().getStatus() == 409)
                .findFirst()
                .orElseThrow();
        assertThat(loser)
                .bodyText()
                .contains("n’est plus libre", "Vos délais", "name=\"at\"")
                .containsAnyOf("Vauquelin", "value=\"Martin\"");
        assertThat(given.in(() -> sql.fetchCount(MEETING))).isEqualTo(1);
        assertThat(given.in(() -> sql.fetchCount(LEAD))).isEqualTo(1);
    }

    @Test
    void an_hour_that_is_not_offered_is_not_booked(Given given) {
        var page = page(given, given.member("Marc Attal", "ae"));
        var night = offered(page).getFirst().atZone(PARIS).withHour(3).toInstant();
        assertThat(post(page, form(night))).hasStatus(409);
        assertThat(given.in(() -> sql.fetchCount(MEETING))).isZero();
    }

    @Test
    void machines_are_told_apart_and_too_many_attempts_are_stopped(Given given) {
        var page = page(given, given.member("Marc Attal", "ae"));
        var start = offered(page).getFirst();
        var trapped = form(start);
        trapped.put("website", "https://spam.example");
        assertThat(post(page, trapped)).hasStatus(422);
        var nobody = form(start);
        nobody.put("email", "no address");
        assertThat(post(page, nobody)).hasStatus(422).bodyText().contains("value=\"Martin\"");
        assertThat(given.in(() -> sql.fetchCount(MEETING))).isZero();

        var night = form(start.atZone(PARIS).withHour(3).toInstant());
        for (var n = 0; n < 20; n++) {
            assertThat(post(page, night)).hasStatus(409);
        }
        assertThat(post(page, form(start))).hasStatus(429).bodyText().contains("value=\"Martin\"");
        assertThat(given.in(() -> sql.fetchCount(MEETING))).isZero();
    }

    @Test
    void the_guest_moves_it_and_calls_it_off_by_the_link_and_nobody_guesses_it(Given given) {
        var ae = given.member("Marc Attal", "ae");
        var page = page(given, ae);
        var starts = offered(page);
        var link = led(post(page, form(starts.getFirst())));

        assertThat(mvc.get().uri(link + "/times")).hasStatusOk();
        var later = starts.get(6);
        assertThat(post(link + "/times", Map.of("at", later.toString()))).hasStatus(303);
        assertThat(given.in(() ->
                        sql.selectFrom(MEETING).fetchSingle().getStartsAt().toInstant()))
                .isEqualTo(later);
        // Reading changes nothing, whoever follows the link first.
        assertThat(mvc.get().uri(link)).hasStatusOk();
        assertThat(mvc.get().uri(link + "/cancellation")).hasStatus(405);
        assertThat(post(link + "/cancellation", Map.of("why", "Plus besoin"))).hasStatus(303);
        assertThat(given.in(() -> sql.selectFrom(MEETING).fetchSingle().getState()))
                .isEqualTo("cancelled");
        assertThat(offered(page)).contains(later);
        assertThat(given.in(() -> sql.fetchCount(
                        NOTIFICATION,
                        NOTIFICATION.MEMBER_ID.eq(ae.member().value()),
                        NOTIFICATION.KIND.eq("meeting-changed"))))
                .isEqualTo(2);
        assertThat(post(link + "/times", Map.of("at", later.toString()))).hasStatus(409);

        assertThat(mvc.get().uri(link.substring(0, link.length() - 1) + "!")).hasStatus(404);
        assertThat(mvc.get().uri("/booked/nowhere.nothing")).hasStatus(404);
    }

    @Test
    void a_key_opens_nothing_of_another_workspace_and_a_closed_page_nothing_at_all(Given given, Given.Kit worlds) {
        var ae = given.member("Marc Attal", "ae");
        var page = page(given, ae);
        var neighbour = worlds.given();
        var theirs = page(neighbour, neighbour.member("Zoé Blanc", "ae"));
        var mixed = theirs.substring(0, theirs.indexOf('.')) + page.substring(page.indexOf('.'));
        assertThat(mvc.get().uri(mixed)).hasStatus(404);
        // A member of another workspace is a visitor like others.
        assertThat(mvc.get().uri(page).with(neighbour.signedIn(neighbour.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("Marc Attal");

        var id = given.in(() -> pages.of(ae)).getFirst().id();
        given.run(() -> pages.set(id, false, ae));
        assertThat(mvc.get().uri(page)).hasStatus(404);
    }

    @Test
    void the_hours_are_the_visitors(Given given) {
        var page = page(given, given.member("Marc Attal", "ae"));
        var day = offered(page).getFirst().atZone(PARIS).toLocalDate();
        assertThat(mvc.get().uri(page + "?zone=Asia/Tokyo&from=" + day))
                .hasStatusOk()
                .bodyText()
                .contains("selected>Asia/Tokyo");
        assertThat(mvc.get().uri(page + "?zone=Nowhere/None&from=9999-99-99&at=x"))
                .hasStatusOk();
        var never = "+1000000000-12-31T23:59:59Z";
        assertThat(mvc.get().uri(page).param("at", never)).hasStatusOk();
        var link = led(post(page, form(offered(page).getFirst())));
        assertThat(post(link + "/times", Map.of("at", never))).hasStatus(422);
    }
}
