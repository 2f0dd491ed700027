package io.diabolo.offers;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static io.diabolo.jooq.Tables.QUOTE_APPROVAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.Queues;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** An approval that is asked for stands on a desk, runs out, is answered by who stands in, and from its mail. */
@DiaboloTest
class ApprovalDeskTest {
    private final ApplicationContext application;
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Approvals approvals;
    private final ApprovalLinks links;
    private final Delegations delegations;
    private final Quotes quotes;
    private final Queues queues;

    ApprovalDeskTest(
            ApplicationContext application,
            MockMvcTester mvc,
            DSLContext sql,
            Approvals approvals,
            ApprovalLinks links,
            Delegations delegations,
            Quotes quotes,
            Queues queues) {
        this.application = application;
        this.mvc = mvc;
        this.sql = sql;
        this.approvals = approvals;
        this.links = links;
        this.delegations = delegations;
        this.quotes = quotes;
        this.queues = queues;
    }

    /** A draft with a third off, about to be sent. */
    private UUID asked(AnOffer world) {
        var id = world.quote();
        write(world, id, "30");
        assertThat(world.send(id)).isInstanceOf(SendQuote.Answer.Waiting.class);
        return id;
    }

    private void write(AnOffer world, UUID id, String discount) {
        var draft = world.get(id);
        world.in(() -> quotes.save(
                id, QuoteForm.read(draft, Map.of("discount", discount)).quote(), draft.version(), world.ae));
    }

    private List<QueueEntry> desk(AnOffer world, Actor member, String role) {
        return world.in(() -> queues.next(new QueueRequest(member.member(), role, Instant.now(), 50))).stream()
                .filter(entry -> entry.kind().equals("approval"))
                .toList();
    }

    private UUID approval(AnOffer world, Actor boss) {
        return world.in(() -> approvals.waiting(boss)).getFirst().approval().id();
    }

    @Test
    void it_stands_on_the_managers_desk_with_its_reason_and_its_time(Given given) {
        var world = AnOffer.of(given, application);
        var boss = given.member("Inès Roy", "manager", "ae");
        var id = asked(world);
        assertThat(desk(world, boss, "manager")).singleElement().satisfies(entry -> {
            assertThat(entry.record()).isEqualTo(id);
            assertThat(entry.urgency()).isEqualTo(QueueEntry.RUNNING);
            assertThat(entry.due()).isAfter(Instant.now());
            assertThat(entry.link()).startsWith("/approvals#a-");
        });
        assertThat(desk(world, boss, "ae")).isEmpty();
        assertThat(desk(world, world.ae, "ae")).isEmpty();
        assertThat(mvc.get().uri("/desk/manager").with(given.signedIn(boss)))
                .hasStatusOk()
                .bodyText()
                .contains("Marc Attal demande votre accord", "Voir et répondre");
        var one = approval(world, boss);
        world.in(() -> approvals.answer(one, true, "", boss));
        assertThat(desk(world, boss, "manager")).isEmpty();
        given.run(() -> assertThat(sql.select(CLOCK.OUTCOME)
                        .from(CLOCK)
                        .where(CLOCK.KIND.eq("approval"))
                        .fetch(CLOCK.OUTCOME))
                .containsExactly("met"));
    }

    @Test
    void a_changed_draft_makes_nobody_late(Given given) {
        var world = AnOffer.of(given, application);
        var boss = given.member("Inès Roy", "manager");
        var id = asked(world);
        write(world, id, "10");
        assertThat(desk(world, boss, "manager")).isEmpty();
        given.run(() -> assertThat(sql.select(CLOCK.OUTCOME)
                        .from(CLOCK)
                        .where(CLOCK.KIND.eq("approval"))
                        .fetch(CLOCK.OUTCOME))
                .containsExactly("cancelled"));
    }

    @Test
    void who_stands_in_answers_but_never_for_their_own(Given given) {
        var world = AnOffer.of(given, application);
        var boss = given.member("Inès Roy", "manager");
        var other = given.member("Zoé Blanc", "csm");
        var today = given.<java.time.LocalDate>in(delegations::today);
        world.in(() -> delegations.give(null, other.member(), today, today.plusDays(7), boss));
        world.in(() -> delegations.give(null, world.ae.member(), today, today.plusDays(7), boss));
        assertThatThrownBy(() -> world.in(
                        () -> delegations.give(null, other.member(), today.plusDays(3), today.plusDays(2), boss)))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(
                        () -> world.in(() -> delegations.give(boss.member(), other.member(), today, today, world.ae)))
                .isInstanceOf(NotAllowed.class);
        asked(world);
        assertThat(desk(world, other, "csm"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.also()).isNotNull());
        assertThat(desk(world, world.ae, "ae")).isEmpty();
        given.run(() -> assertThat(sql.fetchCount(
                        NOTIFICATION,
                        NOTIFICATION
                                .KIND
                                .eq("quote-approval-asked")
                                .and(NOTIFICATION.MEMBER_ID.eq(other.member().value()))))
                .isEqualTo(1));
        var one = approval(world, boss);
        assertThatThrownBy(() -> world.in(() -> approvals.answer(one, true, "", world.ae)))
                .isInstanceOf(NotAllowed.class);
        assertThat(mvc.post()
                        .uri("/approvals/" + one + "/decision")
                        .param("approved", "true")
                        .with(given.signedIn(other))
                        .with(csrf()))
                .hasStatus(303);
        given.run(() -> {
            var row = sql.selectFrom(QUOTE_APPROVAL)
                    .where(QUOTE_APPROVAL.ID.eq(one))
                    .fetchSingle();
            assertThat(row.getAnsweredBy()).isEqualTo(other.member().value());
            assertThat(row.getAnsweredFor()).isEqualTo(boss.member().value());
        });
    }

    @Test
    void an_absence_that_is_over_gives_no_right(Given given) {
        var world = AnOffer.of(given, application);
        var boss = given.member("Inès Roy", "manager");
        var other = given.member("Zoé Blanc", "csm");
        var tomorrow = given.<java.time.LocalDate>in(delegations::today).plusDays(1);
        var given1 = world.in(() -> delegations.give(null, other.member(), tomorrow, tomorrow, boss));
        asked(world);
        assertThat(desk(world, other, "csm")).isEmpty();
        assertThat(mvc.post()
                        .uri("/approval-delegations/" + given1.id() + "/end")
                        .with(given.signedIn(other))
                        .with(csrf()))
                .hasStatus(404);
        assertThat(mvc.post()
                        .uri("/approval-delegations/" + given1.id() + "/end")
                        .with(given.signedIn(boss))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(world.in(() -> delegations.of(boss))).isEmpty();
    }

    @Test
    void the_link_of_a_mail_answers_without_signing_in_and_looking_changes_nothing(Given given) {
        var world = AnOffer.of(given, application);
        var boss = given.member("Inès Roy", "manager");
        asked(world);
        var one = approval(world, boss);
        var path = Objects.requireNonNull(given.in(() -> links.path("quote-asked/" + one, boss.member())));
        assertThat(given.in(() -> links.path("meeting-booked/" + one, boss.member())))
                .isNull();
        assertThat(mvc.get().uri(path))
                .hasStatusOk()
                .bodyText()
                .contains("Inès Roy", "30", "Approuver", "Atelier Brest");
        assertThat(world.in(() -> approvals.waiting(boss))).hasSize(1);
        assertThat(mvc.post().uri(path + "/decision").param("approved", "false").with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Dites pourquoi");
        assertThat(mvc.post().uri(path + "/decision").param("approved", "true")).hasStatus(403);
        assertThat(mvc.post().uri(path + "/decision").param("approved", "true").with(csrf()))
                .hasStatus(303);
        assertThat(mvc.post()
                        .uri(path + "/decision")
                        .param("approved", "false")
                        .param("reason", "Non")
                        .with(csrf()))
                .hasStatus(303);
        assertThat(mvc.get().uri(path)).hasStatusOk().bodyText().contains("Approuvé par Inès Roy");
        assertThat(mvc.get().uri(path.substring(0, path.length() - 2) + "AA")).hasStatus(404);
        var mine = Objects.requireNonNull(given.in(() -> links.path("quote-asked/" + one, world.ae.member())));
        assertThat(mvc.get().uri(mine)).hasStatusOk().bodyText().doesNotContain("name=\"approved\"");
    }

    @Test
    void programs_see_until_when_and_who_stands_in(Given given) {
        var world = AnOffer.of(given, application);
        var boss = given.member("Inès Roy", "manager");
        var other = given.member("Zoé Blanc", "csm");
        asked(world);
        assertThat(mvc.post()
                        .uri("/api/v1/approval-delegations")
                        .header("Authorization", given.bearer(boss, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"to_id\": \"" + other.member() + "\", \"from\": \""
                                + given.<java.time.LocalDate>in(delegations::today) + "\", \"until\": \""
                                + given.<java.time.LocalDate>in(delegations::today) + "\"}"))
                .hasStatus(201);
        assertThat(mvc.get().uri("/api/v1/approvals").header("Authorization", given.bearer(other, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"instead_of\":\"Inès Roy\"", "\"discount_percent\":\"30", "\"due_at\":\"20");
    }
}
