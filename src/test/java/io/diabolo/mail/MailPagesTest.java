package io.diabolo.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Scope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Connecting a mailbox, writing and answering, as pages and API have it. */
@DiaboloTest
class MailPagesTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final MockMvcTester mvc;

    MailPagesTest(DSLContext sql, Records records, RecordTypes types, MockMvcTester mvc) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.mvc = mvc;
    }

    private UUID create(Given given, String type, Map<String, ?> input) {
        return given.in(() -> records.create(
                        types.byId(type).orElseThrow(), new HashMap<String, Object>(input), given.administrator())
                .record()
                .id());
    }

    private void connected(Given given, Actor who) {
        assertThat(mvc.post()
                        .uri("/profile/mailbox")
                        .param("address", "ines@atelier.example")
                        .param("password", "secret")
                        .param("smtp_host", "localhost")
                        .param("smtp_port", "1")
                        .param("smtp_security", "none")
                        .with(given.signedIn(who))
                        .with(csrf()))
                .hasStatus(303);
    }

    @Test
    void a_mailbox_is_saved_with_its_secret_unreadable_and_another_server_asks_for_it_again(Given given) {
        var ines = given.member("Inès Roy", "sdr");
        assertThat(mvc.post()
                        .uri("/profile/mailbox")
                        .param("address", "nonsense")
                        .param("smtp_host", "a b")
                        .param("daily_cap", "0")
                        .with(given.signedIn(ines))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("address-fault", "smtp_host-fault", "daily_cap-fault");
        connected(given, ines);
        assertThat(mvc.get().uri("/profile/mailbox").with(given.signedIn(ines)))
                .hasStatusOk()
                .bodyText()
                .contains("ines@atelier.example")
                .doesNotContain("secret");
        assertThat(given.in(() -> sql.fetchValue("select encode(password, 'escape') from mailbox"))
                        .toString())
                .doesNotContain("secret");
        assertThat(mvc.post()
                        .uri("/profile/mailbox")
                        .param("address", "ines@atelier.example")
                        .param("smtp_host", "elsewhere.example")
                        .with(given.signedIn(ines))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("password-fault");
        // Nobody answers at port 1, and the page says so in words.
        assertThat(mvc.post()
                        .uri("/profile/mailbox/trials")
                        .with(given.signedIn(ines))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("Le serveur ne répond pas");
        assertThat(mvc.get().uri("/settings/mailboxes").with(given.signedIn(ines)))
                .hasStatus(403);
        assertThat(mvc.get().uri("/settings/mailboxes").with(given.signedIn(given.administrator())))
                .hasStatusOk()
                .bodyText()
                .contains("ines@atelier.example");
    }

    @Test
    void a_mail_is_written_from_a_template_with_a_file_and_can_be_taken_back(Given given) {
        var ines = given.member("Inès Roy", "sdr");
        connected(given, ines);
        var person = create(
                given,
                "person",
                Map.of("first_name", "Léa", "last_name", "Martin", "email", "lea@exemple.test", "language", "fr"));
        var template = create(
                given,
                "mail_template",
                Map.of(
                        "name",
                        "Contact",
                        "subject_fr",
                        "Pour {{person.first_name}}",
                        "body_fr",
                        "Ville : {{person.city}}"));
        assertThat(mvc.get()
                        .uri("/people/" + person + "/mails/new?template=" + template)
                        .with(given.signedIn(ines)))
                .hasStatusOk()
                .bodyText()
                .contains("Pour Léa", "person.city", "lea@exemple.test");
        assertThat(mvc.post()
                        .uri("/people/" + person + "/mails")
                        .multipart()
                        .file(new MockMultipartFile("files", "../devis.pdf", "application/pdf", new byte[] {1, 2}))
                        .param("to", "lea@exemple.test")
                        .param("subject", "Pour Léa")
                        .param("body", "<script>alert(1)</script>")
                        .param("purpose", "prospecting")
                        .with(given.signedIn(ines))
                        .with(csrf()))
                .hasStatus(303);
        var id = given.in(() -> String.valueOf(sql.fetchValue("select id from mail")));
        assertThat(mvc.get().uri("/mails/" + id).with(given.signedIn(ines)))
                .hasStatusOk()
                .bodyText()
                .contains("Pour Léa", "devis.pdf", "&lt;script&gt;")
                .doesNotContain("<script>alert", "../devis");
        assertThat(mvc.get().uri("/people/" + person).with(given.signedIn(ines)))
                .hasStatusOk()
                .bodyText()
                .contains("/mails/" + id);
        var apart = given.memberWhoSeesOwn("Paul Blanc", "sdr");
        assertThat(mvc.get().uri("/mails/" + id).with(given.signedIn(apart))).hasStatus(404);
        assertThat(mvc.post()
                        .uri("/mails/" + id + "/withdrawal")
                        .with(given.signedIn(given.administrator()))
                        .with(csrf()))
                .hasStatus(404);
        assertThat(mvc.post()
                        .uri("/mails/" + id + "/withdrawal")
                        .with(given.signedIn(ines))
                        .with(csrf()))
                .hasStatus(303);
    }

    @Test
    void the_api_queues_a_mail_or_says_why_not(Given given) {
        var ines = given.member("Inès Roy", "sdr");
        var token = given.bearer(ines, Scope.WRITE);
        var person = create(given, "person", Map.of("last_name", "Martin", "email", "lea@exemple.test"));
        var body = """
                {"person": "%s", "to": "lea@exemple.test", "subject": "Bonjour", "body": "Texte",
                 "not_before": "2031-03-10T09:00:00Z",
                 "attachments": [{"name": "a.txt", "type": "text/plain", "content": "eA=="}]}""".formatted(person);
        assertThat(post("/api/v1/mails", body, token)).hasStatus(422).bodyText().contains("Connectez d’abord");
        assertThat(mvc.put()
                        .uri("/api/v1/mailbox")
                        .header("Authorization", token)
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"address\": \"ines@atelier.example\", \"password\": \"x\", \"smtp_host\":"
                                + " \"localhost\", \"folders\": [\"INBOX\", \"Ventes\"]}"))
                .hasStatusOk()
                .bodyText()
                .contains("Ventes")
                .doesNotContain("password\":");
        assertThat(post("/api/v1/mails", body, token)).hasStatus(201).bodyText().contains("\"waiting\"", "a.txt");
        var id = given.in(() -> String.valueOf(sql.fetchValue("select id from mail")));
        assertThat(mvc.get().uri("/api/v1/people/" + person + "/mails").header("Authorization", token))
                .hasStatusOk()
                .bodyText()
                .contains(id);
        assertThat(post("/api/v1/mails/" + id + "/withdrawal", "{}", token))
                .hasStatusOk()
                .bodyText()
                .contains("\"withdrawn\"");
        given.run(() -> sql.execute("update person set email_basis = 'objected'"));
        assertThat(post("/api/v1/mails", body, token)).hasStatus(422);
    }

    private org.springframework.test.web.servlet.assertj.MvcTestResult post(String uri, String body, String token) {
        return mvc.post()
                .uri(uri)
                .header("Authorization", token)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    @Test
    void a_template_is_filled_only_from_a_lead_that_is_seen_and_the_persons_own(Given given) {
        var eve = given.memberWhoSeesOwn("Eve Noir", "sdr");
        var template =
                create(given, "mail_template", Map.of("name", "Un", "subject_fr", "Objet", "body_fr", "Bonjour"));
        var person = create(given, "person", Map.of("last_name", "Martin"));
        var lead = create(
                given,
                "lead",
                Map.of(
                        "last_name", "Roux",
                        "first_name", "Léa",
                        "email", "roux@client.example",
                        "channel", "outbound"));
        given.run(() -> {
            for (var table : new String[] {"mail_template", "person"}) {
                sql.execute(
                        "update " + table + " set owner_id = ? where id in (?, ?)",
                        eve.member().value(),
                        template,
                        person);
            }
        });
        assertThat(rendering(given, eve, template, "{\"person\": \"%s\"}".formatted(person)))
                .hasStatusOk();
        var both = "{\"person\": \"%s\", \"lead\": \"%s\"}".formatted(person, lead);
        assertThat(rendering(given, eve, template, both)).hasStatus(404);
        // Seen, but another's.
        assertThat(rendering(given, given.administrator(), template, both)).hasStatus(404);
    }

    private MvcTestResult rendering(Given given, Actor who, UUID template, String body) {
        return mvc.post()
                .uri("/api/v1/mail-templates/" + template + "/renderings")
                .header("Authorization", given.bearer(who, Scope.WRITE))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
