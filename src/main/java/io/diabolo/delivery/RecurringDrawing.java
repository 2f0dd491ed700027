package io.diabolo.delivery;

import io.diabolo.delivery.RecurringReport.Month;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The movements as a waterfall, month after month: for each what came up from where the month before ended, then what went.
 *
 * @param ends the level at which each month ends, as a path
 */
record RecurringDrawing(double width, List<Bar> bars, List<Tick> ticks, String ends) {
    static final double HEIGHT = 240;
    private static final double TOP = 16;
    private static final double FLOOR = 204;
    private static final double LEFT = 8;
    private static final double MONTH = 66;
    private static final double BAR = 10;
    private static final double GAP = 1;

    record Bar(String kind, double x, double y, double height) {}

    record Tick(double x, int at) {}

    static RecurringDrawing of(List<Month> months) {
        var most = 1L;
        for (var month : months) {
            var up = month.start();
            for (var movement : Movement.values()) {
                up += movement.isUp() ? Math.max(0, month.of(movement).minor()) : 0;
            }
            most = Math.max(most, Math.max(up, month.end()));
        }
        var scale = (FLOOR - TOP) / most;
        var bars = new ArrayList<Bar>();
        var ticks = new ArrayList<Tick>();
        var ends = new StringBuilder();
        for (var at = 0; at < months.size(); at++) {
            var month = months.get(at);
            var x = LEFT + at * MONTH;
            var level = month.start();
            for (var movement : Movement.values()) {
                var delta = month.of(movement).minor();
                if (delta != 0) {
                    var high = Math.max(level, level + delta);
                    bars.add(new Bar(movement.id(), x, FLOOR - high * scale, Math.max(1.5, Math.abs(delta) * scale)));
                    level += delta;
                }
                x += BAR + GAP;
            }
            var y = number(FLOOR - month.end() * scale);
            ends.append("M")
                    .append(number(LEFT + at * MONTH))
                    .append(' ')
                    .append(y)
                    .append('h')
                    .append(number(MONTH - 8));
            ticks.add(new Tick(LEFT + at * MONTH + (MONTH - 8) / 2, at));
        }
        return new RecurringDrawing(LEFT + Math.max(1, months.size()) * MONTH, bars, ticks, ends.toString());
    }

    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
