package io.diabolo.deals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The map of an opportunity's stakeholders, ready to be drawn: who reports to whom from top to bottom, and who sways whom as
 * arrows. All lengths are units of the drawing.
 */
record StakeholderDrawing(int width, int height, List<Box> boxes, List<Line> lines) {
    static final int BOX_WIDTH = 168;
    static final int BOX_HEIGHT = 64;
    private static final int GAP = 24;
    private static final int LAYER = 116;
    private static final int MARGIN = 12;
    private static final int LONGEST = 23;

    record Box(Stakeholder of, int x, int y) {
        String name() {
            return of.name().length() <= LONGEST ? of.name() : of.name().substring(0, LONGEST - 1) + "…";
        }

        int middle() {
            return x + BOX_WIDTH / 2;
        }
    }

    /** @param kind reports or sways */
    record Line(String kind, String path) {}

    static StakeholderDrawing of(List<Stakeholder> all) {
        var below = new HashMap<UUID, List<Stakeholder>>();
        var tops = new ArrayList<Stakeholder>();
        for (var one : all) {
            var chief = one.reportsTo();
            if (chief == null) {
                tops.add(one);
            } else {
                below.computeIfAbsent(chief, _ -> new ArrayList<>()).add(one);
            }
        }
        var placed = new HashMap<UUID, Box>();
        var next = MARGIN;
        for (var top : tops) {
            next = place(top, next, MARGIN, below, placed, new HashSet<>());
        }
        var boxes = all.stream()
                .map(one -> placed.get(one.id()))
                .filter(java.util.Objects::nonNull)
                .toList();
        var width = boxes.stream().mapToInt(Box::x).max().orElse(0) + BOX_WIDTH + MARGIN;
        var height = boxes.stream().mapToInt(Box::y).max().orElse(0) + BOX_HEIGHT + MARGIN;
        return new StakeholderDrawing(width, height, boxes, lines(boxes, placed));
    }

    /** A chief stands above the middle of their own. @return where the next one may stand */
    private static int place(
            Stakeholder one,
            int left,
            int top,
            Map<UUID, List<Stakeholder>> below,
            Map<UUID, Box> placed,
            HashSet<UUID> seen) {
        if (!seen.add(one.id())) {
            return left;
        }
        var own = below.getOrDefault(one.id(), List.of());
        var next = left;
        for (var other : own) {
            next = place(other, next, top + LAYER, below, placed, seen);
        }
        var first = own.isEmpty() ? null : placed.get(own.getFirst().id());
        var last = own.isEmpty() ? null : placed.get(own.getLast().id());
        var x = first == null || last == null ? left : (first.x() + last.x()) / 2;
        placed.put(one.id(), new Box(one, x, top));
        return Math.max(next, x + BOX_WIDTH + GAP);
    }

    private static List<Line> lines(List<Box> boxes, Map<UUID, Box> placed) {
        var lines = new ArrayList<Line>();
        for (var box : boxes) {
            var chief =
                    box.of().reportsTo() == null ? null : placed.get(box.of().reportsTo());
            if (chief != null) {
                lines.add(new Line("reports", reports(chief, box)));
            }
            box.of().sways().stream()
                    .map(placed::get)
                    .filter(java.util.Objects::nonNull)
                    .forEach(other -> lines.add(new Line("sways", sways(box, other))));
        }
        return lines;
    }

    private static String reports(Box chief, Box own) {
        var from = chief.y() + BOX_HEIGHT;
        var half = (from + own.y()) / 2;
        return String.format(Locale.ROOT, "M%d %d V%d H%d V%d", chief.middle(), from, half, own.middle(), own.y());
    }

    /** From side to side, or from edge to edge where one stands above the other. */
    private static String sways(Box from, Box to) {
        if (from.y() == to.y()) {
            var right = to.x() > from.x();
            var start = right ? from.x() + BOX_WIDTH : from.x();
            var end = right ? to.x() - 2 : to.x() + BOX_WIDTH + 2;
            var y = from.y() + BOX_HEIGHT / 2;
            // Neighbours are joined straight; over others the arrow bends below them.
            return Math.abs(end - start) <= GAP
                    ? String.format(Locale.ROOT, "M%d %d H%d", start, y, end)
                    : bent(from.middle(), from.y() + BOX_HEIGHT, to.middle(), to.y() + BOX_HEIGHT + 2);
        }
        var down = to.y() > from.y();
        var start = down ? from.y() + BOX_HEIGHT : from.y();
        var end = down ? to.y() - 2 : to.y() + BOX_HEIGHT + 2;
        var aside = BOX_WIDTH / 4;
        var half = (start + end) / 2;
        return String.format(
                Locale.ROOT,
                "M%d %d C%d %d %d %d %d %d",
                from.middle() + aside,
                start,
                from.middle() + aside,
                half,
                to.middle() + aside,
                half,
                to.middle() + aside,
                end);
    }

    private static String bent(int x, int y, int toX, int toY) {
        return String.format(Locale.ROOT, "M%d %d C%d %d %d %d %d %d", x, y, x, y + 36, toX, toY + 36, toX, toY);
    }

    static @Nullable Stakeholder named(List<Stakeholder> all, @Nullable UUID id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    }
}
