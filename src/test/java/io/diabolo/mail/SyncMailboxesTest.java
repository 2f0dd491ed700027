package io.diabolo.mail;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static io.diabolo.jooq.Tables.UNREACHABLE_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.assertj.core.api.ThrowingConsumer;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reading from a real IMAP server in this process, and sending to a real SMTP server. */
@DiaboloTest
class SyncMailboxesTest {
    private static final GreenMail GREEN =
            new GreenMail(new ServerSetup[] {ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()});
    private final DSLContext sql;
    private final Outbox outbox;
    private final SendMails sending;
    private final SyncMailboxes sync;
    private final Mailboxes mailboxes;
    private final Mails mails;
    private final Records records;
    private final RecordTypes types;
    private Instant clock = Instant.parse("2031-03-10T09:00:00Z");

    SyncMailboxesTest(
            DSLContext sql,
            Outbox outbox,
            SendMails sending,
            SyncMailboxes sync,
            Mailboxes mailboxes,
            Mails mails,
            Records records,
            RecordTypes types) {
        this.sql = sql;
        this.outbox = outbox;
        this.sending = sending;
        this.sync = sync;
        this.mailboxes = mailboxes;
        this.mails = mails;
        this.records = records;
        this.types = types;
    }

    @BeforeAll
    static void start() {
        GREEN.start();
    }

    @AfterAll
    static void stop() {
        GREEN.stop();
    }

    /** A member with a mailbox of their own on the server. */
    private record Box(Actor member, String address, GreenMailUser user) {}

    private Box box(Given given, Map<String, String> more) {
        var member = given.member("Inès Roy", "sdr");
        var address = "ines-" + UUID.randomUUID() + "@atelier.example";
        var user = GREEN.setUser(address, address, "secret");
        var typed = new HashMap<>(Map.of(
                "address", address,
                "password", "secret",
                "smtp_host", "localhost",
                "smtp_port", String.valueOf(GREEN.getSmtp().getPort()),
                "smtp_security", "none",
                "imap_host", "localhost",
                "imap_port", String.valueOf(GREEN.getImap().getPort()),
                "imap_security", "none",
                "sent_folder", "Sent"));
        typed.put("keeps_sent", "true");
        typed.putAll(more);
        WorkspaceScope.run(given.workspace(), () -> mailboxes.save(typed, null, member));
        return new Box(member, address, user);
    }

    private UUID person(Given given, String email) {
        return given.in(() -> records.create(
                        types.byId("person").orElseThrow(),
                        Map.of("first_name", "Léa", "last_name", "Martin", "email", email),
                        given.administrator())
                .record()
                .id());
    }

    private static String anAddress() {
        return "lea-" + UUID.randomUUID() + "@exemple.test";
    }

    private UUID sent(Given given, Box box, UUID person, String to) {
        var letter = new Letter(
                box.member().member(),
                person,
                to,
                "Notre offre",
                "Bonjour Léa",
                MailPurpose.PROSPECTING,
                null,
                null,
                clock,
                null,
                List.of());
        var id = ((Sending.Queued) given.in(() -> outbox.put(letter))).mail();
        WorkspaceScope.run(given.workspace(), () -> sending.here(clock));
        assertThat(mail(given, id).getState()).isEqualTo("sent");
        return id;
    }

    private MailRecord mail(Given given, UUID id) {
        return given.in(() -> sql.selectFrom(MAIL).where(MAIL.ID.eq(id)).fetchSingle());
    }

    private static MimeMessage message(String text) {
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void arrives(Box box, String text) {
        box.user().deliver(message(text));
    }

    private static String answer(String from, String subject, String answered, String more, String body) {
        return """
                From: %s
                To: ines@atelier.example
                Subject: %s
                Message-ID: <%s@exemple.test>
                In-Reply-To: %s
                Date: Mon, 10 Mar 2031 11:00:00 +0100
                %sContent-Type: text/plain; charset=utf-8

                %s
                """.formatted(from, subject, UUID.randomUUID(), answered, more, body);
    }

    /** The application's own task may look, too: what counts is what is there in the end. */
    private void synced(Given given, ThrowingConsumer<Given> then) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            clock = clock.plus(Duration.ofHours(1));
            WorkspaceScope.run(given.workspace(), () -> sync.here(clock));
            then.accept(given);
        });
    }

    private List<MailRecord> inbound(Given given) {
        return given.in(() -> sql.selectFrom(MAIL)
                .where(MAIL.DIRECTION.eq("inbound"))
                .orderBy(MAIL.AT)
                .fetch());
    }

    private List<String> told(Given given, Box box) {
        return given.in(() -> sql.select(NOTIFICATION.KIND)
                .from(NOTIFICATION)
                .where(NOTIFICATION.MEMBER_ID.eq(box.member().member().value()))
                .fetch(NOTIFICATION.KIND));
    }

    @Test
    void an_answer_lands_on_the_timeline_once_and_its_member_is_told(Given given) {
        var box = box(given, Map.of());
        var to = anAddress();
        var person = person(given, to);
        var id = sent(given, box, person, to);
        arrives(
                box,
                answer(
                        "Léa Martin <" + to + ">",
                        "Re: Notre offre",
                        mail(given, id).getMessageId(),
                        "",
                        "Rappelez-moi jeudi.\n\nLe 10/03/2031, Inès a écrit :\n> Bonjour Léa"));
        arrives(box, answer("Infolettre <info@ailleurs.test>", "Nos promotions", "<x@y>", "", "Achetez."));
        synced(given, g -> {
            assertThat(inbound(g)).singleElement().satisfies(read -> {
                assertThat(read.getBody()).isEqualTo("Rappelez-moi jeudi.");
                assertThat(read.getQuoted()).contains("Bonjour Léa");
                assertThat(read.getKind()).isEqualTo("human");
                assertThat(read.getPersonId()).isEqualTo(person);
                assertThat(read.getThreadId()).isEqualTo(mail(g, id).getThreadId());
            });
            assertThat(told(g, box)).containsExactly("mail-answered");
            assertThat(mail(g, id).getAnsweredAt()).isNotNull();
        });
        await().untilAsserted(() -> assertThat(given.in(() -> sql.select(ACTIVITY.DIRECTION)
                        .from(ACTIVITY)
                        .where(ACTIVITY.PERSON_ID.eq(person))
                        .orderBy(ACTIVITY.AT)
                        .fetch(ACTIVITY.DIRECTION)))
                .contains("inbound", "outbound")
                .hasSize(2));
        // All of it is looked at once more when the server gave its mails other numbers.
        given.run(() -> sql.execute("update mailbox_folder set uid_validity = 1"));
        synced(given, g -> {
            assertThat(inbound(g)).hasSize(1);
            var inbox = WorkspaceScope.in(
                            g.workspace(),
                            () -> mailboxes.folders(Objects.requireNonNull(
                                            mailboxes.of(box.member().member()))
                                    .id()))
                    .stream()
                    .filter(folder -> folder.name().equals("INBOX"))
                    .findFirst()
                    .orElseThrow();
            assertThat(inbox.fetched()).isEqualTo(1);
            assertThat(inbox.strangers()).isGreaterThanOrEqualTo(1);
        });
    }

    @Test
    void an_absence_is_no_answer_and_no_human_is_told_of_it(Given given) {
        var box = box(given, Map.of());
        var to = anAddress();
        var id = sent(given, box, person(given, to), to);
        arrives(
                box,
                answer(
                        to,
                        "Réponse automatique : Notre offre",
                        mail(given, id).getMessageId(),
                        "Auto-Submitted: auto-replied\n",
                        "Je suis absente jusqu'au 20 mars."));
        synced(
                given,
                g -> assertThat(inbound(g))
                        .singleElement()
                        .satisfies(read -> assertThat(read.getKind()).isEqualTo("out_of_office")));
        assertThat(mail(given, id).getAnsweredAt()).isNull();
        assertThat(told(given, box)).isEmpty();
    }

    @Test
    void a_bounce_marks_the_address(Given given) {
        var box = box(given, Map.of());
        var to = anAddress();
        var id = sent(given, box, person(given, to), to);
        arrives(box, """
                From: Mail Delivery System <MAILER-DAEMON@mx.exemple.test>
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

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                --x
                Content-Type: message/rfc822

                Message-ID: %s

                Bonjour
                --x--
                """.formatted(
                        box.address(), UUID.randomUUID(), to, mail(given, id).getMessageId()));
        synced(given, g -> assertThat(mail(g, id).getBounce()).isEqualTo("permanent"));
        assertThat(given.<Boolean>in(() -> sql.fetchExists(UNREACHABLE_ADDRESS, UNREACHABLE_ADDRESS.ADDRESS.eq(to))))
                .isTrue();
    }

    @Test
    void what_the_member_sends_with_their_own_program_lands_on_the_timeline(Given given) throws MessagingException {
        var box = box(given, Map.of("privacy", "subject"));
        var to = anAddress();
        var person = person(given, to);
        try (var store = GREEN.getImap().createStore()) {
            store.connect("localhost", GREEN.getImap().getPort(), box.address(), "secret");
            var folder = store.getFolder("Sent");
            if (!folder.exists()) {
                folder.create(jakarta.mail.Folder.HOLDS_MESSAGES);
            }
            folder.appendMessages(
                    new jakarta.mail.Message[] {message("""
                        From: %s
                        To: Léa <%s>
                        Subject: Suite de notre échange
                        Message-ID: <own-%s@atelier.example>
                        Content-Type: text/plain; charset=utf-8

                        Bonjour Léa, comme convenu.
                        """.formatted(box.address(), to, UUID.randomUUID()))});
        }
        synced(
                given,
                g -> assertThat(g.in(() -> sql.selectFrom(MAIL).fetch()))
                        .singleElement()
                        .satisfies(own -> {
                            assertThat(own.getDirection()).isEqualTo("outbound");
                            assertThat(own.getState()).isEqualTo("sent");
                            assertThat(own.getPersonId()).isEqualTo(person);
                        }));
        var id = given.in(() -> sql.selectFrom(MAIL).fetchSingle().getId());
        await().untilAsserted(() -> assertThat(mail(given, id).getActivityId()).isNotNull());
        // Others read what the mailbox lets them read, the member everything, strangers nothing.
        var nora = given.member("Nora Petit", "ae");
        var seen = WorkspaceScope.in(given.workspace(), () -> mails.get(id, nora));
        assertThat(seen.subject()).isEqualTo("Suite de notre échange");
        assertThat(seen.body()).isNull();
        assertThat(WorkspaceScope.in(given.workspace(), () -> mails.get(id, box.member()))
                        .body())
                .contains("comme convenu");
        var apart = given.memberWhoSeesOwn("Paul Blanc", "sdr");
        assertThatThrownBy(() -> WorkspaceScope.in(given.workspace(), () -> mails.get(id, apart)))
                .isInstanceOf(NoSuchRecord.class);
    }

    @Test
    void a_second_folder_is_read_and_what_is_too_large_says_so(Given given) throws MessagingException {
        var box = box(given, Map.of("folders", "INBOX, Clients"));
        var to = anAddress();
        var person = person(given, to);
        var id = sent(given, box, person, to);
        try (var store = GREEN.getImap().createStore()) {
            store.connect("localhost", GREEN.getImap().getPort(), box.address(), "secret");
            var folder = store.getFolder("Clients");
            folder.create(jakarta.mail.Folder.HOLDS_MESSAGES);
            folder.appendMessages(new jakarta.mail.Message[] {
                message(answer(to, "Re: Notre offre", mail(given, id).getMessageId(), "", "Classée par un filtre."))
            });
        }
        arrives(
                box,
                answer(
                        to,
                        "Re: Notre offre",
                        mail(given, id).getMessageId(),
                        "",
                        ("x".repeat(998) + "\n").repeat(26_000)));
        synced(given, g -> {
            assertThat(inbound(g)).singleElement().satisfies(read -> {
                assertThat(read.getBody()).isEqualTo("Classée par un filtre.");
                assertThat(read.getPersonId()).isEqualTo(person);
            });
            var mailbox = WorkspaceScope.in(
                            g.workspace(),
                            () -> Objects.requireNonNull(
                                    mailboxes.of(box.member().member())))
                    .id();
            assertThat(WorkspaceScope.in(g.workspace(), () -> mailboxes.leftOut(mailbox)))
                    .singleElement()
                    .satisfies(left -> {
                        assertThat(left.folder()).isEqualTo("INBOX");
                        assertThat(left.why()).isEqualTo("too-large");
                        assertThat(left.size()).isGreaterThan(25_000_000);
                    });
            assertThat(WorkspaceScope.in(g.workspace(), () -> mailboxes.folders(mailbox)))
                    .extracting(Mailboxes.FolderState::name)
                    .contains("INBOX", "Clients");
        });
    }

    @Test
    void a_folder_that_is_not_there_says_so(Given given) {
        var box = box(given, Map.of("folders", "INBOX, Rangés"));
        synced(
                given,
                g -> assertThat(WorkspaceScope.in(
                                g.workspace(),
                                () -> mailboxes.folders(Objects.requireNonNull(
                                                mailboxes.of(box.member().member()))
                                        .id())))
                        .filteredOn(folder -> folder.name().equals("Rangés"))
                        .singleElement()
                        .satisfies(folder -> assertThat(folder.problem()).isEqualTo("mail.trouble.folder")));
    }

    @Test
    void who_answers_stop_is_not_written_to_again(Given given) {
        var box = box(given, Map.of());
        var to = anAddress();
        var person = person(given, to);
        var id = sent(given, box, person, to);
        arrives(box, answer(to, "Re: Notre offre", mail(given, id).getMessageId(), "", "Stop."));
        synced(
                given,
                g -> assertThat(g.in(() -> sql.fetchValue("select email_basis from person where id = ?", person)))
                        .isEqualTo("objected"));
    }

    @Test
    void a_wrong_password_is_said_and_the_member_is_told(Given given) {
        var box = box(given, Map.of("password", "wrong"));
        synced(given, g -> assertThat(told(g, box)).containsExactly("mailbox-trouble"));
        assertThat(WorkspaceScope.in(
                                given.workspace(),
                                () -> Objects.requireNonNull(
                                        mailboxes.of(box.member().member())))
                        .trouble())
                .isEqualTo("mail.trouble.sign-in");
    }

    @Test
    void a_mailbox_that_reads_well_again_is_in_no_trouble(Given given) {
        var box = box(given, Map.of());
        given.run(() -> sql.execute(
                "update mailbox set trouble = 'mail.trouble.unreachable', trouble_at = now(), failures = 3"));
        synced(
                given,
                g -> assertThat(WorkspaceScope.in(
                                        g.workspace(),
                                        () -> Objects.requireNonNull(
                                                mailboxes.of(box.member().member())))
                                .trouble())
                        .isNull());
    }

    /** The same human may stand here twice: their mail is the older record's, and isn't left out. */
    @Test
    void a_mail_of_an_address_that_two_bear_is_kept_with_the_older(Given given) {
        var box = box(given, Map.of());
        var address = anAddress();
        var older = person(given, address);
        person(given, address);
        arrives(box, answer(address, "Une question", "<rien@exemple.test>", "", "Bonjour"));
        synced(
                given,
                g -> assertThat(inbound(g))
                        .singleElement()
                        .satisfies(mail -> assertThat(mail.getPersonId()).isEqualTo(older)));
        given.run(() ->
                assertThat(sql.fetchCount(io.diabolo.jooq.Tables.MAIL_LEFT_OUT)).isZero());
    }
}
