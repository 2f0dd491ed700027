package io.diabolo.field;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.MEETING;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.meetings.Outcome;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Scope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The day of somebody who goes out to customers, and what they say of it. */
@DiaboloTest
class VisitReportsTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final VisitReports reports;
    private final MyDay days;
    private final Nearby nearby;

    VisitReportsTest(
            ApplicationContext application,
            MockMvcTester mvc,
            DSLContext sql,
            VisitReports reports,
            MyDay days,
            Nearby nearby) {
        this.application = application;
        this.mvc = mvc;
        this.sql = sql;
        this.reports = reports;
        this.days = days;
        this.nearby = nearby;
    }

    private static VisitReport report(UUID meeting, @Nullable String step, @Nullable LocalDate on) {
        return new VisitReport(UUID.randomUUID(), meeting, Outcome.HELD, "D’accord sur le lot 2.", step, on, null);
    }

    @Test
    void the_days_visits_stand_in_order_with_what_one_needs_at_the_door(Given given) {
        var world = AVisit.of(given, application);
        var day = LocalDate.of(2026, 12, 3);
        var nine = day.atTime(9, 0).atZone(ZoneId.of("Europe/Paris")).toInstant();
        world.visit("Après-midi", nine.plus(5, ChronoUnit.HOURS), world.seller, null);
        world.visit("Matin", nine, world.seller, world.deal);
        world.visit("D’un autre", nine, given.administrator(), null);
        world.visit("Lendemain", nine.plus(1, ChronoUnit.DAYS), world.seller, null);
        var visits = given.in(() -> days.visits(day, world.seller));
        assertThat(visits).extracting(Visit::subject).containsExactly("Matin", "Après-midi");
        assertThat(visits.getFirst().where()).isEqualTo("1 quai de la Douane, 29200 Brest");
        assertThat(visits.getFirst().map()).contains("openstreetmap.org", "29200+Brest");
        assertThat(mvc.get().uri("/field?day=2026-12-03").with(given.signedIn(world.seller)))
                .hasStatusOk()
                .bodyText()
                .contains("Matin", "tel:+33639981144", "Atelier Brest – équipement", "9:00")
                .doesNotContain("Lendemain", "D’un autre");
    }

    @Test
    void a_report_says_what_came_and_what_comes_next_and_counts_once(Given given) {
        var world = AVisit.of(given, application);
        var meeting = world.visit("Visite", 60);
        var report = report(meeting, "Envoyer le devis", LocalDate.of(2026, 12, 4));
        var first = (VisitReports.Answer.Taken) given.in(() -> reports.take(report, world.seller));
        var again = (VisitReports.Answer.Taken) given.in(() -> reports.take(report, world.seller));
        assertThat(first.again()).isFalse();
        assertThat(again).isEqualTo(new VisitReports.Answer.Taken(first.changeSet(), true));
        given.run(() -> {
            var row = sql.selectFrom(MEETING).where(MEETING.ID.eq(meeting)).fetchSingle();
            assertThat(row.getState()).isEqualTo("held");
            assertThat(row.getSaid()).isEqualTo("D’accord sur le lot 2.");
            var deal = sql.selectFrom(OPPORTUNITY)
                    .where(OPPORTUNITY.ID.eq(world.deal))
                    .fetchSingle();
            assertThat(deal.getNextStep()).isEqualTo("Envoyer le devis");
            assertThat(deal.getNextStepOn()).isEqualTo(LocalDate.of(2026, 12, 4));
        });
        var other = new VisitReport(report.id(), world.visit("Autre", 30), Outcome.HELD, null, null, null, null);
        assertThatThrownBy(() -> given.in(() -> reports.take(other, world.seller)))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void without_a_deal_the_next_step_is_a_task(Given given) {
        var world = AVisit.of(given, application);
        var meeting = world.visit("Visite", Instant.now().minus(1, ChronoUnit.HOURS), world.seller, null);
        given.in(() -> reports.take(report(meeting, "Rappeler Léa", LocalDate.of(2026, 12, 7)), world.seller));
        given.run(() -> assertThat(sql.select(ACTIVITY.SUBJECT, ACTIVITY.DUE_ON)
                        .from(ACTIVITY)
                        .where(ACTIVITY.KIND.eq("task"))
                        .fetchSingle()
                        .intoList())
                .containsExactly("Rappeler Léa", LocalDate.of(2026, 12, 7)));
    }

    @Test
    void what_was_said_already_is_not_overwritten_and_a_stranger_sees_nothing(Given given) {
        var world = AVisit.of(given, application);
        var meeting = world.visit("Visite", 60);
        var stranger = given.memberWhoSeesOwn("Zoé Blanc", "ae");
        assertThatThrownBy(() -> given.in(() -> reports.take(report(meeting, null, null), stranger)))
                .isInstanceOf(NoSuchRecord.class);
        given.in(() -> reports.take(report(meeting, null, null), world.seller));
        assertThat(given.<VisitReports.Answer>in(() -> reports.take(report(meeting, null, null), world.seller)))
                .isEqualTo(new VisitReports.Answer.Over("held"));
        assertThat(send(given, world.seller, world.seller, UUID.randomUUID(), meeting, "held"))
                .hasStatus(409);
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult send(
            Given given, Actor signedIn, Actor writer, UUID id, UUID meeting, String outcome) {
        return mvc.post()
                .uri("/field/reports")
                .param("id", id.toString())
                .param("member", writer.member().toString())
                .param("meeting_id", meeting.toString())
                .param("outcome", outcome)
                .param("said", "Bien.")
                .with(given.signedIn(signedIn))
                .with(csrf())
                .exchange();
    }

    @Test
    void a_phone_that_changed_hands_sends_nothing_in_anothers_name(Given given) {
        var world = AVisit.of(given, application);
        var meeting = world.visit("Visite", 60);
        var id = UUID.randomUUID();
        assertThat(send(given, given.administrator(), world.seller, id, meeting, "held"))
                .hasStatus(409)
                .bodyText()
                .contains("waits");
        assertThat(send(given, world.seller, world.seller, id, meeting, "held")).hasStatus(200);
        assertThat(send(given, world.seller, world.seller, id, meeting, "held")).hasStatus(200);
        assertThat(send(given, world.seller, world.seller, UUID.randomUUID(), world.visit("Autre", 30), "perhaps"))
                .hasStatus(422);
    }

    @Test
    void the_form_keeps_what_was_typed_and_the_api_takes_reports_too(Given given) {
        var world = AVisit.of(given, application);
        var meeting = world.visit("Visite", 30);
        assertThat(mvc.post()
                        .uri("/field/visits/" + meeting + "/report")
                        .param("id", UUID.randomUUID().toString())
                        .param("outcome", "held")
                        .param("said", "Ils veulent deux lots")
                        .param("next_step_on", "2026-12-04")
                        .with(given.signedIn(world.seller))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Ils veulent deux lots", "Dites ce qui vient ensuite");
        assertThat(mvc.post()
                        .uri("/api/v1/visit-reports")
                        .header("Authorization", given.bearer(world.seller, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"id\": \"" + UUID.randomUUID() + "\", \"meeting_id\": \"" + meeting
                                + "\", \"outcome\": \"missed\"}"))
                .hasStatus(201);
    }

    @Test
    void companies_near_a_place_come_by_postcode_then_town_then_department(Given given) {
        var world = AVisit.of(given, application);
        world.company("Voisin", "2 rue Jean", "29200", "Brest");
        world.company("Même ville", "3 rue Haute", "29800", "Brest");
        world.company("Quimper Services", "4 rue Basse", "29000", "Quimper");
        world.company("Rennes Services", "5 rue Longue", "35000", "Rennes");
        var around = given.in(() -> nearby.around(world.company, world.seller));
        var found = given.in(() -> nearby.of(around, world.seller));
        assertThat(found.get(Nearby.How.POSTCODE))
                .extracting(Nearby.Company::name)
                .containsExactly("Voisin");
        assertThat(found.get(Nearby.How.CITY)).extracting(Nearby.Company::name).containsExactly("Même ville");
        assertThat(found.get(Nearby.How.DEPARTMENT))
                .extracting(Nearby.Company::name)
                .containsExactly("Quimper Services");
        var own = given.memberWhoSeesOwn("Zoé Blanc", "ae");
        assertThat(given.in(() -> nearby.of(around, own))).isEmpty();
        assertThat(Nearby.department("97110", "FR")).isEqualTo("971");
        assertThat(mvc.get().uri("/field/nearby?postcode=29200&city=Brest").with(given.signedIn(world.seller)))
                .hasStatusOk()
                .bodyText()
                .contains("Voisin", "Ce n’est pas une distance");
        assertThat(mvc.get().uri("/field/nearby?postcode=%3F").with(given.signedIn(world.seller)))
                .hasStatus(422);
    }

    @Test
    void a_visit_that_nobody_booked_is_noted_at_the_door(Given given) {
        var world = AVisit.of(given, application);
        assertThat(mvc.post()
                        .uri("/field/companies/" + world.company + "/visits")
                        .with(given.signedIn(world.seller))
                        .with(csrf()))
                .hasStatus(303);
        given.run(() -> assertThat(sql.selectFrom(MEETING).fetchSingle()).satisfies(row -> {
            assertThat(row.getKind()).isEqualTo("visit");
            assertThat(row.getOpportunityId()).isEqualTo(world.deal);
            assertThat(row.getOwnerId()).isEqualTo(world.seller.member().value());
        }));
        var own = given.memberWhoSeesOwn("Zoé Blanc", "ae");
        assertThat(mvc.post()
                        .uri("/field/companies/" + world.company + "/visits")
                        .with(given.signedIn(own))
                        .with(csrf()))
                .hasStatus(404);
    }
}
