package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.directory.LegalBases;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@DiaboloTest
class UnsubscribeTest {
    private final DSLContext sql;
    private final Outbox outbox;
    private final Mailboxes mailboxes;
    private final Records records;
    private final RecordTypes types;
    private final LegalBases bases;
    private final MockMvcTester mvc;

    UnsubscribeTest(
            DSLContext sql,
            Outbox outbox,
            Mailboxes mailboxes,
            Records records,
            RecordTypes types,
            LegalBases bases,
            MockMvcTester mvc) {
        this.sql = sql;
        this.outbox = outbox;
        this.mailboxes = mailboxes;
        this.records = records;
        this.types = types;
        this.bases = bases;
        this.mvc = mvc;
    }

    private record Written(UUID person, String path) {}

    private Written written(Given given) {
        var ines = given.member("Inès Roy", "sdr");
        WorkspaceScope.run(
                given.workspace(),
                () -> mailboxes.save(
                        Map.of("address", "ines@atelier.example", "password", "x", "smtp_host", "localhost"),
                        null,
                        ines));
        var to = UUID.randomUUID() + "@exemple.test";
        return given.in(() -> {
            var person = records.create(
                            types.byId("person").orElseThrow(),
                            Map.of("last_name", "Martin", "email", to),
                            given.administrator())
                    .record()
                    .id();
            var letter = new Letter(
                    ines.member(),
                    person,
                    to,
                    "Notre offre",
                    "Bonjour",
                    MailPurpose.PROSPECTING,
                    null,
                    null,
                    Instant.parse("2031-03-10T09:00:00Z"),
                    null,
                    List.of());
            var id = ((Sending.Queued) outbox.put(letter)).mail();
            var mail = sql.selectFrom(MAIL).where(MAIL.ID.eq(id)).fetchSingle();
            return new Written(person, "/unsubscribe/" + LegalFooter.token(mail));
        });
    }

    private String basis(Given given, UUID person) {
        return given.in(() -> sql.select(PERSON.EMAIL_BASIS)
                .from(PERSON)
                .where(PERSON.ID.eq(person))
                .fetchSingle()
                .value1());
    }

    @Test
    void looking_at_the_link_does_nothing_and_one_click_of_a_mailbox_does_it(Given given) {
        var written = written(given);
        assertThat(mvc.get().uri(written.path()))
                .hasStatusOk()
                .bodyText()
                .contains("<button")
                .doesNotContain("Martin", "exemple.test");
        assertThat(mvc.head().uri(written.path())).hasStatusOk();
        assertThat(basis(given, written.person())).isEqualTo("unknown");

        // As RFC 8058 says: no cookie, no token of a form.
        assertThat(mvc.post()
                        .uri(written.path())
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .content("List-Unsubscribe=One-Click"))
                .hasStatusOk();
        assertThat(basis(given, written.person())).isEqualTo("objected");
        var said = given.in(() -> bases.of(written.person(), given.administrator()));
        assertThat(said).singleElement().satisfies(one -> {
            assertThat(one.isObjection()).isTrue();
            assertThat(one.proof()).contains("Notre offre");
        });

        assertThat(mvc.post().uri(written.path())).hasStatusOk();
        assertThat(given.in(() -> bases.of(written.person(), given.administrator())))
                .hasSize(1);
    }

    @Test
    void who_lies_in_the_bin_is_heard_too(Given given) {
        var written = written(given);
        given.run(() -> sql.execute("update person set deleted_at = now() where id = ?", written.person()));
        assertThat(mvc.post().uri(written.path())).hasStatusOk();
        assertThat(basis(given, written.person())).isEqualTo("objected");
        given.run(() -> sql.execute("update person set deleted_at = null where id = ?", written.person()));
        assertThat(given.in(() -> bases.of(written.person(), given.administrator())))
                .singleElement()
                .satisfies(one -> assertThat(one.proof()).contains("Notre offre"));
    }

    @Test
    void a_link_that_is_not_known_says_so_also_to_who_is_signed_in_elsewhere(Given given, Given.Kit worlds) {
        var written = written(given);
        var other = worlds.given();
        assertThat(mvc.get().uri(written.path()).with(other.signedIn(other.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("<button");
        for (var token : List.of("x", "A".repeat(43), written.path().substring(13) + "A")) {
            assertThat(mvc.get().uri("/unsubscribe/" + token)).hasStatus(404);
            assertThat(mvc.post().uri("/unsubscribe/" + token)).hasStatus(404);
        }
    }
}
