package io.diabolo.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.insight.DoubleFunnelDrawing.Way;
import io.diabolo.insight.Funnel.StageFigures;
import io.diabolo.journey.Stage;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DoubleFunnelDrawingTest {
    private static final Pattern NUMBERS = Pattern.compile("-?\\d+(\\.\\d)?");

    @ParameterizedTest
    @EnumSource(Way.class)
    void nothing_is_drawn_of_nothing(Way way) {
        var drawing = DoubleFunnelDrawing.of(way, funnel(_ -> 0, _ -> 0, 0), null);

        assertThat(drawing.bands()).isEmpty();
        assertThat(drawing.exits()).isEmpty();
        assertThat(drawing.diamond()).doesNotContain("NaN");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whatever_the_figures_all_stays_on_the_page(Way way) {
        LongStream.rangeClosed(1, 200).forEach(seed -> {
            var random = new Random(seed);
            var drawing = DoubleFunnelDrawing.of(
                    way,
                    funnel(
                            _ -> random.nextLong(1_000_000),
                            _ -> random.nextInt(3) * random.nextLong(5_000),
                            random.nextInt(9)),
                    random.nextBoolean() ? funnel(_ -> random.nextLong(100), _ -> 7, 1) : null);
            drawing.bands().forEach(band -> inside(band.path(), way, seed));
            drawing.exits().forEach(exit -> inside(exit.path(), way, seed));
            inside(drawing.ghost(), way, seed);
        });
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void who_falls_away_makes_the_band_thinner(Way way) {
        var drawing = DoubleFunnelDrawing.of(way, funnel(n -> 10_000L / (n * n), n -> 4_000L / n, 0), null);
        var outbound = drawing.bands().getFirst();

        assertThat(outbound.kind()).isEqualTo("outbound");
        assertThat(thickness(outbound.path(), way, 0)).isGreaterThan(thickness(outbound.path(), way, 6));
    }

    private static double thickness(String path, Way way, int station) {
        var along = way.along(station);
        var across = NUMBERS.matcher(path)
                .results()
                .map(found -> Double.parseDouble(found.group()))
                .toList();
        var low = Double.MAX_VALUE;
        var high = -Double.MAX_VALUE;
        for (var i = 0; i + 1 < across.size(); i += 2) {
            var x = way == Way.WIDE ? across.get(i) : across.get(i + 1);
            var y = way == Way.WIDE ? across.get(i + 1) : across.get(i);
            if (Math.abs(x - along) < .06) {
                low = Math.min(low, y);
                high = Math.max(high, y);
            }
        }
        return high - low;
    }

    private static void inside(String path, Way way, long seed) {
        assertThat(path).as("seed %d", seed).doesNotContain("NaN").doesNotContain("Infinity");
        // Upright the page is as long as it needs to be: these funnels lose some at the last stage too.
        var most = way == Way.WIDE ? 1120 : 826;
        NUMBERS.matcher(path)
                .results()
                .forEach(found -> assertThat(Double.parseDouble(found.group()))
                        .as("seed %d: %s", seed, path)
                        .isBetween(0.0, (double) most));
    }

    private static Funnel funnel(
            java.util.function.LongUnaryOperator outbound, java.util.function.LongUnaryOperator inbound, long unknown) {
        var stages = Stage.stages().stream()
                .map(stage -> {
                    var out = outbound.applyAsLong(stage.number());
                    var in = inbound.applyAsLong(stage.number());
                    return new StageFigures(
                            stage,
                            out + in + unknown,
                            0,
                            0,
                            (out + in) / 3,
                            null,
                            null,
                            null,
                            0,
                            0,
                            0,
                            Map.of("outbound", out, "inbound", in, "unknown", unknown));
                })
                .toList();
        return new Funnel(stages, 0, 0);
    }
}
