package io.diabolo.support;

import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.SUPPORT_LINK;
import static io.diabolo.jooq.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import io.diabolo.mail.ASharedBox;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What customers do without an account. */
@DiaboloTest
class PortalTest {
    private static final GreenMail GREEN =
            new GreenMail(new ServerSetup[] {ServerSetupTest.SMTP.dynamicPort(), ServerSetupTest.IMAP.dynamicPort()});
    private final ApplicationContext application;
    private final DSLContext sql;
    private final MockMvcTester mvc;

    PortalTest(ApplicationContext application, DSLContext sql, MockMvcTester mvc) {
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

    private String key(Given given, ADesk desk) {
        ASharedBox.of(GREEN, given, application);
        desk.in(() -> {
            desk.bean(SupportSettings.class)
                    .save(new SupportSettings.Wanted(true, true, true, 7, true), null, given.administrator());
            return true;
        });
        return Objects.requireNonNull(
                desk.in(() -> desk.bean(SupportSettings.class).get()).publicKey());
    }

    private String link(Given given, ADesk desk, String email) {
        var link = SupportLink.secret(given.workspace());
        given.run(() -> desk.bean(Portal.class).keep(link, email));
        return link.text();
    }

    @Test
    void a_stranger_asks_by_the_form_and_a_program_is_thanked_for_nothing(Given given) {
        var desk = new ADesk(given, application);
        var key = key(given, desk);
        assertThat(mvc.post()
                        .uri("/help/" + key + "/requests")
                        .param("email", "pas une adresse")
                        .param("subject", "Export")
                        .param("body", "Rien.")
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Rien.");
        assertThat(mvc.post()
                        .uri("/help/" + key + "/requests")
                        .param("email", "robot@ailleurs.test")
                        .param("subject", "Achetez")
                        .param("body", "Vite.")
                        .param("homepage", "https://ailleurs.test")
                        .with(csrf()))
                .hasStatusOk();
        assertThat(mvc.post()
                        .uri("/help/" + key + "/requests")
                        .param("email", "lea@brest.example")
                        .param("subject", "Export")
                        .param("body", "Rien.")
                        .with(csrf()))
                .hasStatusOk();
        var all = given.in(() -> sql.selectFrom(TICKET).fetch());
        assertThat(all).singleElement().satisfies(ticket -> {
            assertThat(ticket.getChannel()).isEqualTo("form");
            assertThat(ticket.getPersonId()).isEqualTo(desk.person);
        });
    }

    @Test
    void the_public_reads_what_is_published_to_it_and_no_more(Given given) {
        var desk = new ADesk(given, application);
        var key = key(given, desk);
        var open = desk.record(
                "articles",
                Map.of(
                        "title_fr",
                        "Vider le cache",
                        "body_fr",
                        "Touche F5.",
                        "title_en",
                        "Clear the cache",
                        "body_en",
                        "Key F5.",
                        "state",
                        "published"));
        desk.record("articles", Map.of("title_fr", "Cache des clients", "state", "published", "audience", "customers"));
        desk.record("articles", Map.of("title_fr", "Cache interne", "state", "published", "audience", "agents"));
        desk.record("articles", Map.of("title_fr", "Cache en projet"));

        assertThat(mvc.get().uri("/help/" + key + "?q=cache").locale(Locale.FRANCE))
                .hasStatusOk()
                .bodyText()
                .contains("Vider le cache")
                .doesNotContain("Cache des clients")
                .doesNotContain("Cache interne")
                .doesNotContain("Cache en projet");
        assertThat(mvc.get()
                        .uri("/help/" + key + "/suggestions?subject=mon cache")
                        .locale(Locale.UK))
                .hasStatusOk()
                .bodyText()
                .contains("Clear the cache");
        assertThat(mvc.get().uri("/help/" + key + "/articles/" + open).locale(Locale.FRANCE))
                .hasStatusOk()
                .bodyText()
                .contains("Touche F5.");
        var own = link(given, desk, "lea@brest.example");
        assertThat(mvc.get().uri("/my-requests/" + own))
                .hasStatusOk()
                .bodyText()
                .contains("Cache des clients")
                .doesNotContain("Cache interne");
    }

    @Test
    void a_customer_sees_their_own_requests_answers_and_closes(Given given) {
        var desk = new ADesk(given, application);
        var own = desk.ticket("Export vide", Map.of());
        var others = desk.record("tickets", Map.of("subject", "Secret", "requester_email", "marc@quimper.example"));
        desk.in(() -> desk.bean(Tickets.class).note(own, "Cliente difficile", desk.ines));
        desk.in(() -> desk.bean(Tickets.class).reply(own, new Reply("Videz le cache.", null, null), desk.ines));
        var link = link(given, desk, "lea@brest.example");

        assertThat(mvc.get().uri("/my-requests/" + link))
                .hasStatusOk()
                .bodyText()
                .contains("Export vide")
                .doesNotContain("Secret");
        assertThat(mvc.get().uri("/my-requests/" + link + "/" + own))
                .hasStatusOk()
                .bodyText()
                .contains("Videz le cache.")
                .doesNotContain("Cliente difficile");
        assertThat(mvc.get().uri("/my-requests/" + link + "/" + others)).hasStatus(404);
        assertThat(mvc.post()
                        .uri("/my-requests/" + link + "/" + others + "/replies")
                        .param("body", "Bonjour")
                        .with(csrf()))
                .hasStatus(404);
        assertThat(mvc.post()
                        .uri("/my-requests/" + link + "/" + own + "/replies")
                        .param("body", "Toujours rien.")
                        .with(csrf()))
                .hasStatus(303);
        assertThat(desk.row(own).getStatus()).isEqualTo("open");
        assertThat(mvc.post()
                        .uri("/my-requests/" + link + "/" + own + "/closing")
                        .with(csrf()))
                .hasStatus(303);
        assertThat(desk.row(own).getStatus()).isEqualTo("solved");
        assertThat(mvc.post().uri("/my-requests/" + link + "/leaving").with(csrf()))
                .hasStatusOk();
        assertThat(mvc.get().uri("/my-requests/" + link)).hasStatus(404);
    }

    @Test
    void a_link_is_mailed_only_to_who_has_asked_something(Given given) {
        var desk = new ADesk(given, application);
        var key = key(given, desk);
        desk.ticket("Export vide", Map.of());
        for (var email : new String[] {"inconnu@ailleurs.test", "lea@brest.example"}) {
            assertThat(mvc.post()
                            .uri("/help/" + key + "/sign-ins")
                            .param("email", email)
                            .with(csrf()))
                    .hasStatusOk();
        }
        assertThat(given.in(() -> sql.select(MAIL.TO_ADDRESS)
                        .from(MAIL)
                        .where(MAIL.DIRECTION.eq("outbound"))
                        .fetch(MAIL.TO_ADDRESS)))
                .containsExactly("lea@brest.example");
    }

    @Test
    void who_types_somebodys_address_again_and_again_keeps_them_out_of_nothing(Given given) {
        var desk = new ADesk(given, application);
        var key = key(given, desk);
        for (var i = 0; i < 6; i++) {
            assertThat(mvc.post()
                            .uri("/help/" + key + "/requests")
                            .param("email", "lea@brest.example")
                            .param("subject", "Encore " + i)
                            .param("body", "Et encore.")
                            .with(csrf()))
                    .hasStatusOk();
        }
        assertThat(mvc.post()
                        .uri("/help/" + key + "/sign-ins")
                        .param("email", "lea@brest.example")
                        .with(csrf()))
                .hasStatusOk();
        assertThat(given.in(() -> sql.fetchCount(SUPPORT_LINK, SUPPORT_LINK.KIND.eq("portal"))))
                .isOne();
    }

    @Test
    void answered_twice_is_one_answer_and_looking_changes_nothing(Given given) {
        var desk = new ADesk(given, application);
        var id = desk.ticket("Export vide", Map.of());
        desk.in(() -> desk.bean(Tickets.class).reply(id, new Reply("Fait.", TicketStatus.SOLVED, null), desk.ines));
        var link = SupportLink.secret(given.workspace());
        given.run(() -> sql.insertInto(SUPPORT_LINK)
                .set(SUPPORT_LINK.HASH, link.hash())
                .set(SUPPORT_LINK.KIND, "rating")
                .set(SUPPORT_LINK.TICKET_ID, id)
                .set(SUPPORT_LINK.EXPIRES_AT, OffsetDateTime.parse("2099-01-01T00:00:00Z"))
                .execute());
        var path = "/ratings/" + link.text();

        assertThat(mvc.get().uri(path)).hasStatusOk();
        assertThat(desk.row(id).getCsat()).isNull();
        assertThat(mvc.post().uri(path).param("score", "9").with(csrf())).hasStatus(422);
        assertThat(mvc.post()
                        .uri(path)
                        .param("score", "2")
                        .param("comment", "Lent")
                        .with(csrf()))
                .hasStatusOk();
        assertThat(mvc.post()
                        .uri(path)
                        .param("score", "5")
                        .param("comment", "Finalement bien")
                        .with(csrf()))
                .hasStatusOk();

        assertThat(desk.row(id).getCsat()).isEqualTo((short) 5);
        assertThat(desk.row(id).getCsatComment()).isEqualTo("Finalement bien");
        assertThat(desk.said(id)).extracting(Message::textKey).containsOnlyOnce("ticket.step.rated");
        assertThat(mvc.get()
                        .uri("/ratings/" + SupportLink.secret(given.workspace()).text()))
                .hasStatus(404);
        assertThat(mvc.get().uri("/help/" + UUID.randomUUID())).hasStatus(404);
    }
}
