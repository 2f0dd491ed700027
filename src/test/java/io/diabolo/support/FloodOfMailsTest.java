package io.diabolo.support;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.MAILBOX_FOLDER;
import static io.diabolo.jooq.Tables.MAIL_LEFT_OUT;
import static io.diabolo.jooq.Tables.TICKET;
import static io.diabolo.jooq.Tables.TICKET_ASIDE;
import static io.diabolo.jooq.Tables.TICKET_MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.diabolo.mail.ASharedBox;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Many mails at once: each is taken once, and those of machines are never answered. More: {@code -Ddiabolo.flood=10000}. */
@DiaboloTest
class FloodOfMailsTest {
    private static final int MAILS = Integer.getInteger("diabolo.flood", 600);
    private static final GreenMail GREEN =
            new GreenMail(new ServerSetup[] {ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()});
    private final ApplicationContext application;
    private final DSLContext sql;
    private final MockMvcTester mvc;

    FloodOfMailsTest(ApplicationContext application, DSLContext sql, MockMvcTester mvc) {
        this.application = application;
        this.sql = sql;
        this.mvc = mvc;
    }

    @BeforeAll
    static void start() {
        GREEN.start();
    }

    @AfterAll
    static void stop() {
        GREEN.stop();
    }

    /** What was sent, by what is to become of it; a seeded generator. */
    private static final class Flood {
        final List<String> mails = new ArrayList<>();
        final Set<String> begun = new HashSet<>();
        int answers;
        int machines;

        Flood(int count, Random random) {
            var known = new ArrayList<Integer>();
            for (var at = 0; at < count; at++) {
                var kind = random.nextInt(10);
                if (kind == 0) {
                    machines++;
                    mails.add(mail(at, at, "Réponse automatique", "Auto-Submitted: auto-replied\n"));
                } else if (kind == 1) {
                    machines++;
                    mails.add(mail(at, at, "Lettre", "Precedence: bulk\n"));
                } else if (kind <= 3 && !known.isEmpty()) {
                    answers++;
                    var first = known.get(random.nextInt(known.size()));
                    mails.add(mail(at, first, "Re: Demande " + first, "In-Reply-To: <" + first + "@flot.example>\n"));
                } else {
                    known.add(at);
                    begun.add("Demande " + at);
                    mails.add(mail(at, at, "Demande " + at, ""));
                    if (kind == 9) {
                        // The same mail twice, as a server gives it that has moved it.
                        mails.add(mail(at, at, "Demande " + at, ""));
                    }
                }
            }
        }

        private static String mail(int id, int from, String subject, String more) {
            return """
                    From: Client %d <client%d@maison%d.example>
                    To: support@atelier.example
                    Subject: %s
                    Message-ID: <%d@flot.example>
                    Date: Mon, 10 Mar 2031 11:00:00 +0100
                    %sContent-Type: text/plain; charset=utf-8

                    Bonjour, ceci est le mail %d.
                    """.formatted(from, from, from % 37, subject, id, more, id);
        }
    }

    @Test
    void each_is_taken_once_and_machines_are_not_answered(Given given, TestReporter told) {
        var box = ADesk.sharedBox(GREEN, given, application);
        var flood = new Flood(MAILS, new Random(7));
        flood.mails.forEach(box::receives);
        var begin = Instant.now();
        readAll(box, given);
        var taken = Duration.between(begin, Instant.now());
        told.publishEntry("taken in", flood.mails.size() + " mails in " + taken.toMillis() + " ms");
        // Far above what a bench says; but what is written by the hundred takes no longer than this anywhere.
        assertThat(taken).isLessThan(Duration.ofMillis(MAILS * 100L));
        verify(given, flood);
        // A look more finds nothing new.
        box.read(Instant.now().plus(Duration.ofHours(2)));
        verify(given, flood);
    }

    /** A mail that no database can keep: its id holds a byte that no text does. */
    private static String broken(int id) {
        return Flood.mail(id, id, "Illisible " + id, "").replace("<" + id + "@", "<" + id + "\0@");
    }

    @Test
    void one_that_cannot_be_kept_takes_no_other_with_it(Given given) {
        var box = ADesk.sharedBox(GREEN, given, application);
        // Of the first hundred one is wrong; of the second one, and another answers a mail that came with it; of the
        // third none.
        for (var at = 0; at < 230; at++) {
            box.receives(
                    at == 40 || at == 150
                            ? broken(at)
                            : at == 160
                                    ? Flood.mail(at, 155, "Re: Demande 155", "In-Reply-To: <155@flot.example>\n")
                                    : Flood.mail(at, at, "Demande " + at, ""));
        }
        readAll(box, given);
        verifyLeftOut(given);
        // It isn't tried for ever, and those that came with it aren't taken again.
        box.receives(Flood.mail(1_000, 1_000, "Demande 1000", ""));
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            box.read(Instant.now().plus(Duration.ofHours(2)));
            assertThat(given.in(() -> sql.fetchCount(TICKET))).isEqualTo(228);
        });
        given.run(() -> assertThat(sql.fetchCount(MAIL_LEFT_OUT)).isEqualTo(2));
        // Whoever's mailbox it is sees that something is missing.
        assertThat(mvc.get().uri("/profile/mailbox").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("INBOX", "illisible");
    }

    private void readAll(ASharedBox box, Given given) {
        var patience = Duration.ofMillis(Math.max(180_000L, MAILS * 100L));
        Awaitility.await().atMost(patience).untilAsserted(() -> {
            box.read(Instant.now().plus(Duration.ofHours(1)));
            assertThat(left(given)).isZero();
        });
    }

    private void verifyLeftOut(Given given) {
        given.run(() -> {
            var wanted = IntStream.range(0, 230)
                    .filter(at -> at != 40 && at != 150 && at != 160)
                    .mapToObj(at -> "Demande " + at)
                    .toList();
            assertThat(sql.select(TICKET.SUBJECT).from(TICKET).fetch(TICKET.SUBJECT))
                    .containsExactlyInAnyOrderElementsOf(wanted);
            assertThat(sql.fetchCount(TICKET, TICKET.DUE_AT.isNull())).isZero();
            assertThat(sql.fetchCount(TICKET_MESSAGE, TICKET_MESSAGE.KIND.eq("inbound")))
                    .isEqualTo(228);
            assertThat(sql.fetchCount(MAIL, MAIL.DIRECTION.eq("outbound"))).isEqualTo(227);
            assertThat(sql.select(MAIL_LEFT_OUT.WHY).from(MAIL_LEFT_OUT).fetch(MAIL_LEFT_OUT.WHY))
                    .containsExactly("unreadable", "unreadable");
        });
    }

    private long left(Given given) {
        return given.in(() -> sql.select(MAILBOX_FOLDER.WAITING)
                .from(MAILBOX_FOLDER)
                .where(MAILBOX_FOLDER.NAME.eq("INBOX"))
                .fetchOptional()
                .map(row -> row.value1())
                .orElse(1L));
    }

    private void verify(Given given, Flood flood) {
        given.run(() -> {
            var subjects = sql.select(TICKET.SUBJECT).from(TICKET).fetch(TICKET.SUBJECT);
            assertThat(subjects).hasSameSizeAs(flood.begun).containsExactlyInAnyOrderElementsOf(flood.begun);
            assertThat(sql.fetchCount(TICKET, TICKET.DUE_AT.isNull())).isZero();
            assertThat(sql.fetchCount(TICKET_MESSAGE, TICKET_MESSAGE.KIND.eq("inbound")))
                    .isEqualTo(flood.begun.size() + flood.answers);
            assertThat(sql.fetchCount(TICKET_ASIDE)).isEqualTo(flood.machines);
            assertThat(sql.fetchCount(MAIL, MAIL.DIRECTION.eq("inbound")))
                    .isEqualTo(flood.begun.size() + flood.answers + flood.machines);
            assertThat(sql.fetchCount(MAIL_LEFT_OUT)).isZero();
            // One acknowledgement for each that began a ticket; nothing for what a machine sent.
            var written = sql.select(MAIL.TO_ADDRESS)
                    .from(MAIL)
                    .where(MAIL.DIRECTION.eq("outbound"))
                    .fetch(MAIL.TO_ADDRESS);
            assertThat(written).hasSameSizeAs(flood.begun).doesNotHaveDuplicates();
            assertThat(sql.fetchValue("select count(*) from search_entry where kind = 'ticket'"))
                    .isEqualTo((long) flood.begun.size());
        });
    }
}
