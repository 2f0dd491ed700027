package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.BUSY_TIME;
import static io.diabolo.jooq.Tables.CALENDAR_FEED;

import io.diabolo.clocks.Calendars;
import io.diabolo.identity.Seal;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The calendars that members keep elsewhere: when they are busy is read from there again and again. */
@Service
class CalendarFeeds {
    static final Duration EVERY = Duration.ofMinutes(15);
    /** As far ahead as anybody can be booked. */
    private static final Duration AHEAD = Duration.ofDays(190);

    private final DSLContext sql;
    private final Seal seal;
    private final FeedReader reader;
    private final Calendars calendars;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CalendarFeeds(
            DSLContext sql,
            Seal seal,
            FeedReader reader,
            Calendars calendars,
            TransactionTemplate transactions,
            Clock clock) {
        this.sql = sql;
        this.seal = seal;
        this.reader = reader;
        this.calendars = calendars;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param host of the address: the rest of it is a key to the calendar and isn't shown again
     * @param workedAt when it was read last; null: not yet
     * @param trouble why the last time didn't work; null when it did
     */
    record Feed(
            String host,
            @Nullable Instant workedAt,
            @Nullable String trouble,
            int found) {}

    @Transactional(readOnly = true)
    public @Nullable Feed of(Actor me) {
        return sql.selectFrom(CALENDAR_FEED)
                .where(CALENDAR_FEED.MEMBER_ID.eq(me.member().value()))
                .fetchOne(row -> new Feed(
                        row.getHost(),
                        row.getWorkedAt() == null ? null : row.getWorkedAt().toInstant(),
                        row.getTrouble(),
                        row.getFound()));
    }

    /** It is read within a quarter of an hour. @throws BadInput when it is no address */
    @Transactional
    public void set(String text, Actor me) {
        me.mayWrite();
        var address = FeedReader.address(text);
        if (address == null) {
            throw new BadInput("feed", "availability.fault.feed");
        }
        forget(me);
        sql.insertInto(CALENDAR_FEED)
                .set(CALENDAR_FEED.MEMBER_ID, me.member().value())
                .set(CALENDAR_FEED.URL, seal.close(address.toString().getBytes(StandardCharsets.UTF_8)))
                .set(CALENDAR_FEED.HOST, address.getHost())
                .execute();
    }

    /** Takes it away, and with it when the member was said to be busy. */
    @Transactional
    public void forget(Actor me) {
        me.mayWrite();
        var member = me.member().value();
        sql.deleteFrom(CALENDAR_FEED).where(CALENDAR_FEED.MEMBER_ID.eq(member)).execute();
        sql.deleteFrom(BUSY_TIME).where(BUSY_TIME.MEMBER_ID.eq(member)).execute();
    }

    /** Reads those of this workspace whose time has come, one after the other. */
    void readDue() {
        var before = HostStore.utc(clock.instant().minus(EVERY));
        var due = transactions.execute(_ -> sql.select(CALENDAR_FEED.MEMBER_ID)
                .from(CALENDAR_FEED)
                .where(CALENDAR_FEED.ASKED_AT.isNull().or(CALENDAR_FEED.ASKED_AT.lt(before)))
                .fetch(CALENDAR_FEED.MEMBER_ID));
        if (due != null) {
            due.forEach(member -> read(new MemberId(member)));
        }
    }

    private record Asked(URI address, java.time.ZoneId zone) {}

    /** Nothing remote is asked within a transaction. */
    void read(MemberId member) {
        var now = clock.instant();
        try {
            var asked = transactions.execute(_ -> asked(member));
            if (asked == null) {
                return;
            }
            var within = new Span(now.minus(Duration.ofDays(1)), now.plus(AHEAD));
            var read = BusyCalendar.of(reader.read(asked.address()), asked.zone(), within);
            if (read.calendars() == 0) {
                throw new FeedReader.Trouble("other");
            }
            transactions.executeWithoutResult(_ -> keep(member, read.spans(), now));
        } catch (FeedReader.Trouble trouble) {
            transactions.executeWithoutResult(_ -> note(member, trouble.key(), now));
        } catch (RuntimeException e) {
            transactions.executeWithoutResult(_ -> note(member, "other", now));
        }
    }

    private @Nullable Asked asked(MemberId member) {
        var row = sql.selectFrom(CALENDAR_FEED)
                .where(CALENDAR_FEED.MEMBER_ID.eq(member.value()))
                .fetchOne();
        return row == null
                ? null
                : new Asked(
                        URI.create(new String(seal.open(row.getUrl()), StandardCharsets.UTF_8)),
                        calendars.of(member).zone());
    }

    /** Who takes the feed away meanwhile is no longer busy by it. */
    private void keep(MemberId member, List<Span> spans, Instant now) {
        var there = sql.update(CALENDAR_FEED)
                .set(CALENDAR_FEED.ASKED_AT, HostStore.utc(now))
                .set(CALENDAR_FEED.WORKED_AT, HostStore.utc(now))
                .set(CALENDAR_FEED.TROUBLE, (String) null)
                .set(CALENDAR_FEED.FOUND, spans.size())
                .where(CALENDAR_FEED.MEMBER_ID.eq(member.value()))
                .execute();
        sql.deleteFrom(BUSY_TIME).where(BUSY_TIME.MEMBER_ID.eq(member.value())).execute();
        if (there == 0 || spans.isEmpty()) {
            return;
        }
        UUID id = member.value();
        sql.batch(spans.stream()
                        .map(span -> sql.insertInto(BUSY_TIME)
                                .set(BUSY_TIME.MEMBER_ID, id)
                                .set(BUSY_TIME.STARTS_AT, HostStore.utc(span.from()))
                                .set(BUSY_TIME.ENDS_AT, HostStore.utc(span.to())))
                        .toList())
                .execute();
    }

    /** What was read before goes on to count. */
    private void note(MemberId member, String trouble, Instant now) {
        sql.update(CALENDAR_FEED)
                .set(CALENDAR_FEED.ASKED_AT, HostStore.utc(now))
                .set(CALENDAR_FEED.TROUBLE, trouble)
                .where(CALENDAR_FEED.MEMBER_ID.eq(member.value()))
                .execute();
    }
}
