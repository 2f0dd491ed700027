package io.diabolo.offers;

import io.diabolo.identity.Members;
import io.diabolo.mail.Attachment;
import io.diabolo.mail.Letter;
import io.diabolo.mail.MailPurpose;
import io.diabolo.mail.Outbox;
import io.diabolo.mail.Sending;
import io.diabolo.platform.Files;
import io.diabolo.platform.Texts;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Mails about a quote, from the mailbox of whoever leads the opportunity. */
@Component
class QuoteMails {
    private final Outbox outbox;
    private final Members members;
    private final Files files;
    private final OfferAddress address;
    private final Texts texts;
    private final Clock clock;

    QuoteMails(Outbox outbox, Members members, Files files, OfferAddress address, Texts texts, Clock clock) {
        this.outbox = outbox;
        this.members = members;
        this.files = files;
        this.address = address;
        this.texts = texts;
        this.clock = clock;
    }

    /** The quote with its link and its PDF. @return why none leaves, as a text key; null when one does */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable String send(Quote quote) {
        var site = address.mailed();
        if (site == null) {
            return "quote.unmailed.address";
        }
        var body = texts.text(
                quote.locale(),
                "quote.mail.body",
                quote.recipient().name(),
                quote.words().title(),
                site + "/q/" + quote.link(),
                quote.validUntil().toString());
        var subject = texts.text(
                quote.locale(),
                "quote.mail.subject",
                quote.reference(),
                quote.words().title());
        return put(quote, subject, body, quote.recipient().person(), quote.opportunity(), document(quote));
    }

    private List<Attachment> document(Quote quote) {
        var bytes = new ByteArrayOutputStream();
        files.copy(Objects.requireNonNull(quote.fileId()), bytes);
        return List.of(new Attachment(quote.reference() + ".pdf", "application/pdf", bytes.toByteArray()));
    }

    /** The code names neither person nor opportunity, so that it stands on no timeline. */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable String code(Quote quote, String code) {
        return put(
                quote,
                texts.text(quote.locale(), "quote.code.subject", quote.reference()),
                texts.text(quote.locale(), "quote.code.body", quote.reference(), code),
                null,
                null,
                List.of());
    }

    private @Nullable String put(
            Quote quote,
            String subject,
            String body,
            @Nullable UUID person,
            @Nullable UUID about,
            List<Attachment> attachments) {
        var letter = new Letter(
                members.present(quote.responsible()),
                person,
                quote.recipient().email(),
                subject,
                body,
                MailPurpose.SERVICE,
                about == null ? null : "opportunity",
                about,
                clock.instant(),
                null,
                attachments);
        return outbox.put(letter) instanceof Sending.Refused refused ? refused.reasonKey() : null;
    }
}
