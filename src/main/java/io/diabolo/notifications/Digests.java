package io.diabolo.notifications;

import static io.diabolo.jooq.Tables.DIGEST;

import io.diabolo.clocks.Calendars;
import io.diabolo.identity.Members;
import io.diabolo.identity.SalesRoles;
import io.diabolo.notifications.Digest.Line;
import io.diabolo.notifications.Digest.Part;
import io.diabolo.notifications.DigestSetting.Rhythm;
import io.diabolo.notifications.Notifications.Told;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.Queues;
import io.diabolo.web.Ui;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The digest of a member: when it comes, and what stands in it. Whoever can send asks for its rounds ({@link #due},
 * {@link #take}); a round that was taken doesn't come again, so that nothing is sent twice.
 */
@Service
public class Digests {
    /** Who opens the mail on a phone reads these; the desk has the rest. */
    private static final int AWAITING = 12;

    private static final int SECONDS = 60;

    private final DSLContext sql;
    private final Calendars calendars;
    private final Members members;
    private final Queues queues;
    private final ObjectProvider<NotificationChannel> channels;
    private final Clock clock;

    Digests(
            DSLContext sql,
            Calendars calendars,
            Members members,
            Queues queues,
            ObjectProvider<NotificationChannel> channels,
            Clock clock) {
        this.sql = sql;
        this.calendars = calendars;
        this.members = members;
        this.queues = queues;
        this.channels = channels;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public DigestSetting of(MemberId member) {
        var chosen = sql.selectFrom(DIGEST)
                .where(DIGEST.MEMBER_ID.eq(member.value()))
                .fetchOne(row -> {
                    var minute = row.getAtMinute();
                    return new DigestSetting(
                            row.getRhythm().equals(Rhythm.WEEKLY.id()) ? Rhythm.WEEKLY : Rhythm.DAILY,
                            DayOfWeek.of(row.getWeekday()),
                            minute == null ? null : LocalTime.ofSecondOfDay((long) minute * SECONDS),
                            row.getAgenda());
                });
        return chosen == null ? DigestSetting.usual() : chosen;
    }

    /** When what happens at this instant is told in the digest. */
    @Transactional(readOnly = true)
    public Instant next(MemberId member, Instant after) {
        return of(member).next(after, calendars.of(member));
    }

    /** From now on; what waits for the next digest leaves with it, whenever that is now. */
    @Transactional
    public void change(DigestSetting wanted, Actor me) {
        me.mayWrite();
        var at = wanted.at();
        var next = wanted.next(clock.instant(), calendars.of(me.member()));
        var row = sql.newRecord(DIGEST);
        row.setMemberId(me.member().value());
        row.setRhythm(wanted.rhythm().id());
        row.setWeekday((short) wanted.weekday().getValue());
        row.setAtMinute(at == null ? null : (short) (at.toSecondOfDay() / SECONDS));
        row.setAgenda(wanted.agenda());
        row.setNextAt(wanted.agenda() ? next.atOffset(ZoneOffset.UTC) : null);
        sql.insertInto(DIGEST)
                .set(row)
                .onConflict(DIGEST.WORKSPACE_ID, DIGEST.MEMBER_ID)
                .doUpdate()
                .set(DIGEST.RHYTHM, row.getRhythm())
                .set(DIGEST.WEEKDAY, row.getWeekday())
                .set(DIGEST.AT_MINUTE, row.getAtMinute())
                .set(DIGEST.AGENDA, row.getAgenda())
                .set(DIGEST.NEXT_AT, row.getNextAt())
                .execute();
        channels.forEach(channel -> channel.postponed(me.member(), next));
    }

    /** Whose round has come. Reads the index digest_due. */
    @Transactional(readOnly = true)
    public List<MemberId> due(Instant now, int limit) {
        return sql.select(DIGEST.MEMBER_ID)
                .from(DIGEST)
                .where(DIGEST.NEXT_AT.le(now.atOffset(ZoneOffset.UTC)))
                .orderBy(DIGEST.NEXT_AT)
                .limit(limit)
                .fetch(row -> new MemberId(row.value1()));
    }

    /**
     * Takes a round: the next one is set in the same transaction, so that after a restart it isn't taken again.
     *
     * @return whether what awaits is to be said now; no when another node took it, or the day isn't worked after all
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean take(MemberId member, Instant now) {
        var row = sql.selectFrom(DIGEST)
                .where(DIGEST.MEMBER_ID.eq(member.value()))
                .and(DIGEST.NEXT_AT.le(now.atOffset(ZoneOffset.UTC)))
                .forUpdate()
                .skipLocked()
                .fetchOne();
        if (row == null) {
            return false;
        }
        var setting = of(member);
        var calendar = calendars.of(member);
        // An absence or another zone may have been noted since: then this isn't the round.
        var expected = setting.next(row.getNextAt().toInstant().minusMillis(1), calendar);
        row.setNextAt(setting.next(now, calendar).atOffset(ZoneOffset.UTC));
        row.update();
        return !expected.isAfter(now);
    }

    /**
     * Puts it together in the reader's language.
     *
     * @param told what happened
     * @param agenda whether to say what awaits
     */
    @Transactional(readOnly = true)
    public Digest write(MemberId member, List<Told> told, boolean agenda, Ui ui) {
        var parts = new EnumMap<NotificationGroup, List<Line>>(NotificationGroup.class);
        for (var one : told) {
            parts.computeIfAbsent(NotificationGroup.of(one.kind()), _ -> new ArrayList<>())
                    .add(new Line(one.event(), one.text(), ui.moment(one.at()), one.path()));
        }
        var happened = parts.entrySet().stream()
                .map(part -> new Part("notification.group." + part.getKey().id(), List.copyOf(part.getValue())))
                .toList();
        var awaiting = agenda ? awaiting(member, ui) : List.<Line>of();
        return new Digest(happened, awaiting.stream().limit(AWAITING).toList(), awaiting.size() > AWAITING);
    }

    /** What somebody waits for, and what is due; the best that could be done besides stays on the desk. */
    private List<Line> awaiting(MemberId id, Ui ui) {
        var member = members.find(id);
        if (member == null) {
            return List.of();
        }
        var held = SalesRoles.IDS.stream().filter(member.roles()::contains).toList();
        return queues.next(id, held.isEmpty() ? List.of("") : held, ui.now(), AWAITING + 1).stream()
                .filter(entry -> entry.urgency() < QueueEntry.BEST)
                .map(entry -> new Line(
                        "",
                        ui.t(
                                "notification.digest.awaiting",
                                entry.title(),
                                entry.reason().say(ui)),
                        due(entry, ui),
                        entry.link()))
                .toList();
    }

    /** Tasks are due on a day, which their reason says; a clock runs out at a moment. */
    private static String due(QueueEntry entry, Ui ui) {
        var due = entry.due();
        return due == null || entry.urgency() > QueueEntry.RUNNING ? "" : ui.moment(due);
    }
}
