package io.diabolo.mail.reading;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parts of a mail, flat: texts, files, reports. What is broken is read as far as it goes. */
final class Parts {
    private static final int DEEPEST = 12;
    private static final int MOST = 200;
    private static final int MOST_TEXT = 500_000;

    final List<String> plain = new ArrayList<>();
    final List<String> html = new ArrayList<>();
    final List<ReadFile> files = new ArrayList<>();
    /** Of message/delivery-status and message/feedback-report, by which they are told apart. */
    final List<String> deliveries = new ArrayList<>();

    final List<String> feedbacks = new ArrayList<>();
    /** Mails within: message/rfc822, or only their headers. */
    final List<String> originals = new ArrayList<>();

    private int seen;

    static Parts of(MimeMessage message) {
        var parts = new Parts();
        parts.take(message, 0);
        return parts;
    }

    private void take(Part part, int depth) {
        if (depth > DEEPEST || ++seen > MOST) {
            return;
        }
        var type = type(part);
        try {
            if (type.startsWith("multipart/")) {
                multipart(part, depth);
            } else if (type.equals("message/delivery-status") || type.equals("message/global-delivery-status")) {
                deliveries.add(raw(part));
            } else if (type.equals("message/feedback-report")) {
                feedbacks.add(raw(part));
            } else if (type.startsWith("message/") || type.equals("text/rfc822-headers")) {
                originals.add(raw(part));
            } else if (isFile(part, type)) {
                files.add(new ReadFile(name(part), type, bytes(part)));
            } else if (type.equals("text/html")) {
                html.add(text(part));
            } else {
                plain.add(text(part));
            }
        } catch (MessagingException | IOException | RuntimeException _) {
            // A part that can't be read doesn't take the others with it.
            plain.add("");
        }
    }

    private void multipart(Part part, int depth) throws MessagingException, IOException {
        if (!(part.getContent() instanceof Multipart several)) {
            plain.add(raw(part));
            return;
        }
        for (var i = 0; i < several.getCount(); i++) {
            BodyPart one = several.getBodyPart(i);
            take(one, depth + 1);
        }
    }

    private static boolean isFile(Part part, String type) throws MessagingException {
        var disposition = part.getDisposition();
        return Part.ATTACHMENT.equalsIgnoreCase(disposition)
                || !type.startsWith("text/")
                || (part.getFileName() != null && !(part instanceof MimeMessage));
    }

    static String type(Part part) {
        try {
            return new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
        } catch (ParseException _) {
            return "text/plain";
        } catch (MessagingException _) {
            return "text/plain";
        }
    }

    private static String name(Part part) {
        try {
            var name = part.getFileName();
            return name == null ? "" : MimeUtility.decodeText(name);
        } catch (MessagingException | UnsupportedEncodingException _) {
            return "";
        }
    }

    private static String text(Part part) throws IOException, MessagingException {
        var bytes = bytes(part);
        return decoded(bytes, charset(part));
    }

    /** As it stands, for what is read line by line. */
    private static String raw(Part part) throws IOException, MessagingException {
        return decoded(bytes(part), StandardCharsets.UTF_8)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }

    private static byte[] bytes(Part part) throws IOException, MessagingException {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static @Nullable Charset charset(Part part) {
        try {
            var named = new ContentType(part.getContentType()).getParameter("charset");
            return named == null ? null : Charset.forName(MimeUtility.javaCharset(named));
        } catch (MessagingException | IllegalCharsetNameException | UnsupportedCharsetException _) {
            return null;
        }
    }

    /** Where the charset isn't named or isn't right: UTF-8 if it is that, else what Windows writes in the west. */
    private static String decoded(byte[] bytes, @Nullable Charset named) {
        var wanted = Objects.requireNonNullElse(named, StandardCharsets.UTF_8);
        String text;
        try {
            text = wanted.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            text = new String(bytes, named == null ? Charset.forName("windows-1252") : named);
        }
        var plain = text.replace("\0", "");
        return plain.substring(0, Math.min(MOST_TEXT, plain.length()));
    }
}
