package io.diabolo.mail.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Real bounces, replies and odd mails, where the sample data lies beside the project. */
class MailSamplesTest {
    private static final Path DATA = Path.of(System.getProperty("diabolo.data", "../shared/data"));

    private static ReadMail read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return MailReader.read(new MimeMessage(Session.getInstance(new Properties()), in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    private static List<NamedCsvRecord> reference(String name) {
        var file = DATA.resolve("mail").resolve(name);
        assumeTrue(Files.exists(file), "the sample mails aren't here: " + file.toAbsolutePath());
        try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void every_delivery_report_is_a_bounce_with_its_address_and_status() {
        var wrong = new ArrayList<String>();
        for (var row : reference("bounces_reference.csv")) {
            var action = row.getField("action");
            if (!row.getField("kind").equals("DSN") || !action.equals("failed")) {
                continue;
            }
            var read = read(DATA.resolve(row.getField("file")));
            var bounce = read.bounce();
            if (read.kind() != MailKind.BOUNCE || bounce == null) {
                wrong.add(row.getField("file") + " is " + read.kind());
                continue;
            }
            // Without the brackets, and the way there, that some write.
            var address =
                    row.getField("final_recipient").toLowerCase(Locale.ROOT).replaceAll("[<>]|^@.*:", "");
            if (address.contains("@") && !address.contains(" ") && !address.equals(bounce.recipient())) {
                wrong.add(row.getField("file") + " to " + bounce.recipient() + " instead of " + address);
            }
            if (row.getField("status").startsWith("4") && bounce.permanent()) {
                wrong.add(row.getField("file") + " is permanent with " + row.getField("status"));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void every_feedback_report_is_a_complaint() {
        var wrong = new ArrayList<String>();
        for (var row : reference("bounces_reference.csv")) {
            if (row.getField("kind").equals("ARF")
                    && read(DATA.resolve(row.getField("file"))).kind() != MailKind.COMPLAINT) {
                wrong.add(row.getField("file"));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void most_free_text_bounces_are_known_and_what_is_none_is_not() {
        var missed = new ArrayList<String>();
        var all = 0;
        for (var row : reference("bounces_reference.csv")) {
            var file = row.getField("file");
            if (!row.getField("kind").equals("no-DSN-part") || file.contains("rfc3834") || file.contains("arf-")) {
                continue;
            }
            var kind = read(DATA.resolve(file)).kind();
            if (file.contains("/not/")) {
                assertThat(kind).as(file).isEqualTo(MailKind.HUMAN);
                continue;
            }
            all++;
            if (kind != MailKind.BOUNCE) {
                missed.add(file + " is " + kind);
            }
        }
        System.out.println("free-text bounces missed " + missed.size() + " of " + all + ": " + missed);
        assertThat(missed.size()).isLessThanOrEqualTo(all / 20);
    }

    @Test
    void odd_mails_are_read_with_their_parts() {
        var wrong = new ArrayList<String>();
        for (var row : reference("mime_reference.csv")) {
            var read = read(DATA.resolve(row.getField("file")));
            var id = row.getField("message_id");
            if (!id.isEmpty() && !read.messageId().isEmpty() && !id.contains(read.messageId())) {
                wrong.add(row.getField("file") + " has the id " + read.messageId());
            }
            if (read.kind() == MailKind.COMPLAINT) {
                wrong.add(row.getField("file") + " is a complaint");
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void replies_are_cut_before_what_they_quote() throws IOException {
        reference("bounces_reference.csv");
        var uncut = new ArrayList<String>();
        var all = 0;
        try (var files = Files.walk(DATA.resolve("mail/replies"))) {
            for (var file : files.filter(one -> one.getFileName().toString().startsWith("email_"))
                    .sorted()
                    .toList()) {
                var text = Files.readString(file);
                var split = QuotedText.of(text);
                assertThat(split.own()).as(file.toString()).isNotBlank();
                if (text.lines().anyMatch(line -> line.startsWith(">"))) {
                    all++;
                    if (split.own().lines().anyMatch(line -> line.startsWith(">"))
                            || split.quoted().isBlank()) {
                        uncut.add(file.getFileName().toString());
                    }
                }
            }
        }
        System.out.println("replies left whole " + uncut.size() + " of " + all + ": " + uncut);
        assertThat(uncut.size()).isLessThanOrEqualTo(all / 10);
    }
}
