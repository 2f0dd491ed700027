package io.diabolo.notifications;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.NOTIFICATION_PREFERENCE;
import static io.diabolo.jooq.Tables.QUIET_HOURS;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where each kind of notification reaches a member, and the hours in which nothing does. */
@Service
class Preferences {
    static final String PAGE = "page";
    static final String NONE = "none";
    static final String DIGEST = "digest";

    private final DSLContext sql;
    private final Digests digests;
    private final ObjectProvider<NotificationChannel> channels;

    Preferences(DSLContext sql, Digests digests, ObjectProvider<NotificationChannel> channels) {
        this.sql = sql;
        this.digests = digests;
        this.channels = channels;
    }

    /** Over midnight where it ends before it begins. */
    record Quiet(LocalTime from, LocalTime to) {
        /** When one may be told what happens then. */
        Instant after(Instant at, ZoneId zone) {
            var local = at.atZone(zone);
            var time = local.toLocalTime();
            var over = to.isBefore(from);
            var quiet = over ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
            if (!quiet) {
                return at;
            }
            var day = over && !time.isBefore(from) ? local.toLocalDate().plusDays(1) : local.toLocalDate();
            return day.atTime(to).atZone(zone).toInstant();
        }
    }

    /** The page, whatever else reaches the member, and nothing. */
    @Transactional(readOnly = true)
    public List<String> offered(MemberId member) {
        return Stream.concat(
                        Stream.concat(
                                Stream.of(PAGE),
                                channels.orderedStream()
                                        .filter(one -> one.reaches(member))
                                        .map(NotificationChannel::id)),
                        Stream.of(NONE))
                .toList();
    }

    @Transactional(readOnly = true)
    public Map<NotificationKind, String> of(MemberId member) {
        var chosen = sql.select(NOTIFICATION_PREFERENCE.KIND, NOTIFICATION_PREFERENCE.CHANNEL)
                .from(NOTIFICATION_PREFERENCE)
                .where(NOTIFICATION_PREFERENCE.MEMBER_ID.eq(member.value()))
                .fetchMap(NOTIFICATION_PREFERENCE.KIND, NOTIFICATION_PREFERENCE.CHANNEL);
        var all = new EnumMap<NotificationKind, String>(NotificationKind.class);
        for (var kind : NotificationKind.values()) {
            all.put(kind, chosen.getOrDefault(kind.id(), PAGE));
        }
        return all;
    }

    String channel(MemberId member, NotificationKind kind) {
        var chosen = sql.select(NOTIFICATION_PREFERENCE.CHANNEL)
                .from(NOTIFICATION_PREFERENCE)
                .where(NOTIFICATION_PREFERENCE.MEMBER_ID.eq(member.value()))
                .and(NOTIFICATION_PREFERENCE.KIND.eq(kind.id()))
                .fetchOne(NOTIFICATION_PREFERENCE.CHANNEL);
        return chosen == null ? PAGE : chosen;
    }

    void send(String channel, MemberId member, Notice notice, Instant from) {
        channels.orderedStream()
                .filter(one -> one.id().equals(channel))
                .forEach(one -> one.deliver(member, notice, from));
    }

    @Transactional(readOnly = true)
    public @Nullable Quiet quiet(MemberId member) {
        return sql.selectFrom(QUIET_HOURS)
                .where(QUIET_HOURS.MEMBER_ID.eq(member.value()))
                .fetchOne(row -> new Quiet(
                        LocalTime.ofSecondOfDay(row.getFromMinute() * 60L),
                        LocalTime.ofSecondOfDay(row.getToMinute() * 60L)));
    }

    Instant shownFrom(MemberId member, Instant at) {
        var quiet = quiet(member);
        if (quiet == null) {
            return at;
        }
        var zone = sql.select(MEMBER.TIME_ZONE)
                .from(MEMBER)
                .where(MEMBER.ID.eq(member.value()))
                .fetchSingle()
                .value1();
        return quiet.after(at, ZoneId.of(zone));
    }

    /**
     * @param digest null: it stays as it is
     * @throws BadInput when a channel isn't offered, or half of the quiet hours is missing
     */
    @Transactional
    public void change(
            Map<NotificationKind, String> wanted,
            @Nullable LocalTime from,
            @Nullable LocalTime to,
            @Nullable DigestSetting digest,
            Actor me) {
        me.mayWrite();
        var offered = offered(me.member());
        wanted.forEach((kind, channel) -> {
            if (!offered.contains(channel)) {
                throw new BadInput(kind.id(), "notification.fault.channel");
            }
        });
        if ((from == null) != (to == null) || (from != null && from.equals(to))) {
            throw new BadInput("quiet_to", "notification.fault.quiet");
        }
        if (digest != null) {
            digests.change(digest, me);
        }
        var member = me.member().value();
        wanted.forEach((kind, channel) -> sql.insertInto(NOTIFICATION_PREFERENCE)
                .set(NOTIFICATION_PREFERENCE.MEMBER_ID, member)
                .set(NOTIFICATION_PREFERENCE.KIND, kind.id())
                .set(NOTIFICATION_PREFERENCE.CHANNEL, channel)
                .onConflict(
                        NOTIFICATION_PREFERENCE.WORKSPACE_ID,
                        NOTIFICATION_PREFERENCE.MEMBER_ID,
                        NOTIFICATION_PREFERENCE.KIND)
                .doUpdate()
                .set(NOTIFICATION_PREFERENCE.CHANNEL, channel)
                .execute());
        sql.deleteFrom(QUIET_HOURS).where(QUIET_HOURS.MEMBER_ID.eq(member)).execute();
        if (from != null && to != null) {
            sql.insertInto(QUIET_HOURS)
                    .set(QUIET_HOURS.MEMBER_ID, member)
                    .set(QUIET_HOURS.FROM_MINUTE, (short) (from.toSecondOfDay() / 60))
                    .set(QUIET_HOURS.TO_MINUTE, (short) (to.toSecondOfDay() / 60))
                    .execute();
        }
    }
}
