package io.diabolo.organisation;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Stage;
import io.diabolo.roles.CanonicalRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The roles along the double funnel: a bar for each over the stages where it works, the hand-offs as arrows from bar to bar,
 * and who is there. Pure; coordinates are those of the drawing.
 */
final class RoleMap {
    static final int WIDTH = 1080;
    static final int HEAD = 56;
    private static final int LEFT = 40;
    private static final int STEP = 100;
    private static final int ROW = 54;
    private static final int BAR = 34;
    private static final int PAD = 6;

    /**
     * A role as it is here.
     *
     * @param own the workspace's own name for it, or null
     * @param ownId its record, or null
     * @param names who holds it, and {@code open} how many are looked for
     */
    record Role(
            CanonicalRole role,
            @Nullable String own,
            java.util.@Nullable UUID ownId,
            List<Stage> stages,
            Set<String> names,
            double fullTime,
            int open) {
        boolean isHeld() {
            return !names.isEmpty();
        }

        Stage first() {
            return stages.getFirst();
        }

        Stage last() {
            return stages.getLast();
        }
    }

    /** One for each part of the funnel in which the role works without a gap. */
    record Bar(Role role, double x, double y, double width, double height) {
        double middle() {
            return y + height / 2;
        }

        double end() {
            return x + width;
        }
    }

    /**
     * A hand-off that somebody here could do.
     *
     * @param state done: somebody at both ends; open: nobody receives; idle: nobody is at either end
     */
    record Arrow(HandoffKind kind, Role from, Role to, String path, String head, String state) {}

    private final List<Bar> bars;
    private final List<Arrow> arrows;
    private final List<Role> roles;
    private final int height;

    RoleMap(List<Role> roles) {
        // Who works in no stage in particular works in all of them: it stands below.
        this.roles = roles.stream()
                .sorted(Comparator.comparingInt((Role role) -> role.first().number())
                        .thenComparingInt(role -> role.last().number())
                        .thenComparing(Role::role))
                .toList();
        this.bars = bars();
        this.arrows = arrows();
        this.height = HEAD + this.lanes * ROW + 20;
    }

    private int lanes;

    /** Each in the first lane where there is room for it. */
    private List<Bar> bars() {
        var ends = new ArrayList<Double>();
        var all = new ArrayList<Bar>();
        for (var role : roles) {
            var x = LEFT + (role.first().number() - 1) * (double) STEP + PAD;
            var end = LEFT + role.last().number() * (double) STEP - PAD;
            var lane = 0;
            while (lane < ends.size() && ends.get(lane) > x) {
                lane++;
            }
            if (lane == ends.size()) {
                ends.add(end);
            } else {
                ends.set(lane, end);
            }
            all.add(new Bar(role, x, HEAD + lane * (double) ROW + 8, end - x, BAR));
        }
        lanes = ends.size();
        return all;
    }

    private List<Arrow> arrows() {
        var all = new ArrayList<Arrow>();
        for (var kind : HandoffKind.values()) {
            var from = best(kind.from(), null);
            var to = from == null ? null : best(kind.to(), from.role());
            if (from != null && to != null) {
                all.add(arrow(kind, from, to));
            }
        }
        return all;
    }

    /** Of the roles that may give or receive it, one that is held; else the usual one. */
    private @Nullable Bar best(List<String> desks, @Nullable Role not) {
        var candidates = desks.stream()
                .flatMap(desk ->
                        bars.stream().filter(bar -> bar.role().role().desk().equals(desk)))
                .filter(bar -> !bar.role().equals(not))
                .toList();
        return candidates.stream()
                .filter(bar -> bar.role().isHeld())
                .findFirst()
                .orElse(candidates.isEmpty() ? null : candidates.getFirst());
    }

    private static Arrow arrow(HandoffKind kind, Bar from, Bar to) {
        var startX = from.end() - 12;
        var endX = Math.max(to.x() + 12, Math.min(startX + 40, to.end() - 12));
        var below = to.middle() >= from.middle();
        var startY = below ? from.y() + from.height() : from.y();
        var endY = to.y() == from.y() ? to.y() : below ? to.y() : to.y() + to.height();
        String path;
        if (to.y() == from.y()) {
            startX = from.end();
            endX = to.x();
            startY = from.middle();
            endY = to.middle();
            path = "M" + at(startX) + " " + at(startY) + " L" + at(endX) + " " + at(endY);
        } else {
            var bend = (endY - startY) / 2;
            path = "M" + at(startX) + " " + at(startY) + " C" + at(startX) + " " + at(startY + bend) + " " + at(endX)
                    + " " + at(endY - bend) + " " + at(endX) + " " + at(endY);
        }
        var state = !from.role().isHeld() ? "idle" : to.role().isHeld() ? "done" : "missing";
        return new Arrow(kind, from.role(), to.role(), path, head(endX, endY, to.y() == from.y(), below), state);
    }

    private static String head(double x, double y, boolean along, boolean down) {
        if (along) {
            return "M" + at(x - 7) + " " + at(y - 4) + " L" + at(x) + " " + at(y) + " L" + at(x - 7) + " " + at(y + 4);
        }
        var back = down ? y - 7 : y + 7;
        return "M" + at(x - 4) + " " + at(back) + " L" + at(x) + " " + at(y) + " L" + at(x + 4) + " " + at(back);
    }

    static String at(double value) {
        return String.format(java.util.Locale.ROOT, "%.1f", value);
    }

    List<Bar> drawn() {
        return bars;
    }

    List<Arrow> handoffs() {
        return arrows;
    }

    List<Role> roles() {
        return roles;
    }

    int height() {
        return height;
    }

    /** Where a stage's column begins. */
    static double column(Stage stage) {
        return LEFT + (stage.number() - 1) * (double) STEP;
    }

    static double centre(Stage stage) {
        return column(stage) + STEP / 2.0;
    }

    /** The double funnel behind the bars: wide, narrow at the signature, wide again. */
    String cones() {
        var top = HEAD - 4.0;
        var bottom = height - 12.0;
        var middle = (top + bottom) / 2;
        var waist = centre(Stage.WON);
        var end = LEFT + 10.0 * STEP;
        return "M" + LEFT + " " + at(top) + " C" + at(waist - 200) + " " + at(top) + " " + at(waist - 90) + " "
                + at(middle - 24)
                + " " + at(waist) + " " + at(middle - 24) + " C" + at(waist + 70) + " " + at(middle - 24) + " "
                + at(waist + 130) + " " + at(top) + " " + at(end) + " " + at(top) + " L" + at(end) + " " + at(bottom)
                + " C"
                + at(waist + 130) + " " + at(bottom) + " " + at(waist + 70) + " " + at(middle + 24) + " " + at(waist)
                + " "
                + at(middle + 24) + " C" + at(waist - 90) + " " + at(middle + 24) + " " + at(waist - 200) + " "
                + at(bottom)
                + " " + LEFT + " " + at(bottom) + " Z";
    }

    /** Whoever is presumed to hold a role has no position. */
    private static boolean isHeld(OwnRole role, Seat seat) {
        var position = seat.position();
        return position != null && role.positions().contains(position);
    }

    /**
     * The catalogue as this workspace has it: own roles beside it, those that replace a canonical one in its place, and who
     * sits there. A role without stages of its own works in all of them.
     */
    static List<Role> roles(List<Seat> seats, List<OwnRole> own, Map<CanonicalRole, List<Stage>> usual) {
        var all = new ArrayList<Role>();
        var replaced = new LinkedHashMap<CanonicalRole, OwnRole>();
        own.stream().filter(OwnRole::replaces).forEach(role -> replaced.putIfAbsent(role.basedOn(), role));
        for (var role : CanonicalRole.catalogue()) {
            var here = replaced.get(role);
            var stages = here == null || here.stages().isEmpty() ? usual.getOrDefault(role, List.of()) : here.stages();
            all.add(role(
                    role,
                    here,
                    stages,
                    seats.stream()
                            .filter(seat -> seat.role() == role)
                            .filter(seat -> own.stream().noneMatch(one -> isHeld(one, seat) && !one.equals(here)))
                            .toList()));
        }
        own.stream().filter(one -> !one.equals(replaced.get(one.basedOn()))).forEach(one -> {
            var stages = one.stages().isEmpty() ? usual.getOrDefault(one.basedOn(), List.of()) : one.stages();
            all.add(role(
                    one.basedOn(),
                    one,
                    stages,
                    seats.stream().filter(seat -> isHeld(one, seat)).toList()));
        });
        return all;
    }

    private static Role role(CanonicalRole role, @Nullable OwnRole own, List<Stage> stages, List<Seat> seats) {
        var names = new LinkedHashSet<String>();
        seats.stream().filter(Seat::isHeld).forEach(seat -> names.add(seat.name() == null ? "" : seat.name()));
        // Where somebody really works says more than where the role usually does.
        var worked = new TreeSet<Stage>();
        seats.stream().filter(Seat::isHeld).forEach(seat -> worked.addAll(seat.stages()));
        var shown = !worked.isEmpty() ? List.copyOf(worked) : !stages.isEmpty() ? stages : Stage.stages();
        return new Role(
                role,
                own == null ? null : own.name(),
                own == null ? null : own.id(),
                shown,
                names,
                CoverageMap.fullTime(seats.stream().filter(Seat::isHeld).toList()),
                (int) seats.stream().filter(seat -> !seat.isHeld()).count());
    }
}
