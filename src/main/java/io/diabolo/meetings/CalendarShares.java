package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.CALENDAR_SHARE;

import io.diabolo.identity.AccessChanged;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Secret addresses to which members subscribe from the calendar that they keep elsewhere: one each, made anew or taken back
 * at any time. Of the address only a hash is kept, so it is shown once.
 */
@Service
class CalendarShares {
    private static final String ENDING = ".ics";
    private final DSLContext sql;
    private final PublicKeys keys;
    private final HostCalendar calendar;
    private final Members members;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate apart;

    CalendarShares(
            DSLContext sql,
            PublicKeys keys,
            HostCalendar calendar,
            Members members,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.keys = keys;
        this.calendar = calendar;
        this.members = members;
        this.events = events;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        // A member of another workspace who has the address reads in a transaction of their own.
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.apart.setReadOnly(true);
    }

    /** Since when there is one; null: there is none. */
    @Transactional(readOnly = true)
    public @Nullable Instant since(Actor me) {
        return sql.select(CALENDAR_SHARE.MADE_AT)
                .from(CALENDAR_SHARE)
                .where(CALENDAR_SHARE.MEMBER_ID.eq(me.member().value()))
                .fetchOne(row -> row.value1().toInstant());
    }

    /** A new one; what was given out before opens nothing any more. @return its path, shown once */
    @Transactional
    public String open(Actor me) {
        me.mayWrite();
        forget(me);
        var rest = keys.random();
        sql.insertInto(CALENDAR_SHARE)
                .set(CALENDAR_SHARE.MEMBER_ID, me.member().value())
                .set(CALENDAR_SHARE.HASH, hash(rest))
                .set(CALENDAR_SHARE.MADE_AT, HostStore.utc(clock.instant()))
                .execute();
        events.publishEvent(new AccessChanged(me, "calendar.shared", me.name()));
        return "/calendars/" + keys.whole(rest) + ENDING;
    }

    /** From now on the address opens nothing. */
    @Transactional
    public void close(Actor me) {
        me.mayWrite();
        if (forget(me) > 0) {
            events.publishEvent(new AccessChanged(me, "calendar.closed", me.name()));
        }
    }

    private int forget(Actor me) {
        return sql.deleteFrom(CALENDAR_SHARE)
                .where(CALENDAR_SHARE.MEMBER_ID.eq(me.member().value()))
                .execute();
    }

    /** What stands under an address. @throws NoSuchRecord when it opens nothing, or its member has left */
    String read(String address) {
        var key = address.endsWith(ENDING) ? address.substring(0, address.length() - ENDING.length()) : address;
        var place = keys.place(key);
        if (place == null) {
            throw new NoSuchRecord("calendar", address);
        }
        return WorkspaceScope.in(
                place.workspace(), () -> Objects.requireNonNull(apart.execute(_ -> calendar.of(host(place.rest())))));
    }

    /** Reads the index calendar_share_hash. */
    private MemberId host(String rest) {
        var id = sql.select(CALENDAR_SHARE.MEMBER_ID)
                .from(CALENDAR_SHARE)
                .where(CALENDAR_SHARE.HASH.eq(hash(rest)))
                .fetchOne(CALENDAR_SHARE.MEMBER_ID);
        var member = id == null ? null : members.find(new MemberId(id));
        if (member == null || !member.isActive()) {
            throw new NoSuchRecord("calendar", "");
        }
        return member.id();
    }

    private static byte[] hash(String rest) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(rest.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
