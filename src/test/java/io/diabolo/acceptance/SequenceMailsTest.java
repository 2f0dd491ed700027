package io.diabolo.acceptance;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.ENROLLMENT_STEP;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.SENDING_DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.diabolo.mail.SendMails;
import io.diabolo.mail.TestSmtp;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.sequences.Enrollments;
import io.diabolo.sequences.SequencePlan;
import io.diabolo.sequences.SequenceState;
import io.diabolo.sequences.Sequences;
import io.diabolo.sequences.Step;
import io.diabolo.sequences.StepKind;
import io.diabolo.sequences.Tick;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** From an enrolment to a mail on a real server, within the window, once. */
@DiaboloTest
class SequenceMailsTest {
    /** A Monday, seven in the morning in Paris. */
    private static final Instant EARLY = Instant.parse("2029-10-08T05:00:00Z");

    private static final Instant FRIDAY = Instant.parse("2029-10-12T05:00:00Z");

    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Sequences sequences;
    private final Enrollments enrollments;
    private final Tick tick;
    private final SendMails sending;
    private final MockMvcTester mvc;

    SequenceMailsTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Sequences sequences,
            Enrollments enrollments,
            Tick tick,
            SendMails sending,
            MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.sequences = sequences;
        this.enrollments = enrollments;
        this.tick = tick;
        this.sending = sending;
        this.mvc = mvc;
    }

    private void mailbox(Given given, Actor sdr, int port) {
        assertThat(mvc.put()
                        .uri("/api/v1/mailbox")
                        .header("Authorization", given.bearer(sdr, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("""
                                {"address": "nora@vendeur.example", "sender_name": "Nora Petit", "password": "secret",
                                 "smtp_host": "127.0.0.1", "smtp_port": "%d", "smtp_security": "none"}""".formatted(port)))
                .hasStatus2xxSuccessful();
    }

    /** Six leads, from this instant on in a sequence of one mail. */
    private void enrolled(Given given, Actor sdr, Instant from) {
        var leads = new ArrayList<UUID>();
        for (var i = 0; i < 6; i++) {
            var named = Map.of(
                    "last_name",
                    "Client" + i,
                    "email",
                    "client" + i + "@client.example",
                    "channel",
                    "outbound",
                    "stage",
                    "market");
            leads.add(given.in(() -> records.create(types.byId("lead").orElseThrow(), named, sdr)
                    .record()
                    .id()));
        }
        var words = new Step.Variant("a", null, "Votre projet", "Bonjour {{person.name}},\nparlons-en.", "", "");
        var step = new Step("one", StepKind.EMAIL, 0, "days", "", "", "", List.of(words));
        given.run(() -> {
            var made = sequences.create(SequencePlan.of("Prospection", List.of(step)), sdr);
            sequences.become(made.id(), SequenceState.ACTIVE, sdr);
            enrollments.enroll(made.id(), leads, sdr);
            sql.update(ENROLLMENT)
                    .set(ENROLLMENT.DUE, from.atOffset(ZoneOffset.UTC))
                    .execute();
        });
    }

    private void work(Given given, Instant from, Instant to) {
        for (var now = from; now.isBefore(to); now = now.plus(Duration.ofMinutes(20))) {
            var at = now;
            WorkspaceScope.run(given.workspace(), () -> {
                tick.here(at);
                sending.here(at);
            });
        }
    }

    private List<LocalDateTime> left(Given given) {
        return given.in(() -> sql.select(MAIL.SENT_AT)
                .from(MAIL)
                .where(MAIL.STATE.eq("sent"))
                .orderBy(MAIL.SENT_AT)
                .fetch(row -> row.value1()
                        .atZoneSameInstant(ZoneId.of("Europe/Paris"))
                        .toLocalDateTime()));
    }

    @Test
    void who_is_enrolled_gets_the_mail_within_the_window_and_is_a_lead_from_then_on(Given given) {
        try (var server = TestSmtp.started()) {
            var sdr = given.member("Nora Petit", "sdr");
            mailbox(given, sdr, server.port());
            enrolled(given, sdr, EARLY);
            work(given, EARLY, EARLY.plus(Duration.ofHours(13)));
            assertThat(server.taken()).hasSize(6);
            assertThat(server.taken().getFirst()).contains("Subject: Votre projet");
            assertThat(left(given))
                    .hasSize(6)
                    .allSatisfy(
                            at -> assertThat(at.toLocalTime()).isBetween(LocalTime.of(8, 30), LocalTime.of(18, 30)));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> given.run(() -> {
                        assertThat(sql.fetchCount(ENROLLMENT_STEP, ENROLLMENT_STEP.STATE.eq("sent")))
                                .isEqualTo(6);
                        assertThat(sql.fetchCount(LEAD, LEAD.STAGE.eq("lead"))).isEqualTo(6);
                    }));
        }
    }

    @Test
    void what_a_server_that_was_away_held_up_leaves_within_the_window_and_not_in_the_night(Given given) {
        var port = TestSmtp.freePort();
        var sdr = given.member("Nora Petit", "sdr");
        mailbox(given, sdr, port);
        enrolled(given, sdr, FRIDAY);
        // All of Friday it is away, and back at ten in the evening.
        var back = FRIDAY.plus(Duration.ofHours(15));
        work(given, FRIDAY, back);
        assertThat(given.in(() -> sql.fetchCount(MAIL, MAIL.STATE.eq("waiting"))))
                .isEqualTo(6);
        try (var server = TestSmtp.started(port)) {
            work(given, back, FRIDAY.plus(Duration.ofHours(84)));
            assertThat(server.taken()).hasSize(6);
            var left = left(given);
            assertThat(left).hasSize(6).allSatisfy(at -> {
                assertThat(at.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
                assertThat(at.toLocalTime()).isBetween(LocalTime.of(8, 30), LocalTime.of(18, 30));
            });
            // Spread as on any day, not all in the first minute.
            assertThat(left.getLast()).isAfter(left.getFirst());
            assertThat(given.in(() -> sql.fetchSingle(SENDING_DAY, SENDING_DAY.DAY.eq(LocalDate.of(2029, 10, 15)))
                            .getTaken()))
                    .isEqualTo(6);
        }
    }
}
