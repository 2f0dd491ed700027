package io.diabolo.mail;

import static io.diabolo.jooq.Tables.NOTICE_MAIL;

import io.diabolo.clocks.Calendars;
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

    private static final Duration NEWS = Duration.ofDays(1);
    private final DSLContext sql;
    private final Mailboxes mailboxes;
    private final Calendars calendars;

    NoticeMails(DSLContext sql, Mailboxes mailboxes, Calendars calendars) {
        this.sql = sql;
        this.mailboxes = mailboxes;
        this.calendars = calendars;
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
        var due = channel.equals(DIGEST) ? morning(member, from) : from.plus(MOMENT);
        sql.insertInto(NOTICE_MAIL)
                .set(NOTICE_MAIL.MEMBER_ID, member.value())
                .set(NOTICE_MAIL.EVENT_KEY, event)
                .set(NOTICE_MAIL.CHANNEL, channel)
                .set(NOTICE_MAIL.DUE_AT, Mailboxes.utc(due))
                .set(NOTICE_MAIL.UNTIL, Mailboxes.utc(due.plus(NEWS)))
                .onConflictDoNothing()
                .execute();
    }

    /** When the member's working day begins, that day's or the next one's. */
    private Instant morning(MemberId member, Instant from) {
        var calendar = calendars.of(member);
        var day = from.atZone(calendar.zone()).toLocalDate();
        var today = calendar.opening(day.atStartOfDay(calendar.zone()).toInstant());
        return today.isAfter(from)
                ? today
                : calendar.opening(day.plusDays(1).atStartOfDay(calendar.zone()).toInstant());
    }
}
