package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.PHONE_CALL;
import static io.diabolo.sequences.World.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.diabolo.calls.CallOutcome;
import io.diabolo.jooq.tables.records.EnrollmentStepRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** What is said at the call desk is said of the call that a sequence waits for, too. */
@DiaboloTest
class FollowCallsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final World world;
    private final Undo undo;
    private final JsonMapper json;
    private final MockMvcTester mvc;

    FollowCallsTest(ApplicationContext application, Undo undo, JsonMapper json, MockMvcTester mvc) {
        this.world = new World(application);
        this.undo = undo;
        this.json = json;
        this.mvc = mvc;
    }

    /** A lead whose run waits for a call. */
    private UUID waiting(Given given, Actor sdr, Step... after) {
        world.mailbox(given, sdr, 20);
        var lead = world.lead(given, "Martin", Map.of("phone", "+33155512345"), sdr);
        var steps = new java.util.ArrayList<Step>(List.of(Step.manual("c", StepKind.CALL, "Se présenter")));
        steps.addAll(List.of(after));
        world.enroll(given, world.active(given, sdr, steps.toArray(Step[]::new)), List.of(lead), sdr);
        world.at(given, MONDAY);
        assertThat(world.run(given, lead).getWaiting()).isTrue();
        return lead;
    }

    /** Said at the desk; the change set that takes it back. */
    private UUID call(Given given, UUID lead, CallOutcome outcome, Actor who) {
        var last = given.in(() -> world.sql
                .select(PHONE_CALL.ID)
                .from(PHONE_CALL)
                .where(PHONE_CALL.LEAD_ID.eq(lead))
                .orderBy(PHONE_CALL.AT.desc())
                .limit(1)
                .fetchOne(PHONE_CALL.ID));
        var answer = mvc.post()
                .uri("/api/v1/leads/" + lead + "/calls")
                .header("Authorization", given.bearer(who, Scope.WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"outcome\": \"" + outcome.id() + "\", \"after\": \"" + (last == null ? "" : last)
                        + "\", \"again\": \"" + Instant.now().plus(Duration.ofDays(2)) + "\"}")
                .exchange();
        assertThat(answer).hasStatus(201);
        try {
            return UUID.fromString(json.readTree(answer.getResponse().getContentAsString())
                    .get("change_set_id")
                    .asString());
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private EnrollmentStepRecord step(Given given, UUID lead, String key) {
        return world.steps(given, lead).stream()
                .filter(one -> one.getStep().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void awaitDone(Given given, UUID lead, String outcome) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(step(given, lead, "c").getState()).isEqualTo("done");
            assertThat(step(given, lead, "c").getOutcome()).isEqualTo(outcome);
        });
    }

    /** On the test's own Monday, where the server's own tick sees nothing. */
    private void goOn(Given given) {
        given.run(() -> world.sql
                .update(ENROLLMENT)
                .set(ENROLLMENT.DUE, MONDAY.atOffset(ZoneOffset.UTC))
                .where(ENROLLMENT.DUE.isNotNull())
                .execute());
        world.at(given, MONDAY.plusSeconds(60));
    }

    @Test
    void a_call_that_reached_nobody_lets_the_run_go_on_by_its_branch(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = waiting(
                given, sdr, Step.branch("if", "reached", Step.END), Step.manual("l", StepKind.LINKEDIN, "Inviter"));
        call(given, lead, CallOutcome.VOICEMAIL, sdr);
        awaitDone(given, lead, "voicemail");
        goOn(given);
        assertThat(step(given, lead, "l").getState()).isEqualTo("open");
        assertThat(world.run(given, lead).getState()).isEqualTo("running");
    }

    @Test
    void a_call_that_reached_them_ends_it_where_the_branch_says_so(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = waiting(
                given, sdr, Step.branch("if", "reached", Step.END), Step.manual("l", StepKind.LINKEDIN, "Inviter"));
        call(given, lead, CallOutcome.ANSWERED, sdr);
        awaitDone(given, lead, "reached");
        goOn(given);
        assertThat(world.run(given, lead).getState()).isEqualTo("finished");
    }

    @Test
    void whom_one_agreed_to_call_back_is_waited_for_until_that_call(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = waiting(given, sdr, Step.manual("l", StepKind.LINKEDIN, "Inviter"));
        call(given, lead, CallOutcome.SKIPPED, sdr);
        call(given, lead, CallOutcome.CALL_BACK, sdr);
        call(given, lead, CallOutcome.NO_ANSWER, sdr);
        awaitDone(given, lead, "no_answer");
    }

    @Test
    void a_call_of_another_lead_of_the_same_person_counts_and_one_of_somebody_else_does_not(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = waiting(given, sdr, Step.manual("l", StepKind.LINKEDIN, "Inviter"));
        var stranger = world.lead(given, "Roux", Map.of("phone", "+33155512346"), sdr);
        var again = world.lead(given, "Blanc", Map.of("phone", "+33155512347"), sdr);
        var person = world.person(given, lead);
        given.run(() -> world.sql.execute("update lead set person_id = ? where id = ?", person, again));
        call(given, stranger, CallOutcome.BUSY, sdr);
        call(given, again, CallOutcome.VOICEMAIL, sdr);
        awaitDone(given, lead, "voicemail");
    }

    @Test
    void a_call_that_is_taken_back_puts_the_task_on_the_desk_again(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = waiting(given, sdr, World.mail("m", "Suite à notre appel"));
        var changeSet = call(given, lead, CallOutcome.VOICEMAIL, sdr);
        awaitDone(given, lead, "voicemail");
        goOn(given);
        world.untilMailed(given, lead);

        given.run(() -> undo.reverse(changeSet, sdr));

        var run = world.run(given, lead);
        assertThat(run.getWaiting()).isTrue();
        assertThat(run.getPosition()).isZero();
        assertThat(run.getDue()).isNull();
        assertThat(run.getOutcome()).isNull();
        assertThat(world.steps(given, lead)).singleElement().satisfies(step -> {
            assertThat(step.getState()).isEqualTo("open");
            assertThat(step.getOutcome()).isNull();
        });
        assertThat(world.mails(given))
                .allSatisfy(mail -> assertThat(mail.getState()).isEqualTo("withdrawn"));
        // And it can be done again.
        call(given, lead, CallOutcome.ANSWERED, sdr);
        awaitDone(given, lead, "reached");
    }

    @Test
    void what_has_left_since_stays_though_the_call_is_taken_back(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = waiting(
                given, sdr, World.mail("m", "Suite à notre appel"), Step.manual("l", StepKind.LINKEDIN, "Inviter"));
        var changeSet = call(given, lead, CallOutcome.VOICEMAIL, sdr);
        awaitDone(given, lead, "voicemail");
        goOn(given);
        world.untilMailed(given, lead);
        given.run(() -> world.sql.execute("update mail set state = 'sent', sent_at = now()"));
        given.run(() -> world.sql.execute("update enrollment_step set state = 'sent' where step = 'm'"));

        given.run(() -> undo.reverse(changeSet, sdr));

        assertThat(step(given, lead, "c").getState()).isEqualTo("done");
        assertThat(step(given, lead, "l").getState()).isEqualTo("open");
        assertThat(world.run(given, lead).getWaiting()).isTrue();
        assertThat(world.run(given, lead).getPosition()).isEqualTo((short) 2);
    }

    @Test
    void a_finished_run_goes_on_when_its_last_call_is_taken_back(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        var lead = waiting(given, sdr);
        var changeSet = call(given, lead, CallOutcome.NO_ANSWER, sdr);
        awaitDone(given, lead, "no_answer");
        goOn(given);
        assertThat(world.run(given, lead).getState()).isEqualTo("finished");

        given.run(() -> undo.reverse(changeSet, sdr));

        assertThat(world.run(given, lead).getState()).isEqualTo("running");
        assertThat(world.run(given, lead).getWaiting()).isTrue();
        assertThat(world.run(given, lead).getEndedAt()).isNull();
    }
}
