package io.diabolo.mail.reading;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails as people, their programs and their servers write them. */
class MailReaderTest {
    private static ReadMail read(String headers, String body) {
        var all = headers.strip() + "\nMIME-Version: 1.0\n\n" + body;
        try {
            return MailReader.read(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(all.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String plain(String from, String subject, String more) {
        return """
                From: %s
                To: ines.roy@atelier.example
                Subject: %s
                Message-ID: <1@exemple.test>
                Content-Type: text/plain; charset=utf-8
                %s
                """.formatted(from, subject, more).replaceAll("\n+$", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Re: Notre offre                   |                               | Merci, rappelez-moi jeudi.                      | HUMAN
            Mes vacances et votre offre       |                               | Je suis en vacances en août, voyons-nous avant. | HUMAN
            Réponse automatique : absence     | Auto-Submitted: auto-replied  | Je suis absent jusqu'au 3 mars.                 | OUT_OF_OFFICE
            Automatic reply: Hello            | X-Auto-Response-Suppress: All | I am out of the office until Monday.            | OUT_OF_OFFICE
            Out of office                     |                               | Back on Monday.                                 | OUT_OF_OFFICE
            Absence du bureau                 |                               | De retour lundi.                                | OUT_OF_OFFICE
            Abwesenheitsnotiz                 | Auto-Submitted: auto-replied  | Ich bin im Urlaub.                              | OUT_OF_OFFICE
            Votre demande 4711                | Auto-Submitted: auto-generated| Nous avons bien reçu votre demande.             | AUTOMATIC
            Accusé de réception               | Precedence: auto_reply        | Nous vous répondrons.                           | AUTOMATIC
            Re: delivery                      |                               | The delivery failed last time, please call us.  | HUMAN
            """)
    void people_and_programs_are_told_apart(String subject, String header, String text, MailKind kind) {
        var read = read(plain("Léa Martin <lea@exemple.test>", subject, header == null ? "X-A: b" : header), text);
        assertThat(read.kind()).isEqualTo(kind);
    }

    @Test
    void a_report_names_the_address_the_reason_and_the_mail() {
        var read = read("""
                From: Mail Delivery System <MAILER-DAEMON@mx.exemple.test>
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary=x
                """, """
                --x
                Content-Type: text/plain

                This is the mail system.
                --x
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.exemple.test

                Final-Recipient: rfc822; LEA@exemple.test
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 <lea@exemple.test>: Recipient address
                    rejected: User unknown
                --x
                Content-Type: message/rfc822

                From: ines.roy@atelier.example
                Message-ID: <0192@atelier.example>
                Subject: Notre offre

                Bonjour
                --x--
                """);
        assertThat(read.kind()).isEqualTo(MailKind.BOUNCE);
        assertThat(read.bounce()).isNotNull().satisfies(bounce -> {
            assertThat(bounce.recipient()).isEqualTo("lea@exemple.test");
            assertThat(bounce.status()).isEqualTo("5.1.1");
            assertThat(bounce.permanent()).isTrue();
            assertThat(bounce.originals()).containsExactly("<0192@atelier.example>");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "5.1.1, '', true",
        "5.4.4, host not found, true",
        "5.2.2, mailbox full, false",
        "5.7.1, message looks like spam, false",
        "4.4.1, connection timed out, false",
        "'', 550 no such user, true",
        "'', 452 too many recipients, false"
    })
    void only_an_address_that_does_not_exist_is_given_up(String status, String words, boolean permanent) {
        assertThat(BounceReader.isPermanent(status, words)).isEqualTo(permanent);
    }

    @Test
    void a_complaint_names_the_mail_complained_of() {
        var read = read("""
                From: staff@hotmail.example
                Subject: complaint about message from 192.0.2.1
                Content-Type: multipart/report; report-type=feedback-report; boundary=x
                """, """
                --x
                Content-Type: text/plain

                This is an abuse report.
                --x
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: Test/1
                Version: 1
                Original-Rcpt-To: lea@exemple.test
                --x
                Content-Type: message/rfc822

                Message-ID: <0193@atelier.example>

                Bonjour
                --x--
                """);
        assertThat(read.kind()).isEqualTo(MailKind.COMPLAINT);
        assertThat(read.bounce()).isNotNull().satisfies(complaint -> {
            assertThat(complaint.recipient()).isEqualTo("lea@exemple.test");
            assertThat(complaint.originals()).containsExactly("<0193@atelier.example>");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Le mar. 3 mars 2026 à 10:12, Inès Roy <ines@a.example> a écrit :
            On Tue, Mar 3, 2026 at 10:12 AM Inès Roy <ines@a.example> wrote:
            Am 03.03.2026 um 10:12 schrieb Inès Roy:
            El mar, 3 mar 2026 a las 10:12, Inès Roy (<ines@a.example>) escribió:
            -----Original Message-----
            -------- Message d'origine --------
            """)
    void what_is_quoted_is_folded(String header) {
        var text = "Bonjour,\nd'accord pour jeudi.\n\nLéa\n\n" + header + "\n\n> Bonjour Léa,\n> jeudi vous irait ?\n";
        var split = QuotedText.of(text);
        assertThat(split.own()).isEqualTo("Bonjour,\nd'accord pour jeudi.\n\nLéa");
        assertThat(split.quoted()).contains("jeudi vous irait");
    }

    @Test
    void outlooks_headers_below_each_other_begin_what_is_quoted() {
        var split = QuotedText.of("""
                Entendu.

                De : Inès Roy <ines@a.example>
                Envoyé : mardi 3 mars 2026 10:12
                À : Léa Martin
                Objet : Notre offre

                Bonjour Léa
                """);
        assertThat(split.own()).isEqualTo("Entendu.");
    }

    @Test
    void answers_between_the_quoted_lines_are_the_answer() {
        var split = QuotedText.of("""
                On 3 Mar 2026 Inès wrote:
                > Does Thursday suit you?
                Yes.
                > At ten?
                At eleven.
                """);
        assertThat(split.own()).isEqualTo("Yes.\nAt eleven.");
    }

    @Test
    void a_sentence_that_ends_in_wrote_is_no_header() {
        assertThat(QuotedText.of("This is what my boss wrote:\nwe buy.").own()).contains("we buy");
    }

    @Test
    void strangers_html_cannot_act_or_load() {
        var safe = SafeHtml.of("""
                <p onclick="x()">Bonjour <b>Inès</b><script>alert(1)</script><img src="https://track.example/1.gif">
                <a href="javascript:x()">ici</a> <a href="https://exemple.test">là</a><style>p{}</style>
                <form action="https://evil.example"><input name=a></form><iframe src="x"></iframe></p>""");
        assertThat(safe)
                .contains("Bonjour <b>Inès</b>", "https://exemple.test", "nofollow")
                .doesNotContain("script", "onclick", "img", "style", "form", "iframe", "javascript");
    }

    @Test
    void a_mail_of_html_alone_has_its_words() {
        var read = read("""
                From: lea@exemple.test
                Subject: Re: Notre offre
                Content-Type: text/html; charset=utf-8
                """, "<div>Bonjour Inès,</div><div>d&#39;accord.</div><blockquote>Notre offre</blockquote>");
        assertThat(read.text()).isEqualTo("Bonjour Inès,\nd'accord.");
        assertThat(read.kind()).isEqualTo(MailKind.HUMAN);
    }

    @Test
    void files_are_found_and_a_broken_part_does_not_take_the_others_with_it() {
        var read = read("""
                From: lea@exemple.test
                Subject: =?utf-8?Q?Pi=C3=A8ce_jointe?=
                Content-Type: multipart/mixed; boundary=x
                """, """
                --x
                Content-Type: text/plain; charset=nonsense-8

                Voici.
                --x
                Content-Type: application/pdf; name="devis.pdf"
                Content-Disposition: attachment; filename="devis.pdf"
                Content-Transfer-Encoding: base64

                JVBERg==
                """);
        assertThat(read.subject()).isEqualTo("Pièce jointe");
        assertThat(read.text()).isEqualTo("Voici.");
        assertThat(read.files()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("devis.pdf");
            assertThat(file.content()).hasSize(4);
        });
    }
}
