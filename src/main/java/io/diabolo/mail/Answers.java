package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAIL;

import io.diabolo.jooq.tables.records.MailRecord;
import io.diabolo.mail.reading.MailKind;
import io.diabolo.mail.reading.ReadMail;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What answers mean: that a mail was answered, by whom or what, and that somebody wants no more of them. */
@Component
class Answers {
    /** Whoever writes anew, instead of answering, means the last mail that they got. */
    private static final Duration MEANT = Duration.ofDays(60);

    private static final Pattern BY_SUBJECT =
            Pattern.compile("(?iu)^\\s*(?:re\\s*:\\s*)?unsubscribe\\s+([\\w-]{43})\\s*$");
    /** The whole answer, and no more than that. */
    private static final Pattern STOP = Pattern.compile(
            "(?iu)^\\W*(stop|unsubscribe|remove me|d[ée]sinscription|d[ée]sinscri(vez|re)[- ]moi|d[ée]sabonnement"
                    + "|ne plus m.[ée]crire)\\W*$");

    private final DSLContext sql;
    private final Unsubscriptions unsubscriptions;
    private final FateOfMails fates;
    private final ApplicationEventPublisher events;

    Answers(DSLContext sql, Unsubscriptions unsubscriptions, FateOfMails fates, ApplicationEventPublisher events) {
        this.sql = sql;
        this.unsubscriptions = unsubscriptions;
        this.fates = fates;
        this.events = events;
    }

    /** @param thread the newest mail that it names, of either direction */
    void say(Mailbox mailbox, UUID id, ReadMail read, @Nullable MailRecord thread, @Nullable UUID person, Instant at) {
        var stopped = stopByMail(read);
        var answered = thread != null && thread.getDirection().equals("outbound")
                ? thread
                : answered(mailbox, thread, person, at);
        if (answered == null) {
            return;
        }
        fates.sent(answered.getId());
        var kind = kind(read.kind());
        if (kind == AnswerKind.HUMAN) {
            sql.update(MAIL)
                    .set(MAIL.ANSWERED_AT, Mailboxes.utc(at))
                    .where(MAIL.ID.eq(answered.getId()))
                    .and(MAIL.ANSWERED_AT.isNull())
                    .execute();
            if (stopped == null && STOP.matcher(read.text()).matches()) {
                unsubscriptions.object(answered, "mail.objection.reply");
            }
        }
        events.publishEvent(new MailAnswered(
                Leaving.workspace(),
                answered.getId(),
                id,
                person == null ? answered.getPersonId() : person,
                answered.getAboutId(),
                kind));
    }

    /** The newest of ours in the thread, else the newest to the person. */
    private @Nullable MailRecord answered(
            Mailbox mailbox, @Nullable MailRecord thread, @Nullable UUID person, Instant at) {
        if (thread != null) {
            var ours = sql.selectFrom(MAIL)
                    .where(MAIL.THREAD_ID.eq(thread.getThreadId()))
                    .and(MAIL.DIRECTION.eq("outbound"))
                    .and(MAIL.HANDED_AT.isNotNull().or(MAIL.SENT_AT.isNotNull()))
                    .orderBy(MAIL.AT.desc())
                    .limit(1)
                    .fetchOne();
            if (ours != null) {
                return ours;
            }
        }
        return person == null
                ? null
                : sql.selectFrom(MAIL)
                        .where(MAIL.PERSON_ID.eq(person))
                        .and(MAIL.MAILBOX_ID.eq(mailbox.id()))
                        .and(MAIL.PURPOSE.eq(MailPurpose.PROSPECTING.id()))
                        .and(MAIL.HANDED_AT.between(Mailboxes.utc(at.minus(MEANT)), Mailboxes.utc(at)))
                        .orderBy(MAIL.AT.desc())
                        .limit(1)
                        .fetchOne();
    }

    private static AnswerKind kind(MailKind kind) {
        return switch (kind) {
            case OUT_OF_OFFICE -> AnswerKind.OUT_OF_OFFICE;
            case HUMAN -> AnswerKind.HUMAN;
            case AUTOMATIC, BOUNCE, COMPLAINT -> AnswerKind.AUTOMATIC;
        };
    }

    /** The address in a mail's List-Unsubscribe header was written to, perhaps from another address. Null: it wasn't. */
    @Nullable
    MailRecord stopByMail(ReadMail read) {
        var asked = BY_SUBJECT.matcher(read.subject());
        var link = asked.matches() ? UnsubscribeLink.read(asked.group(1)) : null;
        if (link == null || !link.workspace().equals(Leaving.workspace())) {
            return null;
        }
        var mail = sql.selectFrom(MAIL)
                .where(MAIL.UNSUBSCRIBE.eq(link.secret()))
                .and(MAIL.DIRECTION.eq("outbound"))
                .fetchOne();
        if (mail != null) {
            unsubscriptions.object(mail, "mail.objection.reply");
        }
        return mail;
    }
}
