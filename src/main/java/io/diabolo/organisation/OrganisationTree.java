package io.diabolo.organisation;

import io.diabolo.identity.Member;
import io.diabolo.identity.MemberState;
import io.diabolo.platform.MemberId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The people and the empty seats, below whom they report to, or team by team. Pure. */
final class OrganisationTree {
    private OrganisationTree() {}

    /**
     * A person with what they hold, or an empty seat.
     *
     * @param member null for an empty seat
     * @param seats what the person holds; of an empty seat the one position
     */
    record Node(@Nullable Member member, List<Seat> seats, List<Node> below) {
        boolean isEmptySeat() {
            return member == null;
        }

        boolean isExpected() {
            return member != null && member.state() != MemberState.ACTIVE;
        }

        /** All people and seats of this branch. */
        int size() {
            return 1 + below.stream().mapToInt(Node::size).sum();
        }
    }

    /** @param name of the team, or null for those who are in none */
    record Group(@Nullable String name, List<Node> nodes) {}

    static List<Node> byManager(List<Member> members, List<Seat> seats, List<Position> positions) {
        var above = managers(members, positions);
        var below = new HashMap<MemberId, List<Node>>();
        var placed = new HashSet<MemberId>();
        positions.stream().filter(position -> !position.isFilled()).forEach(position -> {
            var manager = position.manager();
            if (manager != null) {
                below.computeIfAbsent(manager, _ -> new ArrayList<>()).add(empty(position));
            }
        });
        var roots = new ArrayList<Node>();
        for (var member : members) {
            if (!above.containsKey(member.id())) {
                roots.add(node(member, members, seats, above, below, placed));
            }
        }
        // Whoever stands in a circle that two positions made is shown at the top.
        members.stream()
                .filter(member -> !placed.contains(member.id()))
                .forEach(member -> roots.add(node(member, members, seats, above, below, placed)));
        positions.stream()
                .filter(position -> !position.isFilled() && position.manager() == null)
                .forEach(position -> roots.add(empty(position)));
        roots.sort(Comparator.comparingInt((Node node) -> -node.size()));
        return roots;
    }

    /** The reporting line says it; for who has none there, the position does. */
    private static Map<MemberId, MemberId> managers(List<Member> members, List<Position> positions) {
        var above = new HashMap<MemberId, MemberId>();
        var there = new HashSet<MemberId>();
        members.forEach(member -> there.add(member.id()));
        for (var member : members) {
            var manager = member.manager();
            if (manager == null) {
                manager = positions.stream()
                        .filter(position -> member.id().equals(position.member()))
                        .map(Position::manager)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
            }
            if (manager != null && there.contains(manager) && !manager.equals(member.id())) {
                above.put(member.id(), manager);
            }
        }
        return above;
    }

    private static Node node(
            Member member,
            List<Member> members,
            List<Seat> seats,
            Map<MemberId, MemberId> above,
            Map<MemberId, List<Node>> empties,
            Set<MemberId> placed) {
        placed.add(member.id());
        var below = new ArrayList<Node>();
        for (var other : members) {
            if (member.id().equals(above.get(other.id())) && !placed.contains(other.id())) {
                below.add(node(other, members, seats, above, empties, placed));
            }
        }
        below.addAll(empties.getOrDefault(member.id(), List.of()));
        return new Node(member, held(member, seats), below);
    }

    private static List<Seat> held(Member member, List<Seat> seats) {
        return seats.stream()
                .filter(seat -> seat.isHeld() && member.id().equals(seat.member()))
                .toList();
    }

    private static Node empty(Position position) {
        return new Node(null, List.of(Seat.of(position)), List.of());
    }

    static List<Group> byTeam(List<Member> members, List<Seat> seats, List<Position> positions) {
        var groups = new TreeMap<String, List<Node>>();
        for (var member : members) {
            groups.computeIfAbsent(Objects.requireNonNullElse(member.teamName(), ""), _ -> new ArrayList<>())
                    .add(new Node(member, held(member, seats), List.of()));
        }
        positions.stream()
                .filter(position -> !position.isFilled())
                .forEach(position -> groups.computeIfAbsent(
                                Objects.requireNonNullElse(position.teamName(), ""), _ -> new ArrayList<>())
                        .add(empty(position)));
        var none = groups.remove("");
        var all = new ArrayList<Group>();
        groups.forEach((name, nodes) -> all.add(new Group(name, nodes)));
        if (none != null) {
            all.add(new Group(null, none));
        }
        return all;
    }
}
