package io.diabolo.forecast;

import io.diabolo.identity.Member;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Visibility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The members whose deals a reader sees, as a reporting line and as teams. Those who left stay: their deals do. */
final class Staff {
    private final Map<MemberId, Member> byId = new HashMap<>();
    private final Map<MemberId, List<Member>> below = new HashMap<>();
    private final List<Member> tops = new ArrayList<>();
    private final boolean everybody;

    /** @param all in the order in which they are shown */
    Staff(Collection<Member> all, Actor me) {
        var seen = all.stream()
                .filter(member -> me.visibility().covers(member.id()))
                .toList();
        seen.forEach(member -> byId.put(member.id(), member));
        for (var member : seen) {
            if (isTop(member)) {
                tops.add(member);
            } else {
                below.computeIfAbsent(Objects.requireNonNull(member.manager()), _ -> new ArrayList<>())
                        .add(member);
            }
        }
        everybody = me.visibility() instanceof Visibility.All;
    }

    /** Nobody above them is seen; a ring of managers, which shouldn't be, ends at its smallest id. */
    private boolean isTop(Member member) {
        var passed = new LinkedHashSet<MemberId>();
        for (var at = member; at != null; at = above(at)) {
            if (!passed.add(at.id())) {
                var first = passed.stream().map(MemberId::value).min(java.util.UUID::compareTo);
                return first.isPresent() && first.get().equals(member.id().value());
            }
        }
        return above(member) == null;
    }

    private @Nullable Member above(Member member) {
        var manager = member.manager();
        return manager == null ? null : byId.get(manager);
    }

    boolean isEverybody() {
        return everybody;
    }

    List<Member> tops() {
        return tops;
    }

    List<Member> below(MemberId member) {
        return below.getOrDefault(member, List.of());
    }

    @Nullable
    Member find(MemberId member) {
        return byId.get(member);
    }

    Collection<Member> all() {
        return byId.values();
    }

    private void gather(MemberId member, Set<MemberId> into) {
        if (into.add(member)) {
            below(member).forEach(one -> gather(one.id(), into));
        }
    }

    /** Null where it is all that the reader sees; empty where there is nobody whom the reader sees. */
    @Nullable
    Set<MemberId> owners(Whose whose) {
        return switch (whose) {
            case Whose.Everybody() -> null;
            case Whose.Nobody() -> Set.of();
            case Whose.Alone(var member) -> byId.containsKey(member) ? Set.of(member) : Set.of();
            case Whose.Line(var member) -> {
                var line = new LinkedHashSet<MemberId>();
                if (byId.containsKey(member)) {
                    gather(member, line);
                }
                yield line;
            }
            case Whose.OfTeam(var team) ->
                byId.values().stream()
                        .filter(member -> Objects.equals(member.team(), team))
                        .map(Member::id)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        };
    }

    /** Whether there is such a part of the staff for the reader. */
    boolean knows(Whose whose) {
        return switch (whose) {
            case Whose.Everybody() -> true;
            case Whose.Nobody() -> everybody;
            case Whose.Alone(var member) -> byId.containsKey(member);
            case Whose.Line(var member) -> byId.containsKey(member);
            case Whose.OfTeam(var team) -> {
                var owners = owners(whose);
                yield team == null || (owners != null && !owners.isEmpty());
            }
        };
    }
}
