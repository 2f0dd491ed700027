package io.diabolo.mail;

import static io.diabolo.jooq.Tables.NOTICE_MAIL;

import io.diabolo.notifications.Digests;
import io.diabolo.notifications.Notice;
import io.diabolo.notifications.NotificationChannel;
import io.diabolo.platform.MemberId;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Notifications that members want by mail: queued together with the notification itself, see {@link SendNotices}. */
@Component
class NoticeMails {
    static final String AT_ONCE = "mail";
    static final String DIGEST = "digest";
    /** Who has Diabolo open reads it there, and needs no mail. */
    private static final Duration MOMENT = Duration.ofMinutes(1);

    /** Before the time of a round, in place of an event. */
    static final String AGENDA = "agenda/";

    private static final Duration NEWS = Duration.ofDays(1);
    private static final Duration THAT_DAY = Duration.ofHours(12);
    private final DSLContext sql;
    private final Mailboxes mailboxes;
    private final Digests digests;

    NoticeMails(DSLContext sql, Mailboxes mailboxes, Digests digests) {
        this.sql = sql;
        this.mailboxes = mailboxes;
        this.digests = digests;
    }

    @Configuration(proxyBeanMethods = false)
    static class Channels {
        @Bean
        @Order(1)
        NotificationChannel noticesAtOnce(NoticeMails mails) {
            return new Channel(AT_ONCE, mails);
        }

        @Bean
        @Order(2)
        NotificationChannel noticesInDigest(NoticeMails mails) {
            return new Channel(DIGEST, mails);
        }
    }

    private record Channel(String id, NoticeMails mails) implements NotificationChannel {
        @Override
        public boolean reaches(MemberId member) {
            return mails.reaches(member);
        }

        @Override
        public void postponed(MemberId member, Instant until) {
            if (id.equals(DIGEST)) {
                mails.postpone(member, until);
            }
        }

        @Override
        public void deliver(MemberId member, Notice notice, Instant from) {
            mails.queue(id, member, notice.event(), from);
        }
    }

    @Transactional(readOnly = true)
    public boolean reaches(MemberId member) {
        return mailboxes.telling(member) != null;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void queue(String channel, MemberId member, String event, Instant from) {
        var due = channel.equals(DIGEST) ? digests.next(member, from) : from.plus(MOMENT);
        sql.insertInto(NOTICE_MAIL)
                .set(NOTICE_MAIL.MEMBER_ID, member.value())
                .set(NOTICE_MAIL.EVENT_KEY, event)
                .set(NOTICE_MAIL.CHANNEL, channel)
                .set(NOTICE_MAIL.DUE_AT, Mailboxes.utc(due))
                .set(NOTICE_MAIL.UNTIL, Mailboxes.utc(due.plus(NEWS)))
                .onConflictDoNothing()
                .execute();
    }

    /** A round of the digest has come: what awaits the member goes with what happened, or by itself. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void agenda(MemberId member, Instant now) {
        sql.insertInto(NOTICE_MAIL)
                .set(NOTICE_MAIL.MEMBER_ID, member.value())
                .set(NOTICE_MAIL.EVENT_KEY, AGENDA + now)
                .set(NOTICE_MAIL.CHANNEL, DIGEST)
                .set(NOTICE_MAIL.DUE_AT, Mailboxes.utc(now))
                .set(NOTICE_MAIL.UNTIL, Mailboxes.utc(now.plus(THAT_DAY)))
                .onConflictDoNothing()
                .execute();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void postpone(MemberId member, Instant until) {
        sql.update(NOTICE_MAIL)
                .set(NOTICE_MAIL.DUE_AT, Mailboxes.utc(until))
                .set(NOTICE_MAIL.UNTIL, Mailboxes.utc(until.plus(NEWS)))
                .where(NOTICE_MAIL.MEMBER_ID.eq(member.value()))
                .and(NOTICE_MAIL.CHANNEL.eq(DIGEST))
                .and(NOTICE_MAIL.HANDED_AT.isNull())
                .execute();
    }
}
