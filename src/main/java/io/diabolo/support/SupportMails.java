package io.diabolo.support;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.mail.Attachment;
import io.diabolo.mail.Letter;
import io.diabolo.mail.MailPurpose;
import io.diabolo.mail.Outbox;
import io.diabolo.mail.Sending;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Mails of support, all from the shared mailbox: what an agent says, and the little that Diabolo says by itself. */
@Component
class SupportMails {
    /** What Diabolo says by itself to one address in a day: a loop that hides what it is ends here. */
    private static final int BY_ITSELF = 5;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Pattern NOBODY = Pattern.compile(
            "(?i)^(no[-_.]?reply|do[-_.]?not[-_.]?reply|ne[-_.]?pas[-_.]?repondre|mailer-daemon|postmaster|bounces?|abuse)([+@].*|$)");
    private final DSLContext sql;
    private final Outbox outbox;
    private final SupportSettings settings;
    private final Texts texts;
    private final Clock clock;

    SupportMails(DSLContext sql, Outbox outbox, SupportSettings settings, Texts texts, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.settings = settings;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param refusal text key of why nothing leaves */
    record Sent(@Nullable UUID mail, @Nullable String refusal) {}

    /** What an agent says, to the customer and whoever takes part; it answers the newest mail of the conversation. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Sent reply(Ticket ticket, String body, Collection<String> copies, List<Attachment> files, Actor me) {
        var mailbox = settings.get().mailbox();
        var to = ticket.email();
        if (to == null) {
            return new Sent(null, "ticket.unmailed.address");
        }
        if (mailbox == null) {
            return new Sent(null, "ticket.unmailed.mailbox");
        }
        var letter = new Letter(
                me.member(),
                ticket.person(),
                to,
                subject(ticket),
                body,
                MailPurpose.REPLY,
                "ticket",
                ticket.id(),
                clock.instant(),
                ticket.mailed(),
                files);
        return sent(outbox.putFrom(mailbox, letter, copies, me.origin()));
    }

    private static Sent sent(Sending sending) {
        return switch (sending) {
            case Sending.Queued(var mail) -> new Sent(mail, null);
            case Sending.Refused(var why) -> new Sent(null, why);
        };
    }

    private static String subject(Ticket ticket) {
        var cut = ticket.subject().substring(0, Math.min(400, ticket.subject().length()));
        return (ticket.mailed() == null ? "" : "Re: ") + cut + " [" + ticket.reference() + "]";
    }

    /** It came in by another way than by mail. */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable UUID acknowledge(Ticket ticket, Actor me) {
        return settings.get().acknowledges()
                ? byItself(
                        ticket,
                        texts.text(ticket.locale(), "ticket.mail.ack.subject", ticket.subject(), ticket.reference()),
                        texts.text(ticket.locale(), "ticket.mail.ack.body", ticket.subject(), ticket.reference()),
                        null,
                        me)
                : null;
    }

    /**
     * They came in. Never to a machine, and never so often that two machines could keep each other busy.
     *
     * @param tickets by the mail with which each began
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void acknowledge(Map<UUID, Ticket> tickets, Actor me) {
        var setting = settings.get();
        var mailbox = setting.mailbox();
        if (!setting.acknowledges() || mailbox == null) {
            return;
        }
        var written = written(tickets.values().stream()
                .map(Ticket::email)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        var letters = new ArrayList<Letter>();
        tickets.forEach((mail, ticket) -> {
            var to = ticket.email();
            if (to != null && !NOBODY.matcher(to).find() && written.merge(to, 1, Integer::sum) <= BY_ITSELF) {
                letters.add(letter(
                        ticket,
                        to,
                        texts.text(ticket.locale(), "ticket.mail.ack.subject", ticket.subject(), ticket.reference()),
                        texts.text(ticket.locale(), "ticket.mail.ack.body", ticket.subject(), ticket.reference()),
                        mail,
                        me));
            }
        });
        if (!letters.isEmpty()) {
            outbox.putAllFrom(mailbox, letters, me.origin());
        }
    }

    /** How was it? */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable UUID askRating(Ticket ticket, String link, Actor me) {
        return byItself(
                ticket,
                texts.text(ticket.locale(), "ticket.mail.rating.subject", ticket.subject()),
                texts.text(ticket.locale(), "ticket.mail.rating.body", ticket.subject(), link),
                ticket.mailed(),
                me);
    }

    private @Nullable UUID byItself(Ticket ticket, String subject, String body, @Nullable UUID answered, Actor me) {
        var mailbox = settings.get().mailbox();
        var to = ticket.email();
        if (mailbox == null || to == null || !mayWriteByItself(to)) {
            return null;
        }
        return sent(outbox.putFrom(mailbox, letter(ticket, to, subject, body, answered, me), List.of(), me.origin()))
                .mail();
    }

    private Letter letter(Ticket ticket, String to, String subject, String body, @Nullable UUID answered, Actor me) {
        return new Letter(
                me.member(),
                ticket.person(),
                to,
                subject,
                body,
                MailPurpose.SERVICE,
                "ticket",
                ticket.id(),
                clock.instant(),
                answered,
                List.of());
    }

    /**
     * The way into the portal; it names no ticket, for whoever asked may have none. How often is the page's limit: what else was
     * written to an address, perhaps because a stranger typed it, shuts nobody out.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean sendPortal(String to, String link, Locale locale, Actor me) {
        var mailbox = settings.get().mailbox();
        if (mailbox == null || NOBODY.matcher(to).find()) {
            return false;
        }
        var letter = new Letter(
                me.member(),
                null,
                to,
                texts.text(locale, "portal.mail.subject"),
                texts.text(locale, "portal.mail.body", link),
                MailPurpose.SERVICE,
                null,
                null,
                clock.instant(),
                null,
                List.of());
        return sent(outbox.putFrom(mailbox, letter, List.of(), me.origin())).mail() != null;
    }

    private boolean mayWriteByItself(String to) {
        return !NOBODY.matcher(to).find() && written(Set.of(to)).getOrDefault(to, 0) < BY_ITSELF;
    }

    /** How often Diabolo wrote to them by itself within a day. Reads the index mail_to. */
    private Map<String, Integer> written(Set<String> addresses) {
        return new HashMap<>(sql.select(MAIL.TO_ADDRESS, DSL.count())
                .from(MAIL)
                .where(MAIL.TO_ADDRESS.in(addresses))
                .and(MAIL.AT.gt(clock.instant().minus(DAY).atOffset(ZoneOffset.UTC)))
                .and(MAIL.DIRECTION.eq("outbound"))
                .and(MAIL.PURPOSE.eq(MailPurpose.SERVICE.id()))
                .groupBy(MAIL.TO_ADDRESS)
                .fetchMap(MAIL.TO_ADDRESS, DSL.count()));
    }
}
