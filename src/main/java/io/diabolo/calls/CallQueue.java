package io.diabolo.calls;

import io.diabolo.directory.LegalBases;
import io.diabolo.directory.PhoneNumbers;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.prospecting.Reason;
import io.diabolo.prospecting.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whom to call now: who was promised it first, then who waits for a first answer, then those who can soon no longer be
 * reached, then by the managers' priorities and by score. Who may not be called isn't offered, and it says why.
 */
@Component
class CallQueue {
    /** Whose hours end within this time comes before whoever can be called all afternoon. */
    private static final Duration SOON = Duration.ofHours(1);

    /** France: a consumer isn't called more often within thirty days (decree 2022-1313). */
    private static final int TRIES_OF_CONSUMER = 4;

    private static final int HELD_SHOWN = 100;

    private final CallStore store;
    private final LegalBases bases;
    private final Suppression suppression;
    private final Workspaces workspaces;

    CallQueue(CallStore store, LegalBases bases, Suppression suppression, Workspaces workspaces) {
        this.store = store;
        this.bases = bases;
        this.suppression = suppression;
        this.workspaces = workspaces;
    }

    /**
     * @param why the tail of a text key: back, due, soon or score
     * @param although what would keep them from being called, had they not asked for it; null: nothing
     */
    record Turn(
            Callee callee,
            CallTimes.Callable times,
            String why,
            @Nullable Reason although) {}

    /**
     * Who isn't offered now.
     *
     * @param why the tail of a text key: number, opposed, often, hours, or the reason of prospecting
     */
    record Held(Callee callee, CallTimes.Callable times, String why) {}

    record Queue(List<Turn> turns, List<Held> held) {
        @Nullable
        Turn first() {
            return turns.isEmpty() ? null : turns.getFirst();
        }
    }

    Queue of(MemberId member, Instant now) {
        var turns = new ArrayList<Turn>();
        var held = new ArrayList<Held>();
        var open = store.open(member, now);
        var suppressed = suppressed(open, member);
        for (var callee : open) {
            var times = CallTimes.at(country(callee), callee.consumer(), now);
            var reason = suppressed.get(callee.lead());
            var against = against(callee, reason, times, now);
            if (against == null) {
                turns.add(new Turn(callee, times, why(callee, times, now), reason));
            } else if (held.size() < HELD_SHOWN) {
                held.add(new Held(callee, times, against));
            }
        }
        turns.sort(Comparator.comparing((Turn turn) -> rank(turn))
                .thenComparing(CallQueue::at, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(turn -> turn.callee().rank())
                .thenComparing(
                        turn -> turn.callee().score() == null
                                ? -1
                                : turn.callee().score(),
                        Comparator.reverseOrder())
                .thenComparing(turn -> turn.callee().tries())
                .thenComparing(turn -> turn.callee().createdAt())
                .thenComparing(turn -> turn.callee().lead()));
        return new Queue(turns, held);
    }

    /** By lead: who isn't to be approached, as lists and sequences leave them out too. */
    private Map<UUID, Reason> suppressed(List<Callee> open, MemberId member) {
        var people = suppression.ofLookedAfter(
                open.stream().map(Callee::person).filter(Objects::nonNull).toList(), member);
        var companies = suppression.ofLookedAfterCompanies(
                open.stream()
                        .filter(one -> one.person() == null)
                        .map(Callee::company)
                        .filter(Objects::nonNull)
                        .toList(),
                member);
        var found = new HashMap<UUID, Reason>();
        for (var callee : open) {
            var reason = callee.person() == null ? companies.get(callee.company()) : people.get(callee.person());
            if (reason != null) {
                found.put(callee.lead(), reason);
            }
        }
        return found;
    }

    String country(Callee callee) {
        var number = callee.number();
        var region = number == null ? null : PhoneNumbers.region(number);
        if (region != null) {
            return region;
        }
        return Objects.requireNonNullElseGet(
                callee.country(), () -> workspaces.settings().country());
    }

    /** Why the lead isn't offered; null when it is. */
    @Nullable
    private String against(Callee callee, @Nullable Reason reason, CallTimes.Callable times, Instant now) {
        if (callee.number() == null) {
            return "number";
        }
        var person = callee.person();
        if (person != null && !Boolean.TRUE.equals(bases.allowed(person).get("phone"))) {
            return "opposed";
        }
        if (callee.consumer() && callee.tries() >= TRIES_OF_CONSUMER) {
            return "often";
        }
        // Whoever asked to be called at that time, or has just written, isn't disturbed.
        if (callee.isCallBackDue(now)) {
            return null;
        }
        if (reason != null && callee.due() == null) {
            return reason.id();
        }
        return times.isNow() || (callee.due() != null && !callee.consumer()) ? null : "hours";
    }

    private static String why(Callee callee, CallTimes.Callable times, Instant now) {
        if (callee.isCallBackDue(now)) {
            return "back";
        }
        if (callee.due() != null) {
            return "due";
        }
        var until = times.until();
        return until != null && until.isBefore(now.plus(SOON)) ? "soon" : "score";
    }

    private static int rank(Turn turn) {
        return List.of("back", "due", "soon", "score").indexOf(turn.why());
    }

    /** What is promised for a time goes by it. */
    private static @Nullable Instant at(Turn turn) {
        return switch (turn.why()) {
            case "back" -> turn.callee().again();
            case "due" -> turn.callee().due();
            case "soon" -> turn.times().until();
            default -> null;
        };
    }
}
