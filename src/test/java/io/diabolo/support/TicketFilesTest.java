package io.diabolo.support;

import static io.diabolo.jooq.Tables.STORED_FILE;
import static io.diabolo.jooq.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.mail.Attachment;
import io.diabolo.platform.BadInput;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.multipart.MultipartFile;

/** Files that come through the form and the portal, and go back there. */
@DiaboloTest
class TicketFilesTest {
    private static final byte[] TEXT = "rien\n".getBytes(StandardCharsets.UTF_8);
    private final ApplicationContext application;
    private final DSLContext sql;
    private final MockMvcTester mvc;

    TicketFilesTest(ApplicationContext application, DSLContext sql, MockMvcTester mvc) {
        this.application = application;
        this.sql = sql;
        this.mvc = mvc;
    }

    private String key(Given given, ADesk desk) {
        desk.in(() -> {
            desk.bean(SupportSettings.class)
                    .save(new SupportSettings.Wanted(null, true, true, 7, true), null, given.administrator());
            return true;
        });
        return Objects.requireNonNull(
                desk.in(() -> desk.bean(SupportSettings.class).get()).publicKey());
    }

    private String link(Given given, ADesk desk) {
        var link = SupportLink.secret(given.workspace());
        given.run(() -> desk.bean(Portal.class).keep(link, "lea@brest.example"));
        return link.text();
    }

    private static MockMultipartFile file(String name, byte[] content) {
        return new MockMultipartFile("files", name, "text/html", content);
    }

    private static MultipartFile unread(long size) {
        return new MockMultipartFile("files", "a.txt", "text/plain", TEXT) {
            @Override
            public long getSize() {
                return size;
            }

            @Override
            public byte[] getBytes() {
                throw new AssertionError("read");
            }
        };
    }

    private MvcTestResult asked(String path, Map<String, String> form, MockMultipartFile... files) {
        var request = mvc.post().uri(path).multipart();
        for (var file : files) {
            request = request.file(file);
        }
        for (var entry : form.entrySet()) {
            request = request.param(entry.getKey(), entry.getValue());
        }
        return request.with(csrf()).exchange();
    }

    @Test
    void what_comes_by_the_form_stands_with_the_question_and_is_only_ever_downloaded(Given given) {
        var desk = new ADesk(given, application);
        var key = key(given, desk);
        var form = Map.of("email", "lea@brest.example", "subject", "Export", "body", "Voici le journal.");
        var asked = asked("/help/" + key + "/requests", form, file("../journal.log", TEXT), file("ecran.png", TEXT));
        assertThat(asked).hasStatusOk();
        var id = given.in(() -> sql.select(TICKET.ID).from(TICKET).fetchSingle().value1());
        var files = desk.said(id).getFirst().files();
        assertThat(files).extracting(Message.File::name).containsExactly(".._journal.log", "ecran.png");
        var path = "/files/" + files.getFirst().id() + "/file";
        var answer = mvc.get().uri("/tickets/" + id + path).with(given.signedIn(desk.ines));
        assertThat(answer)
                .hasStatusOk()
                .hasHeader("X-Content-Type-Options", "nosniff")
                .bodyText()
                .isEqualTo("rien\n");
        assertThat(answer.exchange().getResponse().getHeader("Content-Disposition"))
                .startsWith("attachment");
        assertThat(answer.exchange().getResponse().getContentType()).startsWith("application/octet-stream");
        // The customer has it in the portal, nobody else does.
        var link = link(given, desk);
        assertThat(mvc.get().uri("/my-requests/" + link + "/" + id)).bodyText().contains("ecran.png");
        assertThat(mvc.get().uri("/my-requests/" + link + "/" + id + path)).hasStatusOk();
        assertThat(mvc.get().uri("/my-requests/" + link + "/" + id + "/files/" + UUID.randomUUID() + "/file"))
                .hasStatus(404);
        // As long as the ticket is there, no clean-up takes them.
        given.run(() -> {
            sql.execute("select expire_files(now() + interval '1 day', now())");
            assertThat(sql.fetchCount(STORED_FILE, STORED_FILE.EXPIRED_AT.isNull()))
                    .isEqualTo(2);
        });
    }

    @Test
    void what_could_do_harm_or_is_too_much_is_refused_and_the_words_stay(Given given) {
        var desk = new ADesk(given, application);
        var key = key(given, desk);
        var form = Map.of("email", "lea@brest.example", "subject", "Export", "body", "Voici le journal.");
        assertThat(asked("/help/" + key + "/requests", form, file("facture.html", TEXT)))
                .hasStatus(422)
                .bodyText()
                .contains("facture.html", "Voici le journal.");
        assertThat(given.in(() -> sql.fetchCount(TICKET))).isZero();
        var program = new byte[] {'M', 'Z', 0, 0};
        for (var wrong : List.of(
                List.of(new Attachment("bon.pdf", "", program)),
                List.of(new Attachment("sans-fin", "", TEXT)),
                List.of(new Attachment("grand.pdf", "", new byte[TicketFiles.MOST_BYTES + 1])),
                java.util.Collections.nCopies(TicketFiles.MOST + 1, new Attachment("a.txt", "", TEXT)),
                java.util.Collections.nCopies(3, new Attachment("a.txt", "", new byte[7_000_000])))) {
            assertThatThrownBy(() -> TicketFiles.check(wrong)).isInstanceOf(BadInput.class);
        }
        TicketFiles.check(List.of(new Attachment("BON.PDF", "", TEXT)));
        // Of what is too much nothing is read.
        for (var wrong : List.of(
                java.util.Collections.nCopies(TicketFiles.MOST + 1, unread(1)),
                java.util.Collections.nCopies(3, unread(7_000_000)),
                List.of(unread(TicketFiles.MOST_BYTES + 1)))) {
            assertThatThrownBy(() -> TicketFiles.of(wrong)).isInstanceOf(BadInput.class);
        }
    }

    @Test
    void a_customer_adds_files_to_an_answer_and_gets_those_of_the_agent_without_a_mail(Given given) {
        var desk = new ADesk(given, application);
        key(given, desk);
        var link = link(given, desk);
        var id = desk.ticket("Export vide", Map.of());
        assertThat(asked(
                        "/my-requests/" + link + "/" + id + "/replies",
                        Map.of("body", "Voici."),
                        file("journal.txt", TEXT)))
                .hasStatus(303);
        assertThat(desk.said(id))
                .anySatisfy(one ->
                        assertThat(one.files()).extracting(Message.File::name).containsExactly("journal.txt"));
        // No mailbox is shared, so the portal is where it is read.
        var reply = new Reply("Le guide.", null, null, List.of(new Attachment("guide.pdf", "", TEXT)));
        desk.in(() -> desk.bean(Tickets.class).reply(id, reply, desk.ines));
        assertThat(mvc.get().uri("/my-requests/" + link + "/" + id)).bodyText().contains("guide.pdf");
        assertThat(asked(
                        "/my-requests/" + link + "/requests",
                        Map.of("subject", "Autre", "body", "Voici."),
                        file("b.csv", TEXT)))
                .hasStatus(303);
        assertThat(given.in(() -> sql.fetchCount(io.diabolo.jooq.Tables.TICKET_FILE)))
                .isEqualTo(3);
    }
}
