package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.CHANGE_SET;
import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.sequences.World.MONDAY;
import static io.diabolo.sequences.World.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class EnrollingTest {
    private final World world;
    private final Sequences sequences;
    private final Enrollments enrollments;
    private final Undo undo;
    private final Jobs jobs;
    private final MockMvcTester mvc;

    EnrollingTest(
            ApplicationContext application,
            Sequences sequences,
            Enrollments enrollments,
            Undo undo,
            Jobs jobs,
            MockMvcTester mvc) {
        this.world = new World(application);
        this.sequences = sequences;
        this.enrollments = enrollments;
        this.undo = undo;
        this.jobs = jobs;
        this.mvc = mvc;
    }

    private Actor sdr(Given given) {
        var sdr = given.member("Nora Petit", "sdr");
        world.mailbox(given, sdr, 100);
        return sdr;
    }

    @Test
    void who_is_not_enrolled_is_said_with_the_reason(Given given) {
        var sdr = sdr(given);
        var good = world.lead(given, "Bonne", Map.of(), sdr);
        var twin = given.in(() -> world.sql
                .fetchSingle("select person_id from lead where id = ?", good)
                .get(0, UUID.class));
        var mute = world.lead(given, "Sansmail", Map.of(), sdr);
        given.run(() -> world.sql.execute(
                "update person set email = null where id = (select person_id from lead where id = ?)", mute));
        var objected = world.lead(given, "Opposé", Map.of("email", "non@client.example"), sdr);
        given.run(() -> world.sql.execute(
                "update person set consent = 'opted_out' where id = (select person_id from lead where id = ?)",
                objected));
        var home = world.lead(given, "Particulier", Map.of(), sdr);
        given.run(() -> world.sql.execute(
                "update person set consumer = true where id = (select person_id from lead where id = ?)", home));
        var sequence = world.active(given, sdr, mail("a", "Bonjour"));
        var unknown = UUID.randomUUID();
        var look = given.in(() -> enrollments.look(
                sequence.id(), ChosenLeads.Choice.of(List.of(good, mute, objected, home, unknown)), false, sdr));
        assertThat(look.enrolled()).isEqualTo(1);
        assertThat(look.left())
                .containsEntry(LeftOut.NO_ADDRESS, 1L)
                .containsEntry(LeftOut.OPTED_OUT, 1L)
                .containsEntry(LeftOut.NO_BASIS, 1L)
                .containsEntry(LeftOut.UNKNOWN, 1L);
        assertThat(given.in(() -> world.sql.fetchCount(ENROLLMENT))).isZero();

        var done = (Enrolled.Done) world.enroll(given, sequence, List.of(good, mute, objected, home, unknown), sdr);
        assertThat(done.enrolled()).isEqualTo(1);
        assertThat(done.left()).isEqualTo(look.left());
        var again = (Enrolled.Done) world.enroll(given, sequence, List.of(good), sdr);
        assertThat(again.left()).containsOnlyKeys(LeftOut.RUNNING);
        assertThat(twin).isNotNull();
    }

    /** The list's first column is another record, by whose name one looks for it. */
    @Test
    void a_run_is_found_by_the_name_of_who_is_in_it(Given given) {
        var sdr = sdr(given);
        var wanted = world.lead(given, "Kerguelen", Map.of(), sdr);
        var other = world.lead(given, "Durand", Map.of(), sdr);
        world.enroll(given, world.active(given, sdr, mail("a", "Bonjour")), List.of(wanted, other), sdr);
        for (var found : Map.of("kergu", 1, "durand", 1, "nobody", 0).entrySet()) {
            assertThat(mvc.get()
                            .uri("/api/v1/enrollments/count?q=" + found.getKey())
                            .header("Authorization", given.bearer(sdr, Scope.READ)))
                    .bodyJson()
                    .extractingPath("$.count")
                    .isEqualTo(found.getValue());
        }
        assertThat(mvc.get().uri("/enrollments?q=kergu").with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("Kerguelen")
                .doesNotContain("Durand");
    }

    @Test
    void two_who_enrol_the_same_people_at_once_enrol_each_once(Given given) throws Exception {
        var sdr = sdr(given);
        var other = given.member("Paul Roy", "sdr");
        var all = world.leads(given, 30, sdr);
        var one = world.active(given, sdr, mail("a", "Bonjour"));
        var two = world.active(given, other, mail("a", "Bonjour"));
        try (var threads = Executors.newFixedThreadPool(2)) {
            var both = new ArrayList<Callable<Enrolled>>();
            both.add(() -> world.enroll(given, one, all, sdr));
            both.add(() -> world.enroll(given, two, all.reversed(), other));
            for (var done : threads.invokeAll(both)) {
                done.get();
            }
        }
        assertThat(given.in(() -> world.sql.fetchCount(ENROLLMENT))).isEqualTo(30);
    }

    @Test
    void many_are_a_job_that_names_who_was_left_out(Given given) {
        var sdr = sdr(given);
        var all = world.leads(given, Enrollments.AT_ONCE + 5, sdr);
        given.run(() -> world.sql.execute(
                "update person set email = null where id = (select person_id from lead where id = ?)", all.getFirst()));
        var sequence = world.active(given, sdr, Step.pause("w", 300, "days"), mail("a", "Bonjour"));
        var begun = (Enrolled.Begun) given.in(() -> enrollments.enroll(sequence.id(), all, sdr));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(WorkspaceScope.in(given.workspace(), () -> jobs.find(begun.job()))
                                .state())
                        .isEqualTo("done"));
        assertThat(given.in(() -> world.sql.fetchCount(ENROLLMENT))).isEqualTo(Enrollments.AT_ONCE + 4);
        assertThat(mvc.get().uri("/enrollments/jobs/" + begun.job()).with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("sans adresse e-mail");
        assertThat(mvc.get().uri("/enrollments/jobs/" + begun.job() + "/file").with(given.signedIn(sdr)))
                .hasStatusOk()
                .bodyText()
                .contains("no_address");
        assertThat(mvc.get().uri("/enrollments/jobs/" + begun.job()).with(given.signedIn(given.administrator())))
                .hasStatus(404);
    }

    @Test
    void an_enrolment_is_taken_back_as_long_as_nothing_left(Given given) {
        var sdr = sdr(given);
        var all = world.leads(given, 2, sdr);
        var sequence = world.active(given, sdr, mail("a", "Bonjour"), Step.pause("w", 2, "days"));
        var done = (Enrolled.Done) world.enroll(given, sequence, all, sdr);
        world.untilMailed(given, all.getFirst());
        world.untilMailed(given, all.getLast());
        // One has left, the other still waits in the outbox.
        given.run(() ->
                world.sql.execute("update mail set state = 'sent' where id = ?", world.mail(given, all.getFirst())));
        given.run(() -> undo.reverse(done.changeSet(), sdr));
        assertThat(world.run(given, all.getFirst()).getReason()).isEqualTo("undone");
        assertThat(given.in(() -> world.sql.fetchCount(ENROLLMENT))).isEqualTo(1);
        assertThat(world.mails(given).stream().map(one -> one.getState()))
                .containsExactlyInAnyOrder("sent", "withdrawn");
    }

    @Test
    void a_state_is_not_taken_back_but_changed_the_other_way(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        var sequence = world.active(given, sdr, mail("a", "Bonjour"));
        world.enroll(given, sequence, List.of(lead), sdr);
        var run = world.run(given, lead).getId();
        given.run(() -> enrollments.pause(run, sdr));
        for (var action : List.of("enrollment.updated", "sequence.updated")) {
            var set = given.in(() -> world.sql
                    .select(CHANGE_SET.ID)
                    .from(CHANGE_SET)
                    .where(CHANGE_SET.ACTION.eq(action))
                    .fetchSingle()
                    .value1());
            assertThat(given.in(() -> undo.reverse(set, sdr)))
                    .isInstanceOfSatisfying(
                            Undo.Answer.Done.class,
                            done -> assertThat(done.keptCount()).isEqualTo(1));
        }
        assertThat(world.run(given, lead).getState()).isEqualTo("paused");
        assertThat(given.in(() -> sequences.find(sequence.id())).isActive()).isTrue();
        given.run(() -> enrollments.resume(run, sdr));
        assertThat(world.run(given, lead).getDue()).isNotNull();
    }

    @Test
    void who_runs_keeps_the_steps_that_they_began_with(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        var sequence = world.active(given, sdr, mail("a", "Ancien"));
        world.enroll(given, sequence, List.of(lead), sdr);
        var saved = given.in(() -> sequences.save(
                sequence.id(), SequencePlan.of("Relance", List.of(mail("a", "Nouveau"))), sequence.version(), sdr));
        assertThat(saved.number()).isEqualTo(2);
        world.untilMailed(given, lead);
        assertThat(world.mails(given).getFirst().getSubject()).isEqualTo("Ancien");
        assertThatThrownBy(() -> given.in(
                        () -> sequences.save(sequence.id(), SequencePlan.of("X", List.of()), sequence.version(), sdr)))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void what_can_t_be_a_sequence_is_refused_field_by_field(Given given) {
        var sdr = sdr(given);
        assertThatThrownBy(() -> given.in(() -> sequences.create(
                        SequencePlan.of(
                                " ",
                                List.of(
                                        mail("a", ""),
                                        Step.pause("a", 0, "days"),
                                        Step.branch("c", "reply", "a"),
                                        Step.manual("d", StepKind.TASK, ""))),
                        sdr)))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults().stream().map(BadInput.Fault::field))
                                .contains(
                                        "name",
                                        "steps[0].variants[0].subject_fr",
                                        "steps[1].key",
                                        "steps[1].amount",
                                        "steps[2].target",
                                        "steps[3].instruction"));
        var idle = given.in(() -> sequences.create(SequencePlan.of("Vide", List.of(Step.pause("w", 1, "days"))), sdr));
        assertThatThrownBy(() -> given.in(() -> sequences.become(idle.id(), SequenceState.ACTIVE, sdr)))
                .isInstanceOf(BadInput.class);
        var stranger = given.member("Eve Noir", "sdr");
        assertThatThrownBy(() -> given.in(() -> sequences.become(idle.id(), SequenceState.ARCHIVED, stranger)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> world.enroll(given, idle, List.of(UUID.randomUUID()), sdr))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void the_same_is_done_by_the_api(Given given) {
        var sdr = sdr(given);
        var token = given.bearer(sdr, Scope.WRITE);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        var made = mvc.post()
                .uri("/api/v1/sequences")
                .header("Authorization", token)
                .contentType(MediaType.APPLICATION_JSON)
                .content("""
                {"name": "Par API", "steps": [{"key": "one", "kind": "email", "variants": [{"id": "a", "subject_fr": "Bonjour", "body_fr": "Bonjour"}]}]}
                """)
                .exchange();
        assertThat(made).hasStatus(201);
        var id = given.in(() -> sequences.all()).getFirst().id();
        assertThat(mvc.put()
                        .uri("/api/v1/sequences/" + id + "/state")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"state\": \"active\"}"))
                .hasStatusOk();
        assertThat(mvc.post()
                        .uri("/api/v1/enrollments")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"sequence\": \"" + id + "\", \"leads\": [\"" + lead + "\"], \"dry_run\": true}"))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.enrolled")
                .isEqualTo(1);
        assertThat(mvc.post()
                        .uri("/api/v1/enrollments")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"sequence\": \"" + id + "\", \"leads\": [\"" + lead + "\"]}"))
                .hasStatus(201);
        assertThat(mvc.get().uri("/api/v1/enrollments").header("Authorization", token))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].state")
                .isEqualTo("running");
        var run = world.run(given, lead).getId();
        assertThat(mvc.post().uri("/api/v1/enrollments/" + run + "/stop").header("Authorization", token))
                .hasStatus(204);
        assertThat(world.run(given, lead).getReason()).isEqualTo("by_hand");
        assertThat(mvc.get().uri("/api/v1/sequences/" + id + "/figures").header("Authorization", token))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.whole.enrolled")
                .isEqualTo(1);
    }

    @Test
    void pages_show_the_sequence_its_preview_and_the_run(Given given) {
        var sdr = sdr(given);
        var lead = world.lead(given, "Martin", Map.of(), sdr);
        var sequence = world.active(
                given, sdr, mail("a", "Bonjour"), Step.pause("w", 2, "days"), Step.manual("c", StepKind.CALL, ""));
        world.enroll(given, sequence, List.of(lead), sdr);
        world.untilMailed(given, lead);
        var session = given.signedIn(sdr);
        for (var path : List.of(
                "/sequences",
                "/sequences/new",
                "/sequences/" + sequence.id(),
                "/sequences/" + sequence.id() + "/edit",
                "/sequences/" + sequence.id() + "/preview",
                "/enrollments",
                "/enrollments?of=" + sequence.id(),
                "/enrollments/new?lead=" + lead,
                "/enrollments/" + world.run(given, lead).getId(),
                "/leads/" + lead)) {
            assertThat(mvc.get().uri(path).with(session)).as(path).hasStatusOk();
        }
        assertThat(mvc.get()
                        .uri("/sequences/" + sequence.id() + "/preview?lead=Léa")
                        .with(session))
                .bodyText()
                .contains("Bonjour Léa,");
        // A button of the editor adds a step and keeps nothing yet.
        assertThat(mvc.post()
                        .uri("/sequences")
                        .with(session)
                        .with(csrf())
                        .param("name", "Essai")
                        .param("press", "add:email"))
                .hasStatus(422)
                .bodyText()
                .contains("Étape 1");
        assertThat(given.in(() -> sequences.all())).hasSize(1);
        assertThat(MONDAY).isNotNull();
    }
}
