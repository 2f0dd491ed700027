package io.diabolo.notifications;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.NOTIFICATION;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What members are told. Everybody reads their own, nobody another's. */
@Service
public class Notifications {
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final int PREVIEWED = 50;
    private final DSLContext sql;
    private final Preferences preferences;
    private final Announcements announcements;
    private final Clock time;

    Notifications(DSLContext sql, Preferences preferences, Announcements announcements, Clock time) {
        this.sql = sql;
        this.preferences = preferences;
        this.announcements = announcements;
        this.time = time;
    }

    /** A place in the list: unread ones come first. */
    record Cursor(boolean read, Instant at, UUID id) {}

    /** Tells each of them once, where and when they want to be told; a second time changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(Notice notice, Collection<MemberId> members) {
        for (var member : members) {
            var channel = preferences.channel(member, notice.kind());
            if (channel.equals(Preferences.NONE)) {
                continue;
            }
            var from = preferences.shownFrom(member, notice.at());
            var written = sql.insertInto(NOTIFICATION)
                    .set(NOTIFICATION.MEMBER_ID, member.value())
                    .set(NOTIFICATION.KIND, notice.kind().id())
                    .set(NOTIFICATION.EVENT_KEY, notice.event())
                    .set(NOTIFICATION.ABOUT, notice.about())
                    .set(NOTIFICATION.SUBJECT_TYPE, notice.subjectType())
                    .set(NOTIFICATION.SUBJECT_ID, notice.subject())
                    .set(
                            NOTIFICATION.OTHER_ID,
                            notice.other() == null ? null : notice.other().value())
                    .set(NOTIFICATION.REASON, notice.reason())
                    .set(NOTIFICATION.PATH, notice.path())
                    .set(NOTIFICATION.AT, utc(notice.at()))
                    .set(NOTIFICATION.SHOWN_FROM, utc(from))
                    .onConflictDoNothing()
                    .execute();
            if (written > 0) {
                preferences.send(channel, member, notice, from);
                announcements.changed(topic(member));
            }
        }
    }

    /**
     * The same of what may come by the thousand: while the last of its kind is unread and of the same day, that one says that
     * there are more, and nothing rings again.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellOnce(Notice notice, MemberId member) {
        sql.fetch(
                "select pg_advisory_xact_lock(hashtextextended({0}, 0))",
                val(member + "|" + notice.kind().id()));
        var joined = sql.update(NOTIFICATION)
                .set(NOTIFICATION.MORE, true)
                .where(NOTIFICATION.MEMBER_ID.eq(member.value()))
                .and(NOTIFICATION.KIND.eq(notice.kind().id()))
                .and(NOTIFICATION.READ_AT.isNull())
                .and(NOTIFICATION.AT.gt(utc(notice.at().minus(ONE_DAY))))
                .and(NOTIFICATION.EVENT_KEY.ne(notice.event()))
                .execute();
        if (joined == 0) {
            tell(notice, List.of(member));
        }
    }

    static String topic(MemberId member) {
        return "notification-" + member;
    }

    /** Reads the index notification_unread. */
    @Transactional(readOnly = true)
    public long unread(Actor me) {
        return sql.fetchCount(NOTIFICATION, mine(me).and(NOTIFICATION.READ_AT.isNull()));
    }

    /** The same, but no further than to one more than these: what is drawn on every page reads no long list. */
    @Transactional(readOnly = true)
    public long unread(Actor me, int most) {
        return sql.fetchCount(DSL.selectOne()
                .from(NOTIFICATION)
                .where(mine(me))
                .and(NOTIFICATION.READ_AT.isNull())
                .limit(most + 1));
    }

    /**
     * In words, for who carries it further.
     *
     * @param event of which event, as {@link Notice} has it
     */
    public record Told(String event, NotificationKind kind, String text, String path, Instant at) {}

    /** Of these events what a member hasn't read yet, the oldest first. Reads the index notification_once. */
    @Transactional(readOnly = true)
    public List<Told> unread(Collection<String> events, Actor member, Ui ui) {
        return select().where(NOTIFICATION.MEMBER_ID.eq(member.member().value()))
                .and(NOTIFICATION.EVENT_KEY.in(events))
                .and(NOTIFICATION.READ_AT.isNull())
                .orderBy(NOTIFICATION.AT, NOTIFICATION.ID)
                .fetch(row -> told(row, ui));
    }

    private static Told told(Record row, Ui ui) {
        var one = notification(row);
        return new Told(
                row.get(NOTIFICATION.EVENT_KEY), one.kind(), NotificationText.of(one, ui), one.path(), one.at());
    }

    /** Of these kinds what a member hasn't read yet, the newest of them first. Reads the index notification_unread. */
    @Transactional(readOnly = true)
    List<Told> unreadOf(Collection<NotificationKind> kinds, Actor me, Ui ui) {
        return select().where(mine(me))
                .and(NOTIFICATION.READ_AT.isNull())
                .and(NOTIFICATION.KIND.in(
                        kinds.stream().map(NotificationKind::id).toList()))
                .orderBy(NOTIFICATION.AT.desc(), NOTIFICATION.ID.desc())
                .limit(PREVIEWED)
                .fetch(row -> told(row, ui));
    }

    /** When a member may be told something: now, or once their quiet hours are over. */
    @Transactional(readOnly = true)
    public Instant quietUntil(MemberId member, Instant now) {
        return preferences.shownFrom(member, now);
    }

    /** Unread first, each part the newest on top. Reads notification_unread, then notification_read. */
    @Transactional(readOnly = true)
    List<Notification> list(Actor me, @Nullable Cursor after, int limit) {
        var all = new ArrayList<Notification>();
        if (after == null || !after.read()) {
            all.addAll(some(me, false, after, limit));
        }
        if (all.size() < limit) {
            all.addAll(some(me, true, after != null && after.read() ? after : null, limit - all.size()));
        }
        return all;
    }

    private List<Notification> some(Actor me, boolean read, @Nullable Cursor after, int limit) {
        return select().where(mine(me))
                .and(read ? NOTIFICATION.READ_AT.isNotNull() : NOTIFICATION.READ_AT.isNull())
                .and(
                        after == null
                                ? noCondition()
                                : row(NOTIFICATION.AT, NOTIFICATION.ID).lt(utc(after.at()), after.id()))
                .orderBy(NOTIFICATION.AT.desc(), NOTIFICATION.ID.desc())
                .limit(limit)
                .fetch(Notifications::notification);
    }

    private SelectOnConditionStep<Record> select() {
        return sql.select(NOTIFICATION.fields())
                .select(SEARCH_ENTRY.LABEL, MEMBER.NAME)
                .from(NOTIFICATION)
                .leftJoin(SEARCH_ENTRY)
                .on(SEARCH_ENTRY.KIND.eq(NOTIFICATION.SUBJECT_TYPE))
                .and(SEARCH_ENTRY.RECORD_ID.eq(NOTIFICATION.SUBJECT_ID))
                .leftJoin(MEMBER)
                .on(MEMBER.ID.eq(NOTIFICATION.OTHER_ID));
    }

    /** @return where it leads @throws NoSuchRecord when it isn't {@code me}'s */
    @Transactional
    public String read(UUID id, Actor me) {
        me.mayWrite();
        var path = sql.select(NOTIFICATION.PATH)
                .from(NOTIFICATION)
                .where(NOTIFICATION.ID.eq(id))
                .and(mine(me))
                .fetchOptional(NOTIFICATION.PATH)
                .orElseThrow(() -> new NoSuchRecord("notification", id));
        mark(me, NOTIFICATION.ID.eq(id));
        return path;
    }

    @Transactional
    public void readAll(Actor me) {
        me.mayWrite();
        mark(me, noCondition());
    }

    private void mark(Actor me, Condition which) {
        var marked = sql.update(NOTIFICATION)
                .set(NOTIFICATION.READ_AT, utc(time.instant()))
                .where(mine(me))
                .and(NOTIFICATION.READ_AT.isNull())
                .and(which)
                .execute();
        if (marked > 0) {
            announcements.changed(topic(me.member()));
        }
    }

    /** What came in the quiet hours is there once they are over. */
    private Condition mine(Actor me) {
        return NOTIFICATION.MEMBER_ID.eq(me.member().value()).and(NOTIFICATION.SHOWN_FROM.le(utc(time.instant())));
    }

    private static Notification notification(Record row) {
        var label = row.get(SEARCH_ENTRY.LABEL);
        var other = row.get(MEMBER.NAME);
        var read = row.get(NOTIFICATION.READ_AT);
        return new Notification(
                row.get(NOTIFICATION.ID),
                NotificationKind.named(row.get(NOTIFICATION.KIND)).orElseThrow(),
                row.get(NOTIFICATION.ABOUT),
                row.get(NOTIFICATION.SUBJECT_TYPE),
                row.get(NOTIFICATION.SUBJECT_ID),
                label == null ? "" : label,
                other == null ? "" : other,
                row.get(NOTIFICATION.REASON),
                row.get(NOTIFICATION.PATH),
                row.get(NOTIFICATION.AT).toInstant(),
                row.get(NOTIFICATION.MORE),
                read == null ? null : read.toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
