package io.diabolo.sequences;

import static io.diabolo.sequences.World.MONDAY;
import static io.diabolo.sequences.World.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.diabolo.journey.Stage;
import io.diabolo.mail.AnswerKind;
import io.diabolo.mail.MailAnswered;
import io.diabolo.mail.MailBounced;
import io.diabolo.mail.MailFailed;
import io.diabolo.mail.MailSent;
import io.diabolo.mail.OptedOut;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.qualification.Leads;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

@DiaboloTest
class SequenceRunTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private final World world;
    private final Enrollments enrollments;
    private final Sequences sequences;
    private final Leads leads;
    private final SequenceTasks tasks;
    private final SequenceReplies replies;
    private final SequenceFigures figures;

    SequenceRunTest(
            ApplicationContext application,
            Enrollments enrollments,
            Sequences sequences,
            Leads leads,
            SequenceTasks tasks,
            SequenceReplies replies,
            SequenceFigures figures) {
        this.world = new World(application);
        this.enrollments = enrollments;
        this.sequences = sequences;
        this.leads = leads;
        this.tasks = tasks;
        this.replies = replies;
        this.figures = figures;
    }

    private Actor sdr(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        world.mailbox(given, sdr, 20);
        return sdr;
    }

    private void await_state(Given given, UUID lead, String state, String reason) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(world.run(given, lead).getState()).isEqualTo(state);
            assertThat(world.run(given, lead).getReason()).isEqualTo(reason);
        });
        assertThat(world.run(given, lead).getDue()).isNull();
    }

    @Test
    void mails_leave_within_the_window_and_no_more_a_day_than_the_mailbox_allows(Given given) {
        var sdr = sdr(given);
        var all = world.leads(given, 50, sdr);
        world.enroll(given, world.active(given, sdr, mail("a", "Bonjour")), all, sdr);
        for (var now = MONDAY; now.isBefore(MONDAY.plus(Duration.ofDays(4))); now = now.plusSeconds(1_800)) {
            world.at(given, now);
        }
        var mails = world.mails(given);
        assertThat(mails).hasSize(50);
        var days = mails.stream()
                .collect(Collectors.groupingBy(
                        one -> one.getNotBefore().atZoneSameInstant(PARIS).toLocalDate()));
        assertThat(days.values()).allSatisfy(day -> assertThat(day).hasSizeLessThanOrEqualTo(20));
        assertThat(days).hasSizeLessThanOrEqualTo(4);
        assertThat(mails).allSatisfy(one -> {
            var at = one.getNotBefore().atZoneSameInstant(PARIS);
            assertThat(at.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            assertThat(at.toLocalTime()).isBetween(LocalTime.of(8, 30), LocalTime.of(18, 0));
        });
        // Spread over the window, not all in its first hour.
        var tuesday = days.get(MONDAY.atZone(PARIS).toLocalDate().plusDays(1));
        assertThat(tuesday.getLast().getNotBefore().toInstant())
                .isAfter(tuesday.getFirst().getNotBefore().toInstant().plus(Duration.ofHours(6)));
    }

    @Test
    void two_variants_share_the_runs_equally_and_have_figures_of_their_own(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        world.mailbox(given, sdr, 1_000);
        var step = Step.email(
                "a",
                new Step.Variant("a", null, "Bonjour", "Bonjour {{person.first_name | Madame, Monsieur}},", "", ""),
                new Step.Variant("b", null, "Une question", "{{person.first_name | Madame, Monsieur}},", "", ""));
        var sequence = world.active(given, sdr, step);
        // In two parts: so many at once would be a job, and run beside the test's clock.
        var leads = world.leads(given, 300, sdr);
        world.enroll(given, sequence, leads.subList(0, 150), sdr);
        world.enroll(given, sequence, leads.subList(150, 300), sdr);
        for (var now = MONDAY; now.isBefore(MONDAY.plus(Duration.ofDays(2))); now = now.plusSeconds(1_800)) {
            world.at(given, now);
        }
        given.run(() -> {
            world.sql.execute("update enrollment_step set state = 'sent'");
            world.sql.execute("update enrollment_step set answered_at = now() where enrollment_id in"
                    + " (select enrollment_id from enrollment_step where variant = 'a' order by 1 limit 40)");
            world.sql.execute("update enrollment_step set answered_at = now(), met_at = now() where enrollment_id in"
                    + " (select enrollment_id from enrollment_step where variant = 'b' order by 1 limit 10)");
        });

        var parts = given.in(() -> figures.parts(sequence.id(), given.administrator()));
        assertThat(parts).extracting(SequenceFigures.Part::variant).containsExactly("a", "b");
        assertThat(parts.stream().mapToLong(SequenceFigures.Part::sent).sum()).isEqualTo(300);
        // Three standard deviations of a fair coin thrown 300 times.
        assertThat(parts).allSatisfy(part -> assertThat(part.sent()).isBetween(124L, 176L));
        assertThat(parts).extracting(SequenceFigures.Part::answered).containsExactly(40L, 10L);
        assertThat(parts).extracting(SequenceFigures.Part::meetings).containsExactly(0L, 10L);
        var compared = SequenceFigures.comparisons(List.of(step), parts);
        assertThat(compared).singleElement().satisfies(one -> {
            assertThat(one.variants()).hasSize(2);
            assertThat(one.byAnswers()).isNotEmpty();
            assertThat(one.byMeetings()).isNotEmpty();
        });
    }

    @Test
    void who_lives_elsewhere_is_written_to_in_their_own_day(Given given) {
        var sdr = sdr(given);
        var american = world.lead(given, "Miller", Map.of("phone", "+13125550100"), sdr);
        world.enroll(given, world.active(given, sdr, mail("a", "Hello")), List.of(american), sdr);
        for (var now = MONDAY; now.isBefore(MONDAY.plus(Duration.ofDays(1))); now = now.plusSeconds(1_800)) {
            world.at(given, now);
        }
        var at = world.mails(given).getFirst().getNotBefore().atZoneSameInstant(ZoneId.of("America/Chicago"));
        assertThat(at.toLocalTime()).isBetween(LocalTime.of(8, 30), LocalTime.of(18, 0));
    }

    @Test
    void nothing_leaves_on_a_public_holiday(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Roux", Map.of(), sdr);
        // From Friday on two working days: Monday 11 November 2030 is a holiday in France.
        world.enroll(
                given, world.active(given, sdr, Step.pause("w", 1, "days"), mail("a", "Bonjour")), List.of(lead), sdr);
        var friday = Instant.parse("2030-11-08T09:00:00Z");
        world.at(given, friday);
        assertThat(world.run(given, lead).getDue().atZoneSameInstant(PARIS).toLocalDate())
                .isEqualTo(java.time.LocalDate.of(2030, 11, 12));
    }

    @Test
    void two_ticks_at_once_send_each_mail_once(Given given) throws Exception {
        var sdr = given.member("Nora Petit", "sdr");
        world.mailbox(given, sdr, 5_000);
        var all = world.leads(given, 40, sdr);
        world.enroll(given, world.active(given, sdr, mail("a", "Bonjour"), Step.pause("w", 2, "days")), all, sdr);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var ticks = new ArrayList<Callable<Void>>();
            for (var i = 0; i < 4; i++) {
                ticks.add(() -> {
                    for (var n = 0; n < 30; n++) {
                        world.at(given, MONDAY.plusSeconds(n * 120L));
                    }
                    return null;
                });
            }
            for (var done : threads.invokeAll(ticks)) {
                done.get();
            }
        }
        var people = world.mails(given).stream().map(one -> one.getPersonId()).toList();
        assertThat(people).doesNotHaveDuplicates().hasSize(40);
    }

    @Test
    void a_reply_stops_it_and_comes_first_on_the_desk(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        var sequence = world.active(given, sdr, mail("a", "Bonjour"), Step.pause("w", 3, "days"), mail("b", ""));
        world.enroll(given, sequence, List.of(lead), sdr);
        world.untilMailed(given, lead);
        var mail = world.mail(given, lead);
        world.say(given, new MailSent(given.workspace(), mail, Instant.now()));
        await().untilAsserted(() ->
                assertThat(world.steps(given, lead).getFirst().getState()).isEqualTo("sent"));
        world.say(
                given,
                new MailAnswered(
                        given.workspace(), mail, UUID.randomUUID(), world.person(given, lead), lead, AnswerKind.HUMAN));
        await_state(given, lead, "stopped", "answered");
        world.at(given, MONDAY.plus(Duration.ofDays(10)));
        assertThat(world.mails(given)).hasSize(1);

        var queue = given.in(() -> replies.next(new QueueRequest(sdr.member(), "sdr", Instant.now(), 10)));
        assertThat(queue).singleElement().satisfies(entry -> {
            assertThat(entry.urgency()).isEqualTo(QueueEntry.ANSWER);
            assertThat(entry.record()).isEqualTo(lead);
        });
        var other = given.member("Paul Roy", "sdr");
        assertThat(given.in(() -> replies.next(new QueueRequest(other.member(), "sdr", Instant.now(), 10))))
                .isEmpty();
        var whole = given.in(() -> figures.whole(sequence.id(), sdr)).get(sequence.id());
        assertThat(whole.sent()).isEqualTo(1);
        assertThat(whole.answered()).isEqualTo(1);
        assertThat(whole.underWay()).isZero();
    }

    @Test
    void an_answer_to_a_mail_that_is_none_of_its_steps_stops_it_too(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        world.enroll(
                given, world.active(given, sdr, Step.pause("w", 3, "days"), mail("a", "Bonjour")), List.of(lead), sdr);
        world.say(
                given,
                new MailAnswered(
                        given.workspace(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        world.person(given, lead),
                        null,
                        AnswerKind.HUMAN));
        await_state(given, lead, "stopped", "answered");
        assertThat(world.run(given, lead).getAnsweredAt()).isNotNull();
    }

    @Test
    void a_branch_on_the_reply_goes_on_by_hand(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        var sequence = world.active(
                given,
                sdr,
                mail("a", "Bonjour"),
                Step.pause("w", 3, "days"),
                Step.branch("if", "reply", "thanks"),
                mail("b", "Encore moi"),
                Step.branch("stop", "always", Step.END),
                Step.manual("thanks", StepKind.TASK, "Répondre et proposer un créneau"));
        world.enroll(given, sequence, List.of(lead), sdr);
        world.untilMailed(given, lead);
        world.say(
                given,
                new MailAnswered(
                        given.workspace(), world.mail(given, lead), UUID.randomUUID(), null, lead, AnswerKind.HUMAN));
        await().untilAsserted(
                        () -> assertThat(world.run(given, lead).getAnsweredAt()).isNotNull());
        world.at(given, MONDAY.plus(Duration.ofDays(30)));
        assertThat(world.run(given, lead).getWaiting()).isTrue();
        assertThat(world.mails(given)).hasSize(1);
        given.run(() -> enrollments.done(world.run(given, lead).getId(), "done", sdr));
        world.at(given, MONDAY.plus(Duration.ofDays(31)));
        assertThat(world.run(given, lead).getState()).isEqualTo("finished");
    }

    @Test
    void an_absence_postpones_it_and_an_automatic_answer_changes_nothing(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        world.enroll(
                given,
                world.active(given, sdr, mail("a", "Bonjour"), Step.pause("w", 1, "hours"), mail("b", "")),
                List.of(lead),
                sdr);
        world.untilMailed(given, lead);
        var before = world.run(given, lead).getDue();
        var mail = world.mail(given, lead);
        world.say(
                given, new MailAnswered(given.workspace(), mail, UUID.randomUUID(), null, lead, AnswerKind.AUTOMATIC));
        // The note came now: its due lies in the test's year, so its date is beyond it only when the due is made an
        // early one.
        given.run(() ->
                world.sql.execute("update enrollment set due = now() + interval '1 hour' where lead_id = ?", lead));
        var note = given.in(() -> world.sql
                .fetchSingle(
                        """
                insert into mail (member_id, direction, state, kind, from_address, to_address, subject, body, message_id, thread_id, not_before, at)
                values (?, 'inbound', 'received', 'out_of_office', 'a@b.example', 'c@d.example', 'Absence', ?, ?, gen_random_uuid(), now(), now())
                returning id""",
                        sdr.member().value(),
                        "De retour le " + java.time.LocalDate.now(PARIS).plusDays(40),
                        "<" + UUID.randomUUID() + "@x>")
                .get(0, UUID.class));
        world.say(given, new MailAnswered(given.workspace(), mail, note, null, lead, AnswerKind.OUT_OF_OFFICE));
        await().untilAsserted(
                        () -> assertThat(world.run(given, lead).getReason()).isEqualTo("away"));
        var run = world.run(given, lead);
        assertThat(run.getState()).isEqualTo("running");
        assertThat(run.getAnsweredAt()).isNull();
        assertThat(run.getDue().atZoneSameInstant(PARIS).toLocalDate())
                .isAfterOrEqualTo(java.time.LocalDate.now(PARIS).plusDays(40));
        assertThat(before).isNotNull();
    }

    @Test
    void bounce_objection_meeting_and_disqualification_stop_it_at_once(Given given) {
        var sdr = sdr(given);
        var all = world.leads(given, 4, sdr);
        world.enroll(
                given,
                world.active(given, sdr, mail("a", "Bonjour"), Step.pause("w", 3, "days"), mail("b", "")),
                all,
                sdr);
        for (var lead : all) {
            world.untilMailed(given, lead);
        }
        var w = given.workspace();
        world.say(
                given,
                new MailBounced(
                        w, world.mail(given, all.get(0)), world.person(given, all.get(0)), "x@y.example", true));
        await_state(given, all.get(0), "stopped", "bounced");
        world.say(given, new OptedOut(w, world.person(given, all.get(1))));
        await_state(given, all.get(1), "stopped", "opted_out");
        world.say(
                given,
                new io.diabolo.meetings.MeetingBooked(
                        w,
                        UUID.randomUUID(),
                        all.get(2),
                        null,
                        sdr.member(),
                        given.administrator().member(),
                        Instant.now()));
        await_state(given, all.get(2), "stopped", "meeting");
        given.run(() -> leads.move(all.get(3), Stage.DISQUALIFIED, "hors cible", sdr));
        await_state(given, all.get(3), "stopped", "disqualified");
        world.at(given, MONDAY.plus(Duration.ofDays(10)));
        assertThat(world.mails(given).stream()
                        .filter(one -> !one.getState().equals("withdrawn"))
                        .count())
                .isLessThanOrEqualTo(4);
    }

    @Test
    void a_task_waits_on_the_desk_of_its_member_until_done_or_skipped(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of("phone", "+33123456789"), sdr);
        var mute = world.lead(given, "Sans", Map.of(), sdr);
        var sequence = world.active(
                given,
                sdr,
                Step.manual("c", StepKind.CALL, "Se présenter"),
                Step.branch("if", "reached", Step.END),
                Step.manual("l", StepKind.LINKEDIN, "Inviter"));
        world.enroll(given, sequence, List.of(lead, mute), sdr);
        world.at(given, MONDAY);
        // Nobody calls who has no number.
        assertThat(world.steps(given, mute).getFirst().getOutcome()).isEqualTo("no_phone");
        assertThat(given.in(() -> tasks.next(new QueueRequest(sdr.member(), "sdr", MONDAY, 10))))
                .hasSize(2);
        var id = world.run(given, lead).getId();
        var stranger = given.memberWhoSeesOwn("Eve Noir", "sdr");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> given.run(() -> enrollments.skip(id, stranger)))
                .isInstanceOf(io.diabolo.platform.NoSuchRecord.class);
        given.run(() -> enrollments.done(id, "reached", sdr));
        world.at(given, MONDAY.plusSeconds(60));
        given.run(() -> world.sql
                .update(io.diabolo.jooq.Tables.ENROLLMENT)
                .set(io.diabolo.jooq.Tables.ENROLLMENT.DUE, MONDAY.atOffset(java.time.ZoneOffset.UTC))
                .where(io.diabolo.jooq.Tables.ENROLLMENT.DUE.isNotNull())
                .execute());
        world.at(given, MONDAY.plusSeconds(60));
        assertThat(world.run(given, lead).getState()).isEqualTo("finished");
        assertThat(given.in(() -> tasks.next(new QueueRequest(sdr.member(), "sdr", MONDAY, 10))))
                .hasSize(1);
        // Nothing is left to do for a lead that lies in the bin.
        given.run(() -> world.sql.execute("update lead set deleted_at = now() where id = ?", mute));
        assertThat(given.in(() -> tasks.next(new QueueRequest(sdr.member(), "sdr", MONDAY, 10))))
                .isEmpty();
    }

    @Test
    void while_it_is_paused_nothing_happens_and_then_it_goes_on(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        var sequence = world.active(given, sdr, mail("a", "Bonjour"));
        world.enroll(given, sequence, List.of(lead), sdr);
        given.run(() -> sequences.become(sequence.id(), SequenceState.PAUSED, sdr));
        world.at(given, MONDAY.plus(Duration.ofDays(1)));
        assertThat(world.mails(given)).isEmpty();
        given.run(() -> sequences.become(sequence.id(), SequenceState.ACTIVE, sdr));
        var id = world.run(given, lead).getId();
        given.run(() -> enrollments.pause(id, sdr));
        world.at(given, MONDAY.plus(Duration.ofDays(1)));
        assertThat(world.mails(given)).isEmpty();
        given.run(() -> enrollments.resume(id, sdr));
        world.untilMailed(given, lead);
        assertThat(world.mails(given)).hasSize(1);
    }

    @Test
    void a_mail_that_waits_to_leave_is_held_by_a_pause_and_leaves_after_it(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        world.enroll(
                given, world.active(given, sdr, mail("a", "Bonjour"), Step.pause("w", 3, "days")), List.of(lead), sdr);
        world.untilMailed(given, lead);
        var id = world.run(given, lead).getId();
        given.run(() -> enrollments.pause(id, sdr));
        assertThat(world.mails(given))
                .singleElement()
                .satisfies(one -> assertThat(one.getState()).isEqualTo("withdrawn"));
        given.run(() -> enrollments.resume(id, sdr));
        world.untilMailed(given, lead);
        assertThat(world.mails(given).stream().map(one -> one.getState()))
                .containsExactlyInAnyOrder("withdrawn", "waiting");
    }

    @Test
    void a_mail_that_does_not_leave_after_all_is_a_refused_step(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        world.enroll(
                given, world.active(given, sdr, mail("a", "Bonjour"), Step.pause("w", 3, "days")), List.of(lead), sdr);
        world.untilMailed(given, lead);
        world.say(given, new MailFailed(given.workspace(), world.mail(given, lead), null, "mail.fault.no-mailbox"));
        await().untilAsserted(() ->
                assertThat(world.steps(given, lead).getFirst().getState()).isEqualTo("refused"));
    }

    @Test
    void a_variable_without_value_holds_the_mail_back(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        var step = Step.email("a", new Step.Variant("a", null, "Pour {{company.name}}", "Bonjour", "", ""));
        world.enroll(given, world.active(given, sdr, step), List.of(lead), sdr);
        for (var now = MONDAY; now.isBefore(MONDAY.plus(Duration.ofDays(1))); now = now.plusSeconds(1_800)) {
            world.at(given, now);
        }
        assertThat(world.mails(given)).isEmpty();
        assertThat(world.run(given, lead).getState()).isEqualTo("paused");
        assertThat(world.run(given, lead).getReason()).isEqualTo("missing");
    }

    @Test
    void another_workspace_isn_t_touched(Given given, Given.Kit worlds) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        world.enroll(given, world.active(given, sdr, mail("a", "Bonjour")), List.of(lead), sdr);
        var other = worlds.given();
        WorkspaceScope.run(other.workspace(), () -> {});
        world.at(other, MONDAY.plus(Duration.ofDays(2)));
        assertThat(world.mails(given)).isEmpty();
        assertThat(world.mails(other)).isEmpty();
    }
}
