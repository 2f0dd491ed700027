package io.diabolo.mail;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.EVENT_PUBLICATION;
import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** Sending, at instants that the test chooses: far ahead, where the application's own task sees nothing due. */
@DiaboloTest
class SendMailsTest {
    private static final Instant T = Instant.parse("2031-03-10T09:00:00Z");
    /** What is in hand for so long without a word is in nobody's hands any more. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private final DSLContext sql;
    private final Outbox outbox;
    private final SendMails sending;
    private final Leaving leaving;
    private final FateOfMails fates;
    private final Mailboxes mailboxes;
    private final Records records;
    private final RecordTypes types;
    private final TransactionTemplate transactions;
    private final Workspaces workspaces;
    private final Texts texts;
    private final MockMvcTester mvc;

    SendMailsTest(
            DSLContext sql,
            Outbox outbox,
            SendMails sending,
            Leaving leaving,
            FateOfMails fates,
            Mailboxes mailboxes,
            Records records,
            RecordTypes types,
            TransactionTemplate transactions,
            Workspaces workspaces,
            Texts texts,
            MockMvcTester mvc) {
        this.sql = sql;
        this.outbox = outbox;
        this.sending = sending;
        this.leaving = leaving;
        this.fates = fates;
        this.mailboxes = mailboxes;
        this.records = records;
        this.types = types;
        this.transactions = transactions;
        this.workspaces = workspaces;
        this.texts = texts;
        this.mvc = mvc;
    }

    private void mailbox(Given given, Actor who, int smtp, Map<String, String> more) {
        var typed = new HashMap<>(Map.of(
                "address", "ines.roy@atelier.example",
                "sender_name", who.name(),
                "password", "secret",
                "smtp_host", "localhost",
                "smtp_port", String.valueOf(smtp),
                "smtp_security", "none"));
        typed.putAll(more);
        WorkspaceScope.run(given.workspace(), () -> mailboxes.save(typed, null, who));
    }

    private Mailbox box(Given given, Actor who) {
        return WorkspaceScope.in(given.workspace(), () -> Objects.requireNonNull(mailboxes.of(who.member())));
    }

    private UUID person(Given given, Map<String, ?> more) {
        var input = new HashMap<String, Object>(Map.of("first_name", "Léa", "last_name", "Martin"));
        input.put("email", "lea-" + UUID.randomUUID() + "@exemple.test");
        input.putAll(more);
        return given.in(() -> records.create(types.byId("person").orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private Sending put(Given given, Actor from, UUID person, String subject, MailPurpose purpose) {
        return given.in(() -> outbox.put(letter(given, from.member(), person, subject, purpose)));
    }

    private Letter letter(Given given, MemberId from, UUID person, String subject, MailPurpose purpose) {
        var to = given.in(() ->
                sql.fetchValue("select email from person where id = ?", person).toString());
        return new Letter(
                from, person, to, subject, "Bonjour,\nvoici notre offre.", purpose, null, null, T, null, List.of());
    }

    private UUID queued(Given given, Actor from, UUID person, String subject) {
        return ((Sending.Queued) put(given, from, person, subject, MailPurpose.PROSPECTING)).mail();
    }

    private int send(Given given, Instant now) {
        return WorkspaceScope.in(given.workspace(), () -> sending.here(now));
    }

    private MailRecord mail(Given given, UUID id) {
        return given.in(() -> sql.selectFrom(MAIL).where(MAIL.ID.eq(id)).fetchSingle());
    }

    @Test
    void a_mail_leaves_with_what_caused_it_or_not_at_all(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of());
            var person = person(given, Map.of());
            given.run(() -> transactions.executeWithoutResult(status -> {
                outbox.put(letter(given, ines.member(), person, "Perdu", MailPurpose.PROSPECTING));
                status.setRollbackOnly();
            }));
        } catch (org.springframework.transaction.UnexpectedRollbackException _) {
            // The outer transaction went with it, as it should.
        }
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of());
            var id = queued(given, ines, person(given, Map.of()), "Gardé");
            assertThat(send(given, T.minusSeconds(1))).isZero();
            assertThat(send(given, T)).isEqualTo(1);
            assertThat(smtp.taken())
                    .singleElement()
                    .asString()
                    .contains("Subject: =?UTF-8?")
                    .doesNotContain("Perdu");
            assertThat(mail(given, id).getState()).isEqualTo("sent");
            assertThat(send(given, T.plusSeconds(3_600))).isZero();
        }
    }

    @Test
    void the_first_mail_says_on_what_basis_and_from_where_and_each_how_to_stop(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of());
            var person = person(given, Map.of("language", "en", "data_source", "Trade fair 2026"));
            var first = queued(given, ines, person, "One");
            send(given, T);
            var second = queued(given, ines, person, "Two");
            send(given, T);
            assertThat(mail(given, first).getFooter())
                    .contains("legitimate interest", "Trade fair 2026")
                    .contains("answer “stop”");
            assertThat(mail(given, second).getFooter())
                    .contains("answer “stop”")
                    .doesNotContain("Trade fair 2026");
            assertThat(smtp.taken().getFirst())
                    .contains("List-Unsubscribe: <mailto:ines.roy@atelier.example?subject=unsubscribe%20")
                    .contains("Message-ID: <" + first + "@atelier.example>");
        }
    }

    /** Without a public address only an answer by mail can be asked for; with one, a single click of the reader's mailbox. */
    @Test
    void with_a_public_address_a_mail_offers_the_one_click_of_rfc_8058(Given given) throws Exception {
        var ines = given.member("Inès Roy", "sdr");
        mailbox(given, ines, 9, Map.of());
        var mail = mail(given, queued(given, ines, person(given, Map.of()), "Notre offre"));
        var footer = new LegalFooter(sql, workspaces, texts, "https://crm.atelier.example/");
        var link = Objects.requireNonNull(footer.link(mail));
        assertThat(link).startsWith("https://crm.atelier.example/unsubscribe/");
        var letter = MimeLetter.of(mail, box(given, ines), List.of(), link, T);
        assertThat(letter.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(letter.getHeader("List-Unsubscribe")[0].replaceAll("\\s+", " "))
                .startsWith("<" + link + ">, <mailto:ines.roy@atelier.example?subject=unsubscribe%20");
        // The link of the header is the one that answers to a POST.
        assertThat(mvc.post()
                        .uri(link.substring("https://crm.atelier.example".length()))
                        .contentType(org.springframework.http.MediaType.APPLICATION_FORM_URLENCODED)
                        .content("List-Unsubscribe=One-Click"))
                .hasStatusOk();
        assertThat(given.<String>in(() -> String.valueOf(
                        sql.fetchValue("select email_basis from person where id = ?", mail.getPersonId()))))
                .isEqualTo("objected");
        // A click that isn't encrypted is offered to nobody's mailbox.
        var plain = MimeLetter.of(mail, box(given, ines), List.of(), "http://crm.atelier.example/unsubscribe/x", T);
        assertThat(plain.getHeader("List-Unsubscribe-Post")).isNull();
    }

    @Test
    void who_objects_is_not_written_to_not_even_when_the_mail_was_queued_before(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of());
            var person = person(given, Map.of());
            var queued = queued(given, ines, person, "Avant");
            given.run(() -> sql.execute("update person set email_basis = 'objected' where id = ?", person));
            assertThat(put(given, ines, person, "Après", MailPurpose.PROSPECTING))
                    .isEqualTo(new Sending.Refused("mail.refused.opted-out"));
            assertThat(put(given, ines, person, "Réponse", MailPurpose.REPLY)).isInstanceOf(Sending.Queued.class);
            assertThat(send(given, T)).isEqualTo(1);
            assertThat(mail(given, queued).getFault()).isEqualTo("mail.refused.opted-out");
            var consumer = person(given, Map.of("consumer", "true"));
            assertThat(put(given, ines, consumer, "Chez vous", MailPurpose.PROSPECTING))
                    .isEqualTo(new Sending.Refused("mail.refused.consent"));
            var inTheBin = person(given, Map.of("email", "deux-fois@exemple.test"));
            given.run(() ->
                    sql.execute("update person set consent = 'opted_out', deleted_at = now() where id = ?", inTheBin));
            var anew = person(given, Map.of("email", "deux-fois@exemple.test"));
            assertThat(put(given, ines, anew, "De nouveau", MailPurpose.PROSPECTING))
                    .isEqualTo(new Sending.Refused("mail.refused.opted-out"));
            var nora = given.member("Nora Petit", "sdr");
            assertThat(put(given, nora, person(given, Map.of()), "Sans boîte", MailPurpose.PROSPECTING))
                    .isEqualTo(new Sending.Refused("mail.refused.no-mailbox"));
        }
    }

    @Test
    void with_the_server_down_for_an_hour_no_mail_is_lost_and_none_goes_twice(Given given) {
        var port = TestSmtp.freePort();
        var ines = given.member("Inès Roy", "sdr");
        mailbox(given, ines, port, Map.of());
        var all = java.util.stream.IntStream.range(0, 12)
                .mapToObj(i -> queued(given, ines, person(given, Map.of()), "Mail " + i))
                .toList();
        for (var minute = 0; minute < 60; minute += 2) {
            assertThat(send(given, T.plus(Duration.ofMinutes(minute)))).isZero();
        }
        assertThat(all).allSatisfy(id -> assertThat(mail(given, id).getState()).isEqualTo("waiting"));
        assertThat(box(given, ines).trouble()).isEqualTo("mail.trouble.unreachable");
        await().untilAsserted(() -> assertThat(told(given, ines)).contains("mailbox-trouble"));
        try (var smtp = TestSmtp.started(port)) {
            for (var minute = 60; minute < 90; minute += 2) {
                send(given, T.plus(Duration.ofMinutes(minute)));
            }
            assertThat(smtp.taken()).hasSize(12);
            assertThat(all)
                    .allSatisfy(id -> assertThat(mail(given, id).getState()).isEqualTo("sent"));
            assertThat(box(given, ines).trouble()).isNull();
        }
        // The hour was one of a year to come.
        given.run(() -> sql.execute("update notification set at = now(), shown_from = now()"));
        assertThat(mvc.get().uri("/notifications").with(given.signedIn(ines)))
                .hasStatusOk()
                .bodyText()
                .contains("ines.roy@atelier.example");
    }

    /** Until nothing of what happened is still to be told. */
    private void awaitTold(Given given) {
        await().untilAsserted(() -> assertThat(given.in(() -> sql.fetchCount(
                        EVENT_PUBLICATION,
                        EVENT_PUBLICATION.COMPLETION_DATE.isNull(),
                        EVENT_PUBLICATION.LISTENER_ID.contains("TellOfMails"),
                        EVENT_PUBLICATION.SERIALIZED_EVENT.contains(
                                given.workspace().value().toString()))))
                .isZero());
    }

    private List<String> told(Given given, Actor who) {
        return given.in(() -> sql.select(NOTIFICATION.KIND)
                .from(NOTIFICATION)
                .where(NOTIFICATION.MEMBER_ID.eq(who.member().value()))
                .fetch(NOTIFICATION.KIND));
    }

    @Test
    void a_mail_for_later_is_found_when_its_time_comes_though_nothing_else_is_due(Given given) {
        var ines = given.member("Inès Roy", "sdr");
        mailbox(given, ines, TestSmtp.freePort(), Map.of());
        queued(given, ines, person(given, Map.of()), "Plus tard");
        given.run(() -> sql.execute("update mail set next_at = now() + interval '3 days'"));
        assertThat(due(Duration.ofDays(2))).doesNotContain(given.workspace().value());
        assertThat(due(Duration.ofDays(4))).contains(given.workspace().value());
    }

    private List<Object> due(Duration ahead) {
        return List.of(sql.fetchValues(
                        "select id from workspaces_with_due_mail(now() + make_interval(secs => ?)) as id",
                        ahead.toSeconds())
                .toArray());
    }

    /** What a process leaves behind that is killed after it took a mail in hand. */
    private Leaving.Taken killedWith(Given given, Actor who) {
        var mailbox = box(given, who);
        return WorkspaceScope.in(given.workspace(), () -> Objects.requireNonNull(leaving.take(mailbox.id(), T)));
    }

    @Test
    void killed_before_the_handing_over_the_mail_goes_once_when_the_lease_has_run_out(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of());
            var id = queued(given, ines, person(given, Map.of()), "Bonjour");
            killedWith(given, ines);
            assertThat(send(given, T.plusSeconds(60))).isZero();
            assertThat(send(given, T.plus(LEASE))).isEqualTo(1);
            assertThat(smtp.taken()).hasSize(1);
            assertThat(mail(given, id).getState()).isEqualTo("sent");
        }
    }

    @Test
    void killed_after_the_handing_over_the_mail_is_uncertain_and_left_to_its_member(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of());
            var id = queued(given, ines, person(given, Map.of()), "Bonjour");
            var taken = killedWith(given, ines);
            WorkspaceScope.run(given.workspace(), () -> leaving.handing(taken.mail(), T));
            var later = T.plus(LEASE);
            for (var hour = 0; hour < 30; hour++) {
                assertThat(send(given, later.plus(Duration.ofHours(hour)))).isZero();
            }
            assertThat(mail(given, id).getState()).isEqualTo("uncertain");
            assertThat(mail(given, id).getNextAt()).isNull();
            await().untilAsserted(() -> assertThat(told(given, ines)).containsOnlyOnce("mail-uncertain"));
            assertThat(WorkspaceScope.in(given.workspace(), () -> fates.uncertain(ines)))
                    .hasSize(1);

            WorkspaceScope.run(given.workspace(), () -> fates.settle(id, true, ines));
            // It may be the application's own task that is quicker: it is due now.
            send(given, T);
            await().untilAsserted(() -> assertThat(mail(given, id).getState()).isEqualTo("sent"));
            assertThat(smtp.taken()).hasSize(1);
        }
    }

    @Test
    void a_server_that_goes_silent_at_the_end_makes_it_uncertain_until_it_is_found_among_what_was_sent(Given given) {
        var green = new GreenMail(ServerSetupTest.IMAP.dynamicPort());
        green.start();
        try (var smtp = TestSmtp.started()) {
            green.setUser("ines.roy@atelier.example", "ines.roy@atelier.example", "secret");
            var ines = given.member("Inès Roy", "sdr");
            mailbox(
                    given,
                    ines,
                    smtp.port(),
                    Map.of(
                            "imap_host", "localhost",
                            "imap_port", String.valueOf(green.getImap().getPort()),
                            "imap_security", "none",
                            "sent_folder", "Sent",
                            "keeps_sent", "true"));
            smtp.behave(TestSmtp.Manner.SILENT_AT_THE_END);
            var id = queued(given, ines, person(given, Map.of()), "Bonjour");
            assertThat(send(given, T)).isZero();
            assertThat(mail(given, id).getState()).isEqualTo("uncertain");
            smtp.behave(TestSmtp.Manner.KIND);
            // The server did take it: its copy lies in the Sent folder.
            WorkspaceScope.run(given.workspace(), () -> new SentFolderOf(given, sql).put(id, green));
            send(given, T.plus(Duration.ofMinutes(2)));
            assertThat(mail(given, id).getState()).isEqualTo("sent");
            assertThat(smtp.taken()).hasSize(1);
        } finally {
            green.stop();
        }
    }

    @Test
    void a_line_that_breaks_before_the_end_is_no_doubt_and_the_mail_goes_again(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of());
            smtp.behave(TestSmtp.Manner.GONE_IN_THE_MIDDLE);
            var letter = letter(given, ines.member(), person(given, Map.of()), "Long", MailPurpose.PROSPECTING);
            var id = ((Sending.Queued) given.in(() -> outbox.put(new Letter(
                            letter.from(),
                            letter.person(),
                            letter.to(),
                            "Long",
                            "Voici notre catalogue.",
                            MailPurpose.PROSPECTING,
                            null,
                            null,
                            T,
                            null,
                            List.of(new Attachment(
                                    "catalogue.bin", "application/octet-stream", new byte[12_000_000]))))))
                    .mail();
            send(given, T);
            assertThat(mail(given, id).getState()).isEqualTo("waiting");
            assertThat(smtp.taken()).isEmpty();
        }
    }

    @Test
    void a_thousand_mails_that_do_not_leave_ring_once_until_it_is_read(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of("daily_cap", "1000"));
            smtp.behave(TestSmtp.Manner.UNKNOWN_ADDRESS);
            var all = java.util.stream.IntStream.range(0, 30)
                    .mapToObj(i -> queued(given, ines, person(given, Map.of()), "Mail " + i))
                    .toList();
            send(given, T);
            assertThat(all)
                    .allSatisfy(id -> assertThat(mail(given, id).getState()).isEqualTo("failed"));
            awaitTold(given);
            await().untilAsserted(() -> assertThat(told(given, ines)).containsExactly("mail-failed"));
            assertThat(given.in(() -> sql.select(NOTIFICATION.MORE)
                            .from(NOTIFICATION)
                            .fetchSingle()
                            .value1()))
                    .isTrue();
            given.run(() -> sql.execute("update notification set read_at = now()"));
            queued(given, ines, person(given, Map.of()), "Encore un");
            send(given, T);
            await().untilAsserted(() -> assertThat(told(given, ines)).containsExactly("mail-failed", "mail-failed"));
            assertThat(mvc.get().uri("/notifications").with(given.signedIn(ines)))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Des e-mails à Léa Martin et à d’autres ne sont pas partis");
            assertThat(mvc.get().uri("/mails/failed").with(given.signedIn(ines)))
                    .hasStatusOk()
                    .bodyText()
                    .contains("Mail 0", "Encore un", "no such user here");
            var nora = given.member("Nora Petit", "sdr");
            assertThat(mvc.get().uri("/mails/failed").with(given.signedIn(nora)))
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("Encore un");
        }
    }

    @Test
    void an_address_that_does_not_exist_is_marked_and_not_written_to_again(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of());
            smtp.behave(TestSmtp.Manner.UNKNOWN_ADDRESS);
            var person = person(given, Map.of());
            var id = queued(given, ines, person, "Bonjour");
            send(given, T);
            assertThat(mail(given, id).getState()).isEqualTo("failed");
            assertThat(mail(given, id).getBounce()).isEqualTo("permanent");
            assertThat(put(given, ines, person, "Encore", MailPurpose.PROSPECTING))
                    .isEqualTo(new Sending.Refused("mail.refused.unreachable"));
            smtp.behave(TestSmtp.Manner.BUSY);
            var other = queued(given, ines, person(given, Map.of()), "Bonjour");
            send(given, T);
            assertThat(mail(given, other).getState()).isEqualTo("waiting");
        }
    }

    @Test
    void more_than_a_days_worth_waits_for_the_morning_but_an_answer_does_not(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of("daily_cap", "3"));
            for (var i = 0; i < 5; i++) {
                queued(given, ines, person(given, Map.of()), "Mail " + i);
            }
            assertThat(send(given, T)).isEqualTo(3);
            put(given, ines, person(given, Map.of()), "Réponse", MailPurpose.REPLY);
            assertThat(send(given, T.plusSeconds(5))).isEqualTo(1);
            assertThat(send(given, T.plus(Duration.ofHours(12)))).isZero();
            assertThat(send(given, T.plus(Duration.ofHours(24)))).isEqualTo(2);
        }
    }

    @Test
    void what_had_no_more_room_on_friday_leaves_on_monday(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of("daily_cap", "1"));
            queued(given, ines, person(given, Map.of()), "Un");
            queued(given, ines, person(given, Map.of()), "Deux");
            var friday = T.plus(Duration.ofDays(4));
            assertThat(send(given, friday)).isEqualTo(1);
            assertThat(send(given, friday.plus(Duration.ofDays(1)))).isZero();
            assertThat(send(given, friday.plus(Duration.ofDays(3)))).isEqualTo(1);
        }
    }

    @Test
    void a_mail_is_withdrawn_until_it_leaves(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of());
            var id = queued(given, ines, person(given, Map.of()), "Non");
            assertThat(given.<Boolean>in(() -> outbox.withdraw(id))).isTrue();
            assertThat(send(given, T)).isZero();
            var other = queued(given, ines, person(given, Map.of()), "Oui");
            send(given, T);
            assertThat(given.<Boolean>in(() -> outbox.withdraw(other))).isFalse();
        }
    }

    @Test
    void what_was_sent_stands_on_the_timeline_with_as_much_as_others_may_read(Given given) {
        try (var smtp = TestSmtp.started()) {
            var ines = given.member("Inès Roy", "sdr");
            mailbox(given, ines, smtp.port(), Map.of("privacy", "subject"));
            var person = person(given, Map.of());
            var id = queued(given, ines, person, "Notre offre");
            send(given, T);
            await().untilAsserted(
                            () -> assertThat(mail(given, id).getActivityId()).isNotNull());
            var activity = given.in(() -> sql.selectFrom(ACTIVITY)
                    .where(ACTIVITY.PERSON_ID.eq(person))
                    .fetchSingle());
            assertThat(activity.getSubject()).isEqualTo("Notre offre");
            assertThat(activity.getBody()).isEmpty();
            assertThat(activity.getDirection()).isEqualTo("outbound");
            assertThat(activity.getOwnerId()).isEqualTo(ines.member().value());
            mailbox(given, ines, smtp.port(), Map.of("privacy", "exists"));
            assertThat(given.in(() -> sql.selectFrom(ACTIVITY)
                            .where(ACTIVITY.ID.eq(activity.getId()))
                            .fetchSingle()
                            .getSubject()))
                    .isEqualTo("…");
        }
    }
}
