package io.diabolo.mail.reading;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a mail: what it says, who or what wrote it, which mail it is about. */
public final class MailReader {
    private static final Pattern AWAY = Pattern.compile(
            "(?iu)(out of (the )?office|away from (my|the) (desk|office)|on (vacation"
                    + "|holiday|leave|annual leave|maternity leave|parental leave)|vacation (reply|response|notice)|absence|absent(e)?\\b"
                    + "|en (congés?|vacances|déplacement)|en arrêt|hors du bureau|de retour le|abwesen|nicht im (büro|haus)|im urlaub"
                    + "|fuera de (la )?oficina|de vacaciones|fuori (sede|ufficio)|in ferie|afwezig|met vakantie|\\booo\\b|不在)");
    private static final Pattern AUTOMATIC =
            Pattern.compile("(?iu)^\\s*(\\[?auto(matic)?[ -]?(reply|response|matique|answer)?\\]?\\s*:"
                    + "|automatic(ally)? (reply|response|generated)|auto[- ]?(reply|response|responder)|réponse automatique"
                    + "|message automatique|automatische antwort|respuesta automática|risposta automatica|automatisch antwoord"
                    + "|autosvar|automatiskt svar)");
    private static final List<String> AUTOMATIC_HEADERS = List.of(
            "X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Mail-Autoreply", "X-AutoReply-From");

    private MailReader() {}

    /** Never fails on what is odd within; only on what can't be read at all. */
    public static ReadMail read(MimeMessage message) throws MessagingException {
        var headers = Headers.of(message);
        var parts = Parts.of(message);
        var plain = String.join("\n", parts.plain).strip();
        var html = String.join("\n", parts.html).strip();
        var text = (plain.isEmpty() ? SafeHtml.text(html) : plain)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        var subject = headers.decoded("Subject");
        var bounce = BounceReader.read(headers, parts, subject, text);
        var kind = kind(headers, parts, subject, text, bounce);
        var split = QuotedText.of(text);
        var from = headers.addresses("From");
        var to = new ArrayList<>(headers.addresses("To"));
        to.addAll(headers.addresses("Cc"));
        var ids = headers.ids("Message-ID");
        var answered = headers.ids("In-Reply-To");
        return new ReadMail(
                ids.isEmpty() ? "" : ids.getFirst(),
                answered.isEmpty() ? null : answered.getFirst(),
                headers.ids("References"),
                from.isEmpty() ? "" : from.getFirst(),
                headers.name("From"),
                List.copyOf(to),
                subject,
                at(message),
                split.own(),
                split.quoted(),
                html.isEmpty() ? null : SafeHtml.of(html),
                List.copyOf(parts.files),
                kind,
                isSpam(headers),
                kind == MailKind.COMPLAINT ? complaint(parts, text) : kind == MailKind.BOUNCE ? bounce : null);
    }

    /** As SpamAssassin, rspamd and the large providers say it. */
    private static boolean isSpam(Headers headers) {
        return headers.lower("X-Spam-Flag").startsWith("yes")
                || headers.lower("X-Spam-Status").startsWith("yes")
                || headers.lower("X-Spam").startsWith("yes");
    }

    private static Instant at(MimeMessage message) throws MessagingException {
        var received = message.getReceivedDate();
        var sent = message.getSentDate();
        return received != null ? received.toInstant() : sent != null ? sent.toInstant() : Instant.EPOCH;
    }

    private static MailKind kind(Headers headers, Parts parts, String subject, String text, @Nullable Bounce bounce) {
        if (!parts.feedbacks.isEmpty() || headers.lower("Content-Type").contains("feedback-report")) {
            return MailKind.COMPLAINT;
        }
        if (bounce != null) {
            return MailKind.BOUNCE;
        }
        var automatic = isAutomatic(headers) || AUTOMATIC.matcher(subject).find();
        var away = AWAY.matcher(subject).find();
        // People write of holidays, too; a subject that begins with it is a note.
        if (automatic && (away || AWAY.matcher(beginning(text)).find())) {
            return MailKind.OUT_OF_OFFICE;
        }
        if (automatic || !parts.deliveries.isEmpty()) {
            return MailKind.AUTOMATIC;
        }
        return away && isNote(subject) ? MailKind.OUT_OF_OFFICE : MailKind.HUMAN;
    }

    /** RFC 3834, and what was written before it. */
    private static boolean isAutomatic(Headers headers) {
        var submitted = headers.lower("Auto-Submitted");
        return (!submitted.isEmpty() && !submitted.startsWith("no"))
                || AUTOMATIC_HEADERS.stream().anyMatch(headers::has)
                || List.of("auto_reply", "auto-reply", "bulk", "junk", "list").contains(headers.lower("Precedence"))
                || headers.has("X-Auto-Response-Suppress")
                        && headers.lower("Return-Path").equals("<>");
    }

    private static boolean isNote(String subject) {
        return subject.matches(
                "(?iu)^\\s*(out of (the )?office|absence( du bureau)?|absent(e)?|abwesenheit(snotiz)?|fuera de (la )?oficina|afwezig"
                        + "|fuori (sede|ufficio))\\b.*");
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(2_000, text.length()));
    }

    /** RFC 5965: the mail complained of stands within. */
    private static Bounce complaint(Parts parts, String text) {
        var report = String.join("\n", parts.feedbacks);
        var rest = BounceReader.about(parts, text);
        return new Bounce(BounceReader.recipient(report), "", "", false, rest);
    }
}
