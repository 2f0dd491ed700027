package io.diabolo.support;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.TICKET;
import static io.diabolo.jooq.Tables.TICKET_ASIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.diabolo.jooq.tables.records.TicketRecord;
import io.diabolo.mail.ASharedBox;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowingConsumer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/** Support's mailbox on a real IMAP and SMTP server in this process. */
@DiaboloTest
class SupportMailTest {
    private static final GreenMail GREEN =
            new GreenMail(new ServerSetup[] {ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()});
    private final ApplicationContext application;
    private final DSLContext sql;
    private final Tickets tickets;
    private Instant clock = Instant.parse("2031-03-10T09:00:00Z");

    SupportMailTest(ApplicationContext application, DSLContext sql, Tickets tickets) {
        this.application = application;
        this.sql = sql;
        this.tickets = tickets;
    }

    @BeforeAll
    static void start() {
        GREEN.start();
    }

    @AfterAll
    static void stop() {
        GREEN.stop();
    }

    private ASharedBox box(Given given, ADesk desk) {
        var box = ASharedBox.of(GREEN, given, application);
        desk.in(() -> {
            desk.bean(SupportSettings.class)
                    .save(new SupportSettings.Wanted(true, true, true, 7, true), null, given.administrator());
            return true;
        });
        return box;
    }

    private static String mail(String from, String subject, String id, String more, String body) {
        return """
                From: %s
                To: support@atelier.example
                Subject: %s
                Message-ID: <%s>
                Date: Mon, 10 Mar 2031 11:00:00 +0100
                %sContent-Type: text/plain; charset=utf-8

                %s
                """.formatted(from, subject, id, more, body);
    }

    private static String id() {
        return UUID.randomUUID() + "@brest.example";
    }

    /** The application's own task may look, too: what counts is what is there in the end. */
    private void read(Given given, ASharedBox box, ThrowingConsumer<Given> then) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            clock = clock.plus(Duration.ofHours(1));
            box.read(clock);
            then.accept(given);
        });
    }

    private List<TicketRecord> all(Given given) {
        return given.in(() ->
                sql.selectFrom(TICKET).orderBy(TICKET.CREATED_AT, TICKET.ID).fetch());
    }

    private List<String> aside(Given given) {
        return given.in(() -> sql.select(TICKET_ASIDE.WHY).from(TICKET_ASIDE).fetch(TICKET_ASIDE.WHY));
    }

    private int written(Given given) {
        return given.in(() -> sql.fetchCount(MAIL, MAIL.DIRECTION.eq("outbound"), MAIL.PURPOSE.isNotNull()));
    }

    private List<MimeMessage> sent(ASharedBox box, int count) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            clock = clock.plus(Duration.ofHours(1));
            box.send(clock);
            assertThat(box.left()).hasSize(count);
        });
        return box.left();
    }

    @Test
    void a_conversation_stays_one_ticket_with_its_copies_and_right_headers(Given given) throws Exception {
        var desk = new ADesk(given, application);
        var box = box(given, desk);
        var first = id();
        box.receives(mail(
                "Léa Martin <lea@brest.example>",
                "L’export est vide",
                first,
                "Cc: Marc <marc@brest.example>, " + box.address + "\n",
                "Rien ne s’affiche."));
        read(given, box, g -> assertThat(all(g)).hasSize(1));
        var ticket = all(given).getFirst();
        assertThat(ticket.getSubject()).isEqualTo("L’export est vide");
        assertThat(ticket.getPersonId()).isEqualTo(desk.person);
        assertThat(ticket.getCompanyId()).isEqualTo(desk.company);
        assertThat(ticket.getOpenedAt()).isNotNull();
        assertThat(desk.in(() -> desk.bean(Conversation.class).participants(ticket.getId())))
                .containsExactly("marc@brest.example");

        var done = desk.in(
                () -> tickets.reply(ticket.getId(), new Reply("Videz le cache.", null, null), given.administrator()));
        assertThat(done.unmailed()).isNull();
        var left = sent(box, 3); // the acknowledgement, and the answer to both
        var ack = left.stream()
                .filter(one -> header(one, "Auto-Submitted").equals("auto-replied"))
                .toList();
        assertThat(ack).hasSize(1);
        assertThat(header(ack.getFirst(), "In-Reply-To")).isEqualTo("<" + first + ">");
        var answer = left.stream()
                .filter(one -> header(one, "Auto-Submitted").isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(header(answer, "In-Reply-To")).isEqualTo("<" + first + ">");
        assertThat(header(answer, "References")).contains("<" + first + ">");
        assertThat(header(answer, "Cc")).isEqualTo("marc@brest.example");
        assertThat(answer.getSubject()).isEqualTo("Re: L’export est vide [" + ticket.getReference() + "]");

        box.receives(mail(
                "Marc <marc@brest.example>",
                "RE: L’export est vide [" + ticket.getReference() + "]",
                id(),
                "In-Reply-To: " + answer.getMessageID() + "\n",
                "Toujours rien.\n\nLe 10/03/2031, support@atelier.example a écrit :\n> Videz le cache."));
        read(
                given,
                box,
                g -> assertThat(desk.said(ticket.getId()))
                        .anySatisfy(one -> assertThat(one.body()).isEqualTo("Toujours rien.")));
        assertThat(all(given)).hasSize(1);
        var again = desk.row(ticket.getId());
        assertThat(again.getStatus()).isEqualTo("open");
        assertThat(again.getDueKind()).isIn(SlaClocks.NEXT, SlaClocks.RESOLUTION);
        assertThat(desk.said(ticket.getId()))
                .anySatisfy(one -> assertThat(one.quoted()).contains("Videz le cache."));
    }

    private static String header(MimeMessage message, String name) {
        try {
            var value = message.getHeader(name, ", ");
            return value == null ? "" : value.strip();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_stranger_and_a_changed_subject_begin_a_ticket_of_their_own(Given given) {
        var desk = new ADesk(given, application);
        var box = box(given, desk);
        var first = id();
        box.receives(mail("lea@brest.example", "Export", first, "", "Rien."));
        read(given, box, g -> assertThat(all(g)).hasSize(1));
        var answers = "References: <" + first + ">\n";
        box.receives(mail("inconnu@ailleurs.test", "Re: Export", id(), answers, "J’ai reçu ceci."));
        box.receives(mail("lea@brest.example", "Facture", id(), answers, "Autre chose."));
        box.receives(mail("lea@brest.example", "TR: RE : Export", id(), answers, "La suite."));
        read(
                given,
                box,
                g -> assertThat(given.<Integer>in(() -> sql.fetchCount(MAIL, MAIL.DIRECTION.eq("inbound"))))
                        .isEqualTo(4));
        assertThat(all(given))
                .extracting(TicketRecord::getSubject)
                .containsExactlyInAnyOrder("Export", "Export", "Facture");
        assertThat(desk.said(all(given).getFirst().getId()))
                .extracting(Message::body)
                .contains("Rien.", "La suite.");
        assertThat(desk.in(() ->
                        desk.bean(TicketTies.class).of(all(given).getFirst().getId())))
                .extracting(TicketTies.Tie::kind)
                .containsExactly("split", "split");
    }

    @Test
    void machines_are_set_aside_and_never_answered(Given given) {
        var desk = new ADesk(given, application);
        var box = box(given, desk);
        box.receives(mail(
                "robot@ailleurs.test",
                "Réponse automatique : absent",
                id(),
                "Auto-Submitted: auto-replied\n",
                "Je suis absente."));
        box.receives(mail("liste@ailleurs.test", "Nouvelles", id(), "Precedence: bulk\n", "Lisez."));
        box.receives(mail("promo@ailleurs.test", "Gagnez", id(), "X-Spam-Flag: YES\n", "Achetez."));
        box.receives(mail(box.address, "Notre propre écho", id(), "", "Encore nous."));
        box.receives("""
                From: Mail Delivery System <MAILER-DAEMON@mx.ailleurs.test>
                To: %s
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <%s@mx>
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=x

                --x
                Content-Type: text/plain

                Sorry.
                --x
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; nobody@ailleurs.test
                Action: failed
                Status: 5.1.1
                --x--
                """.formatted(box.address, UUID.randomUUID()));
        read(given, box, g -> assertThat(aside(g)).hasSize(5));
        assertThat(aside(given)).containsExactlyInAnyOrder("out_of_office", "automatic", "spam", "loop", "bounce");
        assertThat(all(given)).isEmpty();
        assertThat(written(given)).isZero();
    }

    @Test
    void two_machines_that_hide_what_they_are_fall_silent(Given given) {
        var desk = new ADesk(given, application);
        var box = box(given, desk);
        for (var turn = 0; turn < 12; turn++) {
            box.receives(mail("autre-support@ailleurs.test", "Ticket " + turn, id(), "", "Bien reçu."));
        }
        read(given, box, g -> assertThat(all(g)).hasSize(12));
        assertThat(written(given))
                .as("acknowledgements of a day to one address")
                .isEqualTo(5);
        box.receives(mail("no-reply@ailleurs.test", "Alerte", id(), "", "Ne répondez pas."));
        read(given, box, g -> assertThat(all(g)).hasSize(13));
        assertThat(written(given)).isEqualTo(5);
    }

    @Test
    void an_automatic_answer_stands_in_its_ticket_and_changes_nothing(Given given) throws Exception {
        var desk = new ADesk(given, application);
        var box = box(given, desk);
        var first = id();
        box.receives(mail("lea@brest.example", "Export", first, "", "Rien."));
        read(given, box, g -> assertThat(all(g)).hasSize(1));
        var ticket = all(given).getFirst().getId();
        desk.in(() -> tickets.reply(ticket, new Reply("Videz le cache.", null, null), given.administrator()));
        var answered = box.outgoing().getLast();
        var before = written(given);
        box.receives(mail(
                "lea@brest.example",
                "Réponse automatique : Re: Export",
                id(),
                "In-Reply-To: " + answered + "\nAuto-Submitted: auto-replied\n",
                "Je suis absente jusqu’au 20 mars."));
        read(
                given,
                box,
                g -> assertThat(desk.said(ticket)).extracting(Message::kind).contains(Message.Kind.AUTOMATIC));
        assertThat(desk.row(ticket).getStatus()).isEqualTo("pending");
        assertThat(written(given)).isEqualTo(before);
    }

    @Test
    void html_comes_without_what_acts_and_files_come_with_it(Given given) {
        var desk = new ADesk(given, application);
        var box = box(given, desk);
        box.receives("""
                From: lea@brest.example
                To: support@atelier.example
                Subject: Export
                Message-ID: <%s>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=x

                --x
                Content-Type: text/html; charset=utf-8

                <p>Rien <b>du tout</b>.<script>alert(1)</script></p>
                --x
                Content-Type: text/plain; name="journal.txt"
                Content-Disposition: attachment; filename="journal.txt"

                erreur 42
                --x--
                """.formatted(id()));
        read(given, box, g -> assertThat(all(g)).hasSize(1));
        assertThat(desk.said(all(given).getFirst().getId())).singleElement().satisfies(one -> {
            assertThat(one.html()).contains("<b>du tout</b>").doesNotContain("script");
            assertThat(one.files()).extracting(Message.File::name).containsExactly("journal.txt");
        });
    }
}
