package io.diabolo.insight;

import io.diabolo.journey.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The double funnel as shapes: a pure function of the figures. A band is as thick as the square root of what it carries, so
 * that 28,000 prospects and 300 signatures fit on one page. Left of the waist all stages have one scale; right of it the
 * scale widens with each stage, for the cone opens again: there, compare a stage with itself.
 */
final class DoubleFunnelDrawing {
    private static final int WAIST = Stage.WON.number() - 1;
    private static final int DISCOVERY = Stage.DISCOVERY.number() - 1;
    private static final double[] OPENING = {1, 1.5, 2.4, 3.6};
    private static final double GAP = .2;

    /** Where the drawing lies: the wide one runs to the right, the upright one down the page. */
    enum Way {
        WIDE(46, 114.2, 198, 224, 26),
        UPRIGHT(60, 78, 92, 160, 40);

        private final double start;
        private final double step;
        private final double centre;
        private final double spread;
        private final double fall;

        Way(double start, double step, double centre, double spread, double fall) {
            this.start = start;
            this.step = step;
            this.centre = centre;
            this.spread = spread;
            this.fall = fall;
        }

        double along(int station) {
            return start + step * station;
        }

        private String point(double along, double across) {
            return this == WIDE ? number(along) + "," + number(across) : number(across) + "," + number(along);
        }
    }

    /** A filled shape; {@code kind} is a channel, or grow. The label stands near its beginning. */
    record Band(String kind, String path, double begins, double labelAlong, double labelAcross) {}

    /** What falls away at a stage. */
    record Exit(Stage stage, long count, String path, double width, double x, double y) {}

    private final Way way;
    private final List<Band> bands = new ArrayList<>();
    private final List<Exit> exits = new ArrayList<>();
    private final String ghost;
    private final double waist;
    private final String back;

    private DoubleFunnelDrawing(Way way, Funnel funnel, @Nullable Funnel other) {
        this.way = way;
        var scale = scale(way, funnel, other);
        var edges = edges(funnel, scale);
        for (var channel : edges) {
            add(channel.kind, channel.low, channel.high, channel.first, WAIST);
        }
        var grow = growing(funnel, scale);
        this.waist = grow[WAIST] / 2;
        if (grow[WAIST] > 0) {
            add("grow", shifted(grow, -.5), shifted(grow, .5), WAIST, 9);
        }
        this.back = back(edges.isEmpty() ? way.centre : edges.getFirst().low[DISCOVERY], way.centre - grow[9] / 2);
        this.ghost = other == null ? "" : outline(other, scale);
        addExits(funnel, edges, grow);
    }

    static DoubleFunnelDrawing of(Way way, Funnel funnel, @Nullable Funnel comparison) {
        return new DoubleFunnelDrawing(way, funnel, comparison);
    }

    private record Edges(String kind, double[] low, double[] high, int first) {}

    private static double scale(Way way, Funnel funnel, @Nullable Funnel other) {
        var most = Math.max(widest(funnel), other == null ? 0 : widest(other));
        return most == 0 ? 0 : way.spread / most / (1 + 2 * GAP);
    }

    private static double widest(Funnel funnel) {
        return funnel.stages().stream()
                .limit(WAIST + 1L)
                .mapToDouble(DoubleFunnelDrawing::roots)
                .max()
                .orElse(0);
    }

    private static double roots(Funnel.StageFigures stage) {
        return stage.byChannel().values().stream().mapToDouble(Math::sqrt).sum();
    }

    /** Outbound above inbound, the unknown below both; the gap between them closes towards the waist. */
    private List<Edges> edges(Funnel funnel, double scale) {
        var all = new ArrayList<Edges>();
        var top = new double[WAIST + 1];
        for (var i = 0; i <= WAIST; i++) {
            var stage = funnel.stages().get(i);
            top[i] = way.centre - scale * (roots(stage) + gap(stage, i) * (inlets(stage) - 1)) / 2;
        }
        for (var channel : List.of("outbound", "inbound", "unknown")) {
            ToLongFunction<Funnel.StageFigures> count =
                    stage -> stage.byChannel().getOrDefault(channel, 0L);
            var low = new double[WAIST + 1];
            var high = new double[WAIST + 1];
            var first = -1;
            for (var i = 0; i <= WAIST; i++) {
                var stage = funnel.stages().get(i);
                var n = count.applyAsLong(stage);
                first = first < 0 && n > 0 ? i : first;
                low[i] = top[i];
                high[i] = top[i] + scale * Math.sqrt((double) n);
                top[i] = n > 0 ? high[i] + scale * gap(stage, i) : top[i];
            }
            if (first >= 0) {
                all.add(new Edges(channel, low, high, Math.min(first, WAIST - 1)));
            }
        }
        return all;
    }

    private static double gap(Funnel.StageFigures stage, int station) {
        return station == WAIST ? 0 : GAP * roots(stage) * (WAIST - station) / WAIST;
    }

    private static long inlets(Funnel.StageFigures stage) {
        return Math.max(
                1, stage.byChannel().values().stream().filter(n -> n > 0).count());
    }

    /** The thickness of the right cone from the waist on. */
    private double[] growing(Funnel funnel, double scale) {
        var thick = new double[10];
        var won = funnel.stages().get(WAIST);
        thick[WAIST] = scale * roots(won);
        var plain = new double[10];
        var opened = 1.0;
        for (var i = WAIST + 1; i < 10 && won.reached() > 0; i++) {
            plain[i] = thick[WAIST] * Math.sqrt((double) funnel.stages().get(i).reached() / won.reached());
            var room = plain[i] == 0 ? 1 : (way.spread * .95 / plain[i] - 1) / (OPENING[i - WAIST] - 1);
            opened = Math.clamp(room, 0, opened);
        }
        for (var i = WAIST + 1; i < 10; i++) {
            thick[i] = Math.min(way.spread, plain[i] * (1 + (OPENING[i - WAIST] - 1) * opened));
        }
        return thick;
    }

    private double[] shifted(double[] thickness, double share) {
        var edge = new double[thickness.length];
        for (var i = 0; i < edge.length; i++) {
            edge[i] = way.centre + thickness[i] * share;
        }
        return edge;
    }

    private void add(String kind, double[] low, double[] high, int first, int last) {
        var path = "M" + way.point(way.along(first), low[first])
                + curve(low, first, last)
                + " L" + way.point(way.along(last), high[last])
                + curve(high, last, first)
                + " Z";
        // Where there is room to read it.
        var label = first;
        for (var i = first; i < Math.min(first + 3, last); i++) {
            label = high[i] - low[i] > 1.2 * (high[label] - low[label]) ? i : label;
        }
        bands.add(new Band(kind, path, way.along(first), way.along(label), (low[label] + high[label]) / 2));
    }

    /** From station to station, leaving and arriving level. */
    private String curve(double[] edge, int from, int to) {
        var path = new StringBuilder();
        var step = from < to ? 1 : -1;
        for (var i = from; i != to; i += step) {
            var middle = (way.along(i) + way.along(i + step)) / 2;
            path.append(" C").append(way.point(middle, edge[i]));
            path.append(' ').append(way.point(middle, edge[i + step]));
            path.append(' ').append(way.point(way.along(i + step), edge[i + step]));
        }
        return path.toString();
    }

    /** The comparison's outer edge, both sides. */
    private String outline(Funnel other, double scale) {
        var edges = edges(other, scale);
        if (edges.isEmpty()) {
            return "";
        }
        var first = edges.stream().mapToInt(Edges::first).min().orElse(0);
        var low = edges.getFirst().low;
        var high = edges.getLast().high;
        return "M" + way.point(way.along(first), low[first]) + curve(low, first, WAIST) + " M"
                + way.point(way.along(first), high[first]) + curve(high, first, WAIST);
    }

    /** What customers buy again goes back from the end of the right cone to the beginning of selling, beside everything. */
    private String back(double selling, double growing) {
        var to = way.along(DISCOVERY) + 4;
        var from = way.along(9) - 8;
        return way == Way.WIDE
                ? "M" + way.point(from, growing)
                        + " C" + way.point(from - 52, 66) + " " + way.point(845, 80) + " " + way.point(731, 86)
                        + " S" + way.point(to + 22, 90) + " " + way.point(to, selling)
                : "M" + way.point(from, growing)
                        + " C" + way.point(from - 60, 4) + " " + way.point(from - 120, 10) + " "
                        + way.point((from + to) / 2, 14)
                        + " S" + way.point(to + 60, 30) + " " + way.point(to, selling);
    }

    private void addExits(Funnel funnel, List<Edges> edges, double[] grow) {
        var most = funnel.stages().stream()
                .mapToLong(Funnel.StageFigures::exited)
                .max()
                .orElse(0);
        for (var stage : funnel.stages()) {
            if (stage.exited() == 0) {
                continue;
            }
            var i = stage.stage().number() - 1;
            var edge = i >= WAIST || edges.isEmpty() ? way.centre + grow[i] / 2 : edges.getLast().high[i];
            var from = way.along(i) + 6;
            var ground = way.centre + way.spread / 2 + 6;
            var path = "M" + way.point(from, edge - 2)
                    + " C" + way.point(from + way.fall - 6, edge + 3)
                    + " " + way.point(from + way.fall - 2, Math.max(edge, ground - 18))
                    + " " + way.point(from + way.fall, ground);
            var width = 2 + 6 * Math.sqrt((double) stage.exited() / most);
            // Behind the last stage the wide page ends: its label stands before the shape.
            var label = from + way.fall + (stage.stage() == Stage.GROWTH ? -12 : 8);
            exits.add(
                    way == Way.WIDE
                            ? new Exit(stage.stage(), stage.exited(), path, width, label, ground + 2)
                            : new Exit(stage.stage(), stage.exited(), path, width, ground + 16, from + way.fall + 4));
        }
    }

    List<Band> bands() {
        return bands;
    }

    List<Exit> exits() {
        return exits;
    }

    /** From growth back to discovery. */
    String back() {
        return back;
    }

    /** Empty without a comparison. */
    String ghost() {
        return ghost;
    }

    /** The diamond of the signature, a little larger than what passes through it. */
    String diamond() {
        var half = Math.max(14, Math.min(30, waist + 4));
        var along = way.along(WAIST);
        return "M" + way.point(along - 11, way.centre)
                + " L" + way.point(along, way.centre - half)
                + " L" + way.point(along + 11, way.centre)
                + " L" + way.point(along, way.centre + half)
                + " Z";
    }

    double along(Stage stage) {
        return way.along(stage.number() - 1);
    }

    /** Half way to the next stage. */
    double joint(Stage stage) {
        return along(stage) + way.step / 2;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String at(double value) {
        return number(value);
    }
}
