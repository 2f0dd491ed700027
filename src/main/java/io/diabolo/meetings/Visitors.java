package io.diabolo.meetings;

import io.diabolo.clocks.Calendars;
import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.meetings.Doors.Booked;
import io.diabolo.meetings.Doors.Door;
import io.diabolo.meetings.Meetings.Changed;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.qualification.Leads;
import io.diabolo.records.ChangeSets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What people outside may do by an address that they were given: book a meeting, move it, call it off. */
@Service
class Visitors {
    private static final int SHOWN_DAYS = 7;

    private final PublicKeys keys;
    private final Doors doors;
    private final Hosts hosts;
    private final HostStore store;
    private final Meetings meetings;
    private final Guests guests;
    private final VisitorLimits limits;
    private final Leads leads;
    private final TellHost tellHost;
    private final ChangeSets changeSets;
    private final Members members;
    private final Calendars calendars;
    private final TransactionTemplate apart;

    Visitors(
            PublicKeys keys,
            Doors doors,
            Hosts hosts,
            HostStore store,
            Meetings meetings,
            Guests guests,
            VisitorLimits limits,
            Leads leads,
            TellHost tellHost,
            ChangeSets changeSets,
            Members members,
            Calendars calendars,
            PlatformTransactionManager transactions) {
        this.keys = keys;
        this.doors = doors;
        this.hosts = hosts;
        this.store = store;
        this.meetings = meetings;
        this.guests = guests;
        this.limits = limits;
        this.leads = leads;
        this.tellHost = tellHost;
        this.changeSets = changeSets;
        this.members = members;
        this.calendars = calendars;
        this.apart = new TransactionTemplate(transactions);
        // A member of another workspace who follows the link reads in a transaction of their own.
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @param first the first day that was looked at, in the guest's zone */
    record Offered(Door door, LocalDate first, List<Instant> starts) {}

    /** The answer to a guest who books. */
    sealed interface Answer {
        /** @param key of the page where they see it, move it and call it off */
        record Done(String key) implements Answer {}

        /** Somebody was first. */
        record Taken() implements Answer {}

        record TooOften() implements Answer {}
    }

    /** @throws NoSuchRecord when there is none, or it is closed */
    Offered offered(String key, @Nullable LocalDate from, ZoneId zone, Instant now) {
        return in(key, rest -> {
            var door = doors.door(rest);
            var first = from == null ? LocalDate.ofInstant(now, zone) : from;
            return new Offered(door, first, starts(door.host(), door.kind(), first, zone, null));
        });
    }

    /** The days are the guest's, so a host's day before and after is looked at too. */
    private List<Instant> starts(
            @Nullable MemberId host, MeetingKind kind, LocalDate first, ZoneId zone, @Nullable UUID without) {
        var from = first.atStartOfDay(zone).toInstant();
        var to = first.plusDays(SHOWN_DAYS).atStartOfDay(zone).toInstant();
        var around = first.minusDays(1);
        var all = host == null
                ? hosts.free(hosts.inTurn().stream().map(Member::id).toList(), kind, around, SHOWN_DAYS + 2)
                : hosts.free(host, kind, around, SHOWN_DAYS + 2, without);
        return all.stream()
                .filter(start -> !start.isBefore(from) && start.isBefore(to))
                .toList();
    }

    Answer book(String key, Guest guest, String address) {
        var place = place(key);
        if (!limits.allows(place.workspace(), address)) {
            return new Answer.TooOften();
        }
        return in(key, rest -> book(doors.door(rest), guest));
    }

    private Answer book(Door door, Guest guest) {
        var me = members.orderedBy(door.host() == null ? door.madeBy() : door.host())
                .through(Origin.RULE);
        var changeSet = changeSets.open(me, "meeting.created", guest.lastName());
        var pool = door.host() == null ? hosts.inTurn().stream().map(Member::id).toList() : List.of(door.host());
        // Before anything is written of the guest: who comes second leaves nothing.
        if (pool.isEmpty() || hosts.take(pool, door.kind(), guest.start(), true) == null) {
            changeSets.forget(changeSet);
            return new Answer.Taken();
        }
        var known = guests.of(guest, door.kind(), door.host(), changeSet, me);
        var wish = new Wish(
                door.kind(),
                door.host(),
                guest.start(),
                known.lead(),
                known.person(),
                null,
                null,
                null,
                null,
                guest.notes().isBlank() ? null : guest.notes().strip(),
                false);
        var booking = meetings.book(wish, guest.zone().getId(), changeSet, me);
        if (!(booking instanceof Booking.Done done)) {
            throw new IllegalStateException("free a moment ago under the same lock");
        }
        if (known.lead() != null) {
            leads.answered(known.lead(), changeSet);
        }
        return new Answer.Done(keys.whole(doors.link(done.meeting())));
    }

    /** @throws NoSuchRecord when the link opens nothing */
    Booked booked(String key) {
        return in(key, doors::booked);
    }

    /** When else its host can be met. */
    Offered others(String key, @Nullable LocalDate from, ZoneId zone, Instant now) {
        return in(key, rest -> {
            var booked = doors.booked(rest);
            var first = from == null ? LocalDate.ofInstant(now, zone) : from;
            var minutes = (int)
                    java.time.Duration.between(booked.start(), booked.end()).toMinutes();
            var door = new Door(
                    booked.id(),
                    booked.kind(),
                    booked.host(),
                    booked.hostName(),
                    booked.host(),
                    minutes,
                    booked.zone());
            return new Offered(door, first, starts(booked.host(), booked.kind(), first, zone, booked.id()));
        });
    }

    Changed move(String key, Instant start, String address) {
        return change(key, address, booked -> {
            var zone = calendars.of(booked.host()).zone();
            store.lock(List.of(booked.host()));
            var free = hosts.free(booked.host(), booked.kind(), LocalDate.ofInstant(start, zone), 1, booked.id());
            return free.contains(start) ? meetings.move(booked.id(), start, actor(booked)) : new Changed.Taken();
        });
    }

    Changed cancel(String key, @Nullable String why, String address) {
        return change(key, address, booked -> meetings.say(booked.id(), Outcome.CANCELLED, why, actor(booked)));
    }

    private Changed change(String key, String address, Function<Booked, Changed> what) {
        if (!limits.allows(place(key).workspace(), address)) {
            throw new io.diabolo.platform.BadInput("", "book.often");
        }
        return in(key, rest -> {
            var booked = doors.booked(rest);
            var changed = what.apply(booked);
            if (changed instanceof Changed.Done) {
                tellHost.changedByGuest(booked.id());
            }
            return changed;
        });
    }

    private Actor actor(Booked booked) {
        return members.orderedBy(booked.host()).through(Origin.RULE);
    }

    private PublicKeys.Place place(String key) {
        var place = keys.place(key);
        if (place == null) {
            throw new NoSuchRecord("booking_page", key);
        }
        return place;
    }

    private <T> T in(String key, Function<String, T> work) {
        var place = place(key);
        Supplier<T> inside = () -> Objects.requireNonNull(apart.execute(_ -> work.apply(place.rest())));
        return WorkspaceScope.in(place.workspace(), inside);
    }
}
