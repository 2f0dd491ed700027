package io.diabolo.mail;

import io.diabolo.jooq.tables.records.MailRecord;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A mail as it travels: text and a simple HTML part of it, files, and headers for threading and unsubscribing. */
final class MimeLetter extends MimeMessage {
    private static final String UTF8 = StandardCharsets.UTF_8.name();
    private final String id;

    private MimeLetter(String id) {
        super(Session.getInstance(new Properties()));
        this.id = id;
    }

    /** @param link where one unsubscribes, for prospecting; null without a public address */
    static MimeLetter of(
            MailRecord mail, Mailbox mailbox, List<Attachment> attachments, @Nullable String link, Instant now)
            throws MessagingException {
        var message = new MimeLetter(mail.getMessageId());
        message.setFrom(address(mailbox.address(), mailbox.senderName()));
        message.setRecipient(Message.RecipientType.TO, address(mail.getToAddress(), ""));
        // A notice isn't read from the database, and has none.
        for (var copy : Objects.requireNonNullElse(mail.getCopies(), new String[0])) {
            message.addRecipient(Message.RecipientType.CC, address(copy, ""));
        }
        message.setSubject(mail.getSubject(), UTF8);
        message.setSentDate(Date.from(now));
        if (mail.getInReplyTo() != null) {
            message.setHeader("In-Reply-To", mail.getInReplyTo());
            message.setHeader("References", MimeUtility.fold(12, String.join(" ", mail.getNamed())));
        }
        if (MailPurpose.PROSPECTING.id().equals(mail.getPurpose())) {
            message.offerToStop(mailbox, LegalFooter.token(mail), link);
        } else if (MailPurpose.SERVICE.id().equals(mail.getPurpose())) {
            // RFC 3834: a machine that answers says so, and isn't answered by another.
            message.setHeader("Auto-Submitted", mail.getInReplyTo() == null ? "auto-generated" : "auto-replied");
            message.setHeader("X-Auto-Response-Suppress", "All");
        }
        message.setContent(content(text(mail), attachments));
        message.saveChanges();
        return message;
    }

    /** RFC 2369 and RFC 8058: one click that posts. Without a public address an answer with this subject does it. */
    private void offerToStop(Mailbox mailbox, String token, @Nullable String link) throws MessagingException {
        var byMail = "<mailto:" + mailbox.address() + "?subject=unsubscribe%20" + token + ">";
        if (link == null) {
            setHeader("List-Unsubscribe", byMail);
            return;
        }
        setHeader("List-Unsubscribe", MimeUtility.fold(18, "<" + link + ">, " + byMail));
        if (link.startsWith("https://")) {
            setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    private static String text(MailRecord mail) {
        return mail.getFooter().isEmpty() ? mail.getBody() : mail.getBody() + "\n\n-- \n" + mail.getFooter();
    }

    private static MimeMultipart content(String text, List<Attachment> attachments) throws MessagingException {
        var both = new MimeMultipart("alternative");
        var plain = new MimeBodyPart();
        plain.setText(text, UTF8);
        both.addBodyPart(plain);
        var html = new MimeBodyPart();
        html.setText(PlainHtml.of(text), UTF8, "html");
        both.addBodyPart(html);
        var files = new MimeMultipart("mixed");
        for (var one : attachments) {
            // Calendars show an invitation only where it is another way of reading the mail, and not a file.
            (one.type().startsWith("text/calendar") ? both : files).addBodyPart(file(one));
        }
        if (files.getCount() == 0) {
            return both;
        }
        var body = new MimeBodyPart();
        body.setContent(both);
        files.addBodyPart(body, 0);
        return files;
    }

    private static MimeBodyPart file(Attachment one) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(one.content(), one.type())));
        part.setFileName(one.name());
        if (!one.type().startsWith("text/calendar")) {
            part.setDisposition(Part.ATTACHMENT);
        }
        return part;
    }

    private static InternetAddress address(String address, String name) throws MessagingException {
        try {
            return name.isEmpty() ? new InternetAddress(address) : new InternetAddress(address, name, UTF8);
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("every Java has UTF-8", e);
        }
    }

    /** The id under which it is kept: by it an answer is known, and a copy in the Sent folder found. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}
