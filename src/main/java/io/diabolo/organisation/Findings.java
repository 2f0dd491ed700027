package io.diabolo.organisation;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Stage;
import io.diabolo.organisation.Finding.Kind;
import io.diabolo.platform.MemberId;
import io.diabolo.roles.CanonicalRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the map of coverage: what is missing, double, on one pair of shoulders, or handed to nobody. Pure. */
final class Findings {
    private static final double FULL = 1.1;
    /** Whom one looks for first where a stage is empty. */
    private static final Map<Stage, CanonicalRole> LEADING = Map.of(
            Stage.MARKET, CanonicalRole.SDR,
            Stage.LEAD, CanonicalRole.BDR,
            Stage.QUALIFIED, CanonicalRole.BDR,
            Stage.DISCOVERY, CanonicalRole.ACCOUNT_EXECUTIVE,
            Stage.PROPOSAL, CanonicalRole.ACCOUNT_EXECUTIVE,
            Stage.CLOSING, CanonicalRole.ACCOUNT_EXECUTIVE,
            Stage.WON, CanonicalRole.ACCOUNT_EXECUTIVE,
            Stage.DELIVERY, CanonicalRole.CSM,
            Stage.LIVE, CanonicalRole.CUSTOMER_SUPPORT,
            Stage.GROWTH, CanonicalRole.ACCOUNT_MANAGER);
    /** Roles that do the same work, so that two of them at one stage have to say who takes what. */
    private static final List<Set<CanonicalRole>> ALIKE = List.of(
            Set.of(CanonicalRole.SDR, CanonicalRole.BDR, CanonicalRole.INSIDE_SALES, CanonicalRole.BUSINESS_DEVELOPER),
            Set.of(
                    CanonicalRole.ACCOUNT_EXECUTIVE,
                    CanonicalRole.BUSINESS_DEVELOPER,
                    CanonicalRole.SDR,
                    CanonicalRole.BDR,
                    CanonicalRole.INSIDE_SALES),
            Set.of(CanonicalRole.CSM, CanonicalRole.OPERATIONS_MANAGER),
            Set.of(CanonicalRole.CSM, CanonicalRole.ACCOUNT_MANAGER));
    /** To which stages each of them belongs. */
    private static final List<List<Stage>> WHERE = List.of(
            List.of(Stage.MARKET, Stage.LEAD, Stage.QUALIFIED),
            List.of(Stage.DISCOVERY, Stage.PROPOSAL, Stage.CLOSING),
            List.of(Stage.DELIVERY),
            List.of(Stage.GROWTH));

    /** Those without which a customer gets lost; the others are for teams that have the roles at both ends. */
    private static final List<HandoffKind> ESSENTIAL = List.of(
            HandoffKind.INBOUND_LEAD, HandoffKind.QUALIFIED_LEAD, HandoffKind.NEW_CUSTOMER, HandoffKind.CUSTOMER_LIVE);

    private final CoverageMap map;
    private final List<Finding> found = new ArrayList<>();

    private Findings(CoverageMap map) {
        this.map = map;
    }

    /** Holes first, the largest on top. */
    static List<Finding> of(CoverageMap map) {
        var findings = new Findings(map);
        for (var stage : Stage.stages()) {
            findings.holes(stage);
        }
        findings.handoffs();
        findings.overloads();
        findings.overlaps();
        findings.alone();
        return findings.found.stream()
                .sorted(Comparator.comparing(Finding::kind)
                        .thenComparing(Comparator.comparingDouble((Finding one) -> -one.weight())))
                .toList();
    }

    static CanonicalRole leading(Stage stage, @Nullable String channel) {
        if ("outbound".equals(channel) && stage.number() < Stage.DISCOVERY.number()) {
            return CanonicalRole.SDR;
        }
        return Objects.requireNonNull(LEADING.get(stage));
    }

    private double hours(Stage stage, double month) {
        var hours = map.assumptions().hoursAt(stage);
        // Where nothing comes yet, what one of them would need orders the holes.
        return map.volumes().isEmpty() ? hours / 1000 : month * hours;
    }

    private void holes(Stage stage) {
        if (map.holders(stage).isEmpty()) {
            hole(stage, null, null, map.volumes().of(stage));
            return;
        }
        for (var segment : map.segments()) {
            var month = map.volumes().of(stage, segment);
            if (month > 0 && map.holders(stage).stream().noneMatch(seat -> serves(seat, segment))) {
                hole(stage, segment, null, month);
            }
        }
        if (stage.number() <= Stage.QUALIFIED.number()) {
            for (var channel : CoverageMap.CHANNELS) {
                var month = Volumes.SEGMENTS.stream()
                        .mapToDouble(segment -> map.volumes().of(stage, segment, channel))
                        .sum();
                if (month > 0 && map.holders(stage).stream().noneMatch(seat -> seat.takes(stage, channel))) {
                    hole(stage, null, channel, month);
                }
            }
        }
    }

    private static boolean serves(Seat seat, String segment) {
        return segment.equals(Volumes.NO_SEGMENT) || seat.serves(segment);
    }

    /** A hole that goes on in the next stage, for the same role, is one hole. */
    private void hole(Stage stage, @Nullable String segment, @Nullable String channel, double month) {
        var role = leading(stage, channel);
        var weight = hours(stage, month);
        var coming = coming(stage, segment, channel);
        for (var i = 0; i < found.size(); i++) {
            var before = found.get(i);
            var last = before.stages().getLast();
            if (last.number() == stage.number() - 1
                    && before.role() == role
                    && Objects.equals(before.segment(), segment)
                    && Objects.equals(before.channel(), channel)
                    && Objects.equals(before.coming(), coming)) {
                var stages = new ArrayList<>(before.stages());
                stages.add(stage);
                found.set(
                        i,
                        new Finding(
                                Kind.HOLE,
                                stages,
                                segment,
                                channel,
                                role,
                                null,
                                List.of(),
                                coming,
                                before.weight() + weight));
                return;
            }
        }
        found.add(new Finding(Kind.HOLE, List.of(stage), segment, channel, role, null, List.of(), coming, weight));
    }

    private @Nullable UUID coming(Stage stage, @Nullable String segment, @Nullable String channel) {
        return map.seats().stream()
                .filter(seat -> !seat.isHeld() && seat.holds(stage))
                .filter(seat -> segment == null || serves(seat, segment))
                .filter(seat -> channel == null || seat.takes(stage, channel))
                .map(Seat::position)
                .findFirst()
                .orElse(null);
    }

    private void handoffs() {
        for (var kind : ESSENTIAL) {
            if (isThere(kind.from()) && !isThere(kind.to())) {
                var role = kind.to().stream()
                        .map(CanonicalRole::ofDesk)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
                var coming = map.seats().stream()
                        .filter(seat ->
                                !seat.isHeld() && kind.to().contains(seat.role().desk()))
                        .map(Seat::position)
                        .findFirst()
                        .orElse(null);
                var givers = map.seats().stream()
                        .filter(seat -> seat.isHeld()
                                && kind.from().contains(seat.role().desk()))
                        .toList();
                found.add(new Finding(Kind.HANDOFF, List.of(), null, null, role, kind, givers, coming, 0));
            }
        }
    }

    private boolean isThere(List<String> desks) {
        return map.seats().stream()
                .anyMatch(seat -> seat.isHeld() && desks.contains(seat.role().desk()));
    }

    private void overloads() {
        for (var role : map.roles()) {
            var load = map.load(role);
            if (load != null && load > FULL) {
                var seats = map.seats().stream()
                        .filter(seat -> seat.isHeld() && seat.role() == role)
                        .toList();
                var stages = Stage.stages().stream()
                        .filter(stage -> seats.stream().anyMatch(seat -> seat.holds(stage)))
                        .toList();
                var coming = map.seats().stream()
                        .filter(seat -> !seat.isHeld() && seat.role() == role)
                        .map(Seat::position)
                        .findFirst()
                        .orElse(null);
                found.add(new Finding(Kind.OVERLOAD, stages, null, null, role, null, seats, coming, load));
            }
        }
    }

    /** Two roles alike that take the same channel, segment and territory at the same stage; who is one person knows. */
    private void overlaps() {
        for (var i = 0; i < ALIKE.size(); i++) {
            var alike = ALIKE.get(i);
            var pairs = new LinkedHashMap<List<Seat>, List<Stage>>();
            for (var stage : WHERE.get(i)) {
                var seats = map.holders(stage).stream()
                        .filter(seat -> alike.contains(seat.role()))
                        .toList();
                for (var one : seats) {
                    for (var other : seats) {
                        if (one.role().compareTo(other.role()) < 0 && isSame(one, other)) {
                            pairs.computeIfAbsent(List.of(one, other), _ -> new ArrayList<>())
                                    .add(stage);
                        }
                    }
                }
            }
            together(pairs)
                    .forEach((key, seats) -> found.add(new Finding(
                            Kind.OVERLAP,
                            key.stages(),
                            null,
                            null,
                            null,
                            null,
                            List.copyOf(seats),
                            null,
                            key.stages().size())));
        }
    }

    /** Two roles that meet in the same stages, whoever holds them. */
    private record Meeting(CanonicalRole one, CanonicalRole other, List<Stage> stages) {}

    /** Three of one role beside one of the other are one thing to be settled, and not three. */
    private static Map<Meeting, Set<Seat>> together(Map<List<Seat>, List<Stage>> pairs) {
        var all = new LinkedHashMap<Meeting, Set<Seat>>();
        pairs.forEach((pair, stages) -> {
            var meeting = new Meeting(pair.getFirst().role(), pair.getLast().role(), stages);
            all.computeIfAbsent(meeting, _ -> new LinkedHashSet<>()).addAll(pair);
        });
        return all;
    }

    private static boolean isSame(Seat one, Seat other) {
        return !Objects.equals(one.member(), other.member())
                && meet(one.channels(), other.channels())
                && meet(one.segments(), other.segments())
                && (one.territory() == null
                        || other.territory() == null
                        || one.territory().equals(other.territory()));
    }

    /** Empty means all. */
    private static boolean meet(List<String> some, List<String> others) {
        return some.isEmpty() || others.isEmpty() || !Collections.disjoint(some, others);
    }

    private void alone() {
        var stages = new LinkedHashMap<MemberId, List<Stage>>();
        for (var stage : Stage.stages()) {
            var member = map.alone(stage);
            if (member != null) {
                stages.computeIfAbsent(member, _ -> new ArrayList<>()).add(stage);
            }
        }
        stages.forEach((member, theirs) -> {
            var seats = map.seats().stream()
                    .filter(seat -> seat.isHeld() && member.equals(seat.member()))
                    .limit(1)
                    .toList();
            found.add(new Finding(
                    Kind.SINGLE,
                    theirs,
                    null,
                    null,
                    null,
                    null,
                    seats,
                    null,
                    theirs.stream()
                            .mapToDouble(stage -> hours(stage, map.volumes().of(stage)))
                            .sum()));
        });
    }
}
