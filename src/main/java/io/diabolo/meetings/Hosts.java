package io.diabolo.meetings;

import static io.diabolo.jooq.Tables.LEAD_TAKER;

import io.diabolo.clocks.Calendars;
import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.MemberId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who can be met, when, and whose turn it is: of those who are free and there, whoever has the least before them. */
@Component
class Hosts {
    /** Over this time a host's load is counted, from the day of the meeting on. */
    private static final Duration LOAD = Duration.ofDays(14);

    private static final Set<String> SELLERS = Set.of("ae", "inside", "manager");

    private final DSLContext sql;
    private final Members members;
    private final Calendars calendars;
    private final HostStore store;
    private final Clock clock;

    Hosts(DSLContext sql, Members members, Calendars calendars, HostStore store, Clock clock) {
        this.sql = sql;
        this.members = members;
        this.calendars = calendars;
        this.store = store;
        this.clock = clock;
    }

    /** Among whom a meeting goes round. */
    List<Member> inTurn() {
        return members.active().stream()
                .filter(member -> member.roles().contains("ae"))
                .toList();
    }

    boolean isThere(MemberId id) {
        var member = members.find(id);
        return member != null && member.isActive();
    }

    /** Whether a sale may begin with a meeting that this member holds. */
    static boolean sells(Member member) {
        return member.roles().stream().anyMatch(SELLERS::contains);
    }

    /** When the member can be met, of the days between two. */
    List<Instant> free(MemberId member, MeetingKind kind, LocalDate from, int days, @Nullable UUID without) {
        var host = store.of(member);
        return free(host, host.length(kind), from, days, without);
    }

    List<Instant> free(Availability host, Duration length, LocalDate from, int days, @Nullable UUID without) {
        var calendar = calendars.of(host.member());
        var now = clock.instant();
        var last = now.plus(Duration.ofDays(host.aheadDays()));
        var away = away(host.member());
        var worked = new ArrayList<Span>();
        for (var day = from; day.isBefore(from.plusDays(days)); day = day.plusDays(1)) {
            if (!away.test(day)) {
                calendar.worked(day).forEach(span -> worked.add(new Span(span.from(), span.to())));
            }
        }
        if (worked.isEmpty()) {
            return List.of();
        }
        var within = new Span(worked.getFirst().from(), worked.getLast().to());
        return Slots.of(worked, store.busy(host, within, without), length, now.plus(host.notice()), calendar.zone())
                .stream()
                .filter(start -> start.isBefore(last))
                .toList();
    }

    /** The same of several: when at least one of them can be met. */
    List<Instant> free(Collection<MemberId> pool, MeetingKind kind, LocalDate from, int days) {
        var all = new TreeSet<Instant>();
        pool.forEach(member -> all.addAll(free(member, kind, from, days, null)));
        return List.copyOf(all);
    }

    /**
     * Of these the one who takes a meeting then; they are held until the transaction ends, so that it stays so.
     *
     * @param offered whether it has to be one of the beginnings offered to visitors
     * @return null when nobody is free
     */
    @Nullable
    MemberId take(Collection<MemberId> pool, MeetingKind kind, Instant start, boolean offered) {
        store.lock(pool);
        var day = LocalDate.ofInstant(start, calendars.ofWorkspace().zone());
        var free = pool.stream()
                .filter(member -> offered ? isOffered(member, kind, start) : isFree(member, kind, start))
                .toList();
        var load = store.load(free, new Span(start.minus(LOAD), start.plus(LOAD)));
        return free.stream()
                .filter(member -> !away(member).test(day))
                .min(Comparator.comparing((MemberId member) -> load.getOrDefault(member, 0))
                        .thenComparing(MemberId::value))
                .orElse(null);
    }

    private boolean isOffered(MemberId member, MeetingKind kind, Instant start) {
        var zone = calendars.of(member).zone();
        return free(member, kind, LocalDate.ofInstant(start, zone), 1, null).contains(start);
    }

    private boolean isFree(MemberId member, MeetingKind kind, Instant start) {
        var host = store.of(member);
        return isFree(host, Span.of(start, host.length(kind)), null);
    }

    /** Whether nothing else lies then; a member may also be met out of hours, when both agree. */
    boolean isFree(Availability host, Span wanted, @Nullable UUID without) {
        return store.busy(host, wanted, without).stream().noneMatch(wanted::overlaps);
    }

    /** Who is given no leads takes no meetings: the absences of routing count too. */
    private Predicate<LocalDate> away(MemberId member) {
        var row = sql.select(LEAD_TAKER.ABSENT_FROM, LEAD_TAKER.ABSENT_UNTIL)
                .from(LEAD_TAKER)
                .where(LEAD_TAKER.MEMBER_ID.eq(member.value()))
                .fetchOne();
        if (row == null || (row.value1() == null && row.value2() == null)) {
            return _ -> false;
        }
        var from = row.value1();
        var until = row.value2();
        return day -> (from == null || !day.isBefore(from)) && (until == null || !day.isAfter(until));
    }
}
