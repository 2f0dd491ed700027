package io.diabolo.support;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.TICKET;
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
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class TicketsTest {
    private final ApplicationContext application;
    private final DSLContext sql;
    private final Tickets tickets;
    private final TicketTies ties;
    private final Queues queues;
    private final Clock clock;
    private final MockMvcTester mvc;

    TicketsTest(
            ApplicationContext application,
            DSLContext sql,
            Tickets tickets,
            TicketTies ties,
            Queues queues,
            Clock clock,
            MockMvcTester mvc) {
        this.application = application;
        this.sql = sql;
        this.tickets = tickets;
        this.ties = ties;
        this.queues = queues;
        this.clock = clock;
        this.mvc = mvc;
    }

    private List<QueueEntry> queue(ADesk desk, Actor who) {
        return desk.in(() -> queues.next(new QueueRequest(who.member(), "support", clock.instant(), 50)));
    }

    private Map<String, String> outcomes(Given given, UUID ticket) {
        return given.in(() -> sql.select(CLOCK.KIND, CLOCK.OUTCOME)
                .from(CLOCK)
                .where(CLOCK.SUBJECT_ID.eq(ticket))
                .orderBy(CLOCK.STARTED_AT)
                .fetch()
                .intoMap(row -> row.value1(), row -> row.value2() == null ? "running" : row.value2()));
    }

    @Test
    void a_call_becomes_a_ticket_of_its_customer_with_its_promises(Given given) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("L’export est vide", Map.of());

        var row = desk.row(id);
        assertThat(row.getCompanyId()).isEqualTo(desk.company);
        assertThat(row.getRequesterEmail()).isEqualTo("lea@brest.example");
        assertThat(row.getReference()).matches("T-[0-9A-F]{8}");
        assertThat(row.getStatus()).isEqualTo("new");
        assertThat(row.getDueKind()).isEqualTo(SlaClocks.FIRST);
        assertThat(outcomes(given, id))
                .containsOnly(Map.entry(SlaClocks.FIRST, "running"), Map.entry(SlaClocks.RESOLUTION, "running"));
        assertThat(desk.said(id)).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Message.Kind.INBOUND);
            assertThat(one.body()).isEqualTo("Rien ne s’affiche.");
        });
        assertThat(queue(desk, desk.ines)).extracting(QueueEntry::record).containsExactly(id);
        assertThat(queue(desk, desk.paul)).isEmpty();
    }

    @Test
    void an_answer_keeps_the_promise_and_waits_for_the_customer(Given given) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("L’export est vide", Map.of());

        var done = desk.in(() -> tickets.reply(id, new Reply("Videz le cache.", null, null), desk.ines));

        assertThat(done.unmailed()).isEqualTo("ticket.unmailed.mailbox");
        var row = desk.row(id);
        assertThat(row.getStatus()).isEqualTo("pending");
        assertThat(row.getOwnerId()).isEqualTo(desk.ines.member().value());
        assertThat(row.getDueAt()).as("nothing runs while we wait").isNull();
        assertThat(outcomes(given, id))
                .containsEntry(SlaClocks.FIRST, "met")
                .containsEntry(SlaClocks.RESOLUTION, "running");
        assertThat(queue(desk, desk.ines)).isEmpty();

        desk.in(() -> tickets.move(id, TicketStatus.SOLVED, desk.ines));
        assertThat(outcomes(given, id)).containsEntry(SlaClocks.RESOLUTION, "met");
        assertThat(desk.row(id).getSolvedAt()).isNotNull();
    }

    @Test
    void a_status_set_in_the_list_moves_the_promises_too(Given given, Records records, RecordTypes types) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("L’export est vide", Map.of());

        given.in(() ->
                records.update(types.byPlural("tickets"), id, Map.of("status", "solved"), null, given.administrator()));

        assertThat(outcomes(given, id).values()).containsOnly("met");
        assertThat(desk.row(id).getSolvedAt()).isNotNull();
    }

    @Test
    void it_goes_up_a_tier_and_back_with_a_reason(Given given) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("L’export est vide", Map.of());
        desk.in(() -> tickets.assign(id, desk.ines.member(), desk.ines));

        assertThatThrownBy(() -> desk.in(() -> tickets.escalate(id, 2, null, " ", desk.ines)))
                .isInstanceOf(BadInput.class);
        desk.in(() -> tickets.escalate(id, 2, null, "Journal du serveur à lire", desk.ines));

        assertThat(queue(desk, desk.ines)).isEmpty();
        assertThat(queue(desk, desk.paul)).extracting(QueueEntry::record).containsExactly(id);
        desk.in(() -> tickets.escalate(id, 1, null, "C’était le cache", desk.paul));
        assertThat(queue(desk, desk.ines)).extracting(QueueEntry::record).containsExactly(id);
        assertThat(desk.said(id)).extracting(Message::textKey).contains("ticket.step.up", "ticket.step.back");
    }

    @Test
    void only_the_skilled_see_what_needs_a_skill(Given given, SupportSettings settings) {
        var desk = new ADesk(given, application);
        var billing = desk.ticket("Facture en double", Map.of("skill", "facturation"));
        desk.in(() -> {
            settings.place(desk.ines.member(), 1, "technique", given.administrator());
            return true;
        });
        assertThat(queue(desk, desk.ines)).isEmpty();
        desk.in(() -> {
            settings.place(desk.ines.member(), 1, "technique, Facturation", given.administrator());
            return true;
        });
        assertThat(queue(desk, desk.ines)).extracting(QueueEntry::record).containsExactly(billing);
    }

    @Test
    void two_become_one_and_that_can_be_taken_back(Given given) throws Exception {
        var desk = new ADesk(given, application);
        var one = desk.ticket("Export vide", Map.of());
        var two = desk.ticket("Toujours vide", Map.of("description", "Et encore."));

        var done = desk.in(() -> ties.merge(two, desk.row(one).getReference(), desk.ines));

        assertThat(desk.said(one)).extracting(Message::body).contains("Rien ne s’affiche.", "Et encore.");
        assertThat(desk.row(two).getJoinedId()).isEqualTo(one);
        assertThat(desk.row(two).getStatus()).isEqualTo("closed");
        assertThatThrownBy(() -> desk.in(() -> tickets.reply(two, new Reply("Bonjour", null, null), desk.ines)))
                .isInstanceOf(BadInput.class);

        assertThat(mvc.post()
                        .uri("/changes/" + done.changeSet() + "/reversal")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(desk.row(two).getJoinedId()).isNull());
        assertThat(desk.said(two)).extracting(Message::body).contains("Et encore.");
        assertThat(desk.row(two).getStatus()).isEqualTo("new");
    }

    @Test
    void one_becomes_two_from_a_message_on(Given given) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("Export vide", Map.of());
        desk.in(() -> tickets.note(id, "Vu avec elle", desk.ines));
        var message = desk.said(id).getLast().id();

        var made =
                desk.in(() -> ties.split(id, message, "Autre chose", desk.ines)).ticket();

        assertThat(desk.said(made.id())).extracting(Message::body).containsExactly("Vu avec elle");
        assertThat(desk.said(id)).extracting(Message::body).contains("Rien ne s’affiche.");
        assertThat(made.subject()).isEqualTo("Autre chose");
        assertThat(desk.in(() -> ties.of(id))).extracting(TicketTies.Tie::kind).containsExactly("split");
    }

    /** The company is another's; the ticket is everybody's. */
    @Test
    void who_sees_only_their_own_signals_a_risk_all_the_same(Given given) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("Trop lent", Map.of());
        var fanny = given.memberWhoSeesOwn("Fanny Texier", "support");
        assertThat(desk.in(() -> ties.signal(id, "am", "Menace de partir", fanny))
                        .handoff()
                        .from()
                        .id())
                .isEqualTo(fanny.member());
    }

    @Test
    void a_risk_is_handed_to_who_keeps_the_account(Given given) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("Nous partirons", Map.of());

        var offered = desk.in(() -> ties.signal(id, "csm", "Menace de partir", desk.ines));

        assertThat(offered.handoff().toRole()).isEqualTo("csm");
        assertThat(offered.handoff().note()).contains("Menace de partir").contains("/tickets/" + id);
        assertThat(desk.said(id)).extracting(Message::textKey).contains("ticket.step.signal");
    }

    @Test
    void who_answers_no_customers_may_note_but_not_answer(Given given) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("Export vide", Map.of());
        var sdr = given.member("Hugo Petit", "sdr");
        assertThatThrownBy(() -> desk.in(() -> tickets.reply(id, new Reply("Bonjour", null, null), sdr)))
                .isInstanceOf(NotAllowed.class);
        desk.in(() -> tickets.note(id, "Elle m’en a parlé", sdr));
        assertThat(desk.said(id)).extracting(Message::body).contains("Elle m’en a parlé");
    }

    @Test
    void the_page_answers_by_form_and_shows_who_else_is_writing(Given given, Answering answering) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("Export vide", Map.of());
        desk.in(() -> {
            answering.begin(id, desk.paul);
            return true;
        });

        assertThat(mvc.get().uri("/tickets/" + id).with(given.signedIn(desk.ines)))
                .hasStatusOk()
                .bodyText()
                .contains("Paul Morel")
                .contains("data-hotkey=\"r\"")
                .contains("Rien ne s’affiche.");
        assertThat(mvc.post()
                        .uri("/tickets/" + id + "/replies")
                        .param("body", " ")
                        .with(given.signedIn(desk.ines))
                        .with(csrf()))
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri("/tickets/" + id + "/replies")
                        .param("body", "Bonjour Léa")
                        .param("status", "solved")
                        .with(given.signedIn(desk.ines))
                        .with(csrf()))
                .hasStatus(303);
        assertThat(desk.row(id).getStatus()).isEqualTo("solved");
        assertThat(mvc.post()
                        .uri("/tickets/" + id + "/answering")
                        .with(given.signedIn(desk.ines))
                        .with(csrf()))
                .hasStatusOk()
                .bodyText()
                .contains("Paul Morel");
    }

    @Test
    void the_api_says_and_reads_the_conversation(Given given) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("Export vide", Map.of());
        assertThat(mvc.post()
                        .uri("/api/v1/tickets/" + id + "/messages")
                        .header("Authorization", given.bearer(desk.ines, Scope.WRITE))
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"kind\": \"reply\", \"body\": \"Bonjour\", \"status\": \"solved\"}"))
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.status")
                .isEqualTo("solved");
        assertThat(mvc.get()
                        .uri("/api/v1/tickets/" + id + "/messages")
                        .header("Authorization", given.bearer(desk.ines, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("Bonjour");
        assertThat(mvc.get()
                        .uri("/api/v1/tickets?filter[status]=solved")
                        .header("Authorization", given.bearer(desk.ines, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains(id.toString());
    }

    @Test
    void a_solved_ticket_becomes_an_article_once(Given given, Articles articles) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("Export vide", Map.of());
        assertThatThrownBy(() -> desk.in(() -> articles.fromTicket(id, desk.ines)))
                .isInstanceOf(BadInput.class);
        desk.in(() -> tickets.reply(id, new Reply("Videz le cache.", TicketStatus.SOLVED, null), desk.ines));

        var article = desk.in(() -> articles.fromTicket(id, desk.ines));

        assertThat(desk.<UUID>in(() -> articles.fromTicket(id, desk.ines))).isEqualTo(article);
        assertThat(mvc.get().uri("/articles/" + article).with(given.signedIn(desk.ines)))
                .hasStatusOk()
                .bodyText()
                .contains("Export vide");
    }

    @Test
    void what_was_solved_a_while_ago_is_closed(Given given, CloseSolved closing) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("Export vide", Map.of());
        desk.in(() -> tickets.move(id, TicketStatus.SOLVED, desk.ines));
        assertThat(desk.<Integer>in(() -> closing.here(clock.instant()))).isZero();
        given.run(() -> sql.update(TICKET)
                .set(TICKET.SOLVED_AT, TICKET.SOLVED_AT.minus(new org.jooq.types.DayToSecond(8)))
                .execute());
        assertThat(desk.<Integer>in(() -> closing.here(clock.instant()))).isEqualTo(1);
        assertThat(desk.row(id).getStatus()).isEqualTo("closed");
    }
}
