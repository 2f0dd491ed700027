package io.diabolo.organisation;

import io.diabolo.journey.Stage;
import io.diabolo.platform.MemberId;
import io.diabolo.roles.CanonicalRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stage by segment: who holds it, in which roles, and how loaded they are. The work of a cell (journeys a month × hours each)
 * is shared among those who hold it by their hours; a cell is as loaded as those who hold it. Pure: seats, volumes and
 * assumptions in, map out.
 */
final class CoverageMap {
    /** Both, and what came by neither, which whoever holds the stage takes. */
    static final List<String> CHANNELS = List.of("inbound", "outbound");

    private final List<Seat> seats;
    private final Volumes volumes;
    private final Assumptions assumptions;
    private final @Nullable String channel;
    private final List<String> segments;
    private final Map<Seat, Double> work = new HashMap<>();

    /** @param channel one channel only, or null */
    CoverageMap(List<Seat> seats, Volumes volumes, Assumptions assumptions, @Nullable String channel) {
        this.seats = List.copyOf(seats);
        this.volumes = volumes;
        this.assumptions = assumptions;
        this.channel = channel;
        this.segments = Volumes.SEGMENTS.stream()
                .filter(segment -> !segment.equals(Volumes.NO_SEGMENT)
                        || Stage.stages().stream().anyMatch(stage -> volumes.of(stage, segment) > 0))
                .toList();
        // Who takes one channel only is as loaded as by all that they do.
        for (var stage : Stage.stages()) {
            for (var segment : Volumes.SEGMENTS) {
                for (var by : channelsOf(stage)) {
                    share(stage, segment, by);
                }
            }
        }
    }

    /** "" stands for what came by no known channel, or needs none. */
    private static List<String> channelsOf(Stage stage) {
        return Volumes.isStanding(stage) ? List.of("") : List.of("inbound", "outbound", "unknown");
    }

    private void share(Stage stage, String segment, String by) {
        var hours = volumes.of(stage, segment, by) * assumptions.hoursAt(stage);
        var held = held(stage, segment, CHANNELS.contains(by) ? by : null);
        var all = held.stream().mapToDouble(Seat::fullTime).sum();
        if (hours == 0 || all == 0) {
            return;
        }
        held.forEach(seat -> work.merge(seat, hours * seat.fullTime() / all, Double::sum));
    }

    /** Seats filled that hold it; for any channel where none is given. */
    private List<Seat> held(Stage stage, String segment, @Nullable String by) {
        return seats.stream()
                .filter(Seat::isHeld)
                .filter(seat -> covers(seat, stage, segment, by))
                .toList();
    }

    private static boolean covers(Seat seat, Stage stage, String segment, @Nullable String by) {
        return seat.holds(stage)
                // Who has no segment yet is taken by whoever holds the stage.
                && (segment.equals(Volumes.NO_SEGMENT) || seat.serves(segment))
                && (by == null || seat.takes(stage, by));
    }

    /**
     * A role within a cell.
     *
     * @param fullTime of how many whole weeks they hold it
     * @param load of those who hold it, over all that they do; null where nothing is known of their work
     */
    record Held(
            CanonicalRole role,
            Set<String> names,
            double fullTime,
            @Nullable Double load) {
        int people() {
            return names.size();
        }
    }

    /**
     * @param month how many come a month, or stand there
     * @param hours of work a month
     * @param load of all who hold it; null where nobody does, or nothing is known
     * @param coming whether a position that isn't filled would hold it
     */
    record Cell(
            Stage stage,
            String segment,
            List<Held> roles,
            double month,
            double hours,
            @Nullable Double load,
            boolean coming) {
        boolean isHole() {
            return roles.isEmpty();
        }
    }

    List<String> segments() {
        return segments;
    }

    @Nullable
    String channel() {
        return channel;
    }

    List<Cell> row(Stage stage) {
        return segments.stream().map(segment -> cell(stage, segment)).toList();
    }

    Cell cell(Stage stage, String segment) {
        var by = Volumes.isStanding(stage) ? null : channel;
        var month = by == null ? volumes.of(stage, segment) : volumes.of(stage, segment, by);
        var held = held(stage, segment, by);
        var roles = new EnumMap<CanonicalRole, List<Seat>>(CanonicalRole.class);
        held.forEach(seat ->
                roles.computeIfAbsent(seat.role(), _ -> new ArrayList<>()).add(seat));
        return new Cell(
                stage,
                segment,
                roles.entrySet().stream()
                        .map(one -> new Held(
                                one.getKey(), names(one.getValue()), fullTime(one.getValue()), load(one.getValue())))
                        .toList(),
                month,
                month * assumptions.hoursAt(stage),
                load(held),
                seats.stream().anyMatch(seat -> !seat.isHeld() && covers(seat, stage, segment, by)));
    }

    private static Set<String> names(List<Seat> seats) {
        var names = new LinkedHashSet<String>();
        seats.forEach(seat -> names.add(seat.name() == null ? "" : seat.name()));
        return names;
    }

    static double fullTime(List<Seat> seats) {
        return seats.stream().mapToDouble(Seat::fullTime).sum();
    }

    /** Work over hours; null where there are no hours, or no journey to judge by. */
    private @Nullable Double load(List<Seat> of) {
        var hours = fullTime(of) * assumptions.monthHours();
        return hours == 0 || volumes.isEmpty()
                ? null
                : Double.valueOf(of.stream()
                                .mapToDouble(seat -> work.getOrDefault(seat, 0.0))
                                .sum()
                        / hours);
    }

    /** How loaded a role is over all that it does; null where nobody holds it. */
    @Nullable
    Double load(CanonicalRole role) {
        return load(seats.stream()
                .filter(seat -> seat.isHeld() && seat.role() == role)
                .toList());
    }

    /** Seats of this stage that are filled, whatever the segment and channel. */
    List<Seat> holders(Stage stage) {
        return seats.stream().filter(seat -> seat.isHeld() && seat.holds(stage)).toList();
    }

    /** Who alone holds a stage; null where there are several, or nobody. */
    @Nullable
    MemberId alone(Stage stage) {
        var members = holders(stage).stream().map(Seat::member).distinct().toList();
        return members.size() == 1 ? members.getFirst() : null;
    }

    boolean isHeld(CanonicalRole role) {
        return seats.stream().anyMatch(seat -> seat.isHeld() && seat.role() == role);
    }

    /** Filled and not: those who are looked for too. */
    List<Seat> seats() {
        return seats;
    }

    Volumes volumes() {
        return volumes;
    }

    Assumptions assumptions() {
        return assumptions;
    }

    /** Roles of which somebody is there, in the order of the double funnel. */
    List<CanonicalRole> roles() {
        return seats.stream()
                .filter(Seat::isHeld)
                .map(Seat::role)
                .distinct()
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
