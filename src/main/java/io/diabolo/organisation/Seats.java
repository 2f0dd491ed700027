package io.diabolo.organisation;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.journey.Stage;
import io.diabolo.roles.CanonicalRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Who sits where: the positions, and what members hold without one. */
@Component
class Seats {
    private static final int WHOLE = 100;
    private final Positions positions;
    private final Members members;

    Seats(Positions positions, Members members) {
        this.positions = positions;
        this.members = members;
    }

    /** Reads in the caller's transaction. */
    List<Seat> all() {
        var seats = new ArrayList<>(positions.all().stream().map(Seat::of).toList());
        for (var member : members.owners()) {
            presumed(member, seats);
        }
        return seats;
    }

    /**
     * Roles that a member holds without a position share the time that their positions leave, evenly; where nothing is left,
     * the roles count as held without time.
     */
    private void presumed(Member member, List<Seat> seats) {
        var own = seats.stream()
                .filter(seat -> seat.isHeld() && member.id().equals(seat.member()))
                .toList();
        var roles = member.roles().stream()
                .filter(desk ->
                        own.stream().noneMatch(seat -> seat.role().desk().equals(desk)))
                .map(CanonicalRole::ofDesk)
                .filter(Objects::nonNull)
                .toList();
        var left = Math.max(0, WHOLE - own.stream().mapToInt(Seat::share).sum());
        for (var role : roles) {
            seats.add(new Seat(
                    null,
                    member.id(),
                    member.name(),
                    null,
                    role,
                    PositionState.FILLED,
                    left / roles.size(),
                    positions.usual(role).stream()
                            .map(id -> Stage.named(id).orElseThrow())
                            .toList(),
                    usualChannels(role),
                    List.of(),
                    null));
        }
    }

    /** An SDR prospects, a BDR answers who comes by themselves; the others take both. */
    static List<String> usualChannels(CanonicalRole role) {
        return switch (role) {
            case SDR -> List.of("outbound");
            case BDR, INBOUND_MARKETER -> List.of("inbound");
            default -> List.of();
        };
    }
}
