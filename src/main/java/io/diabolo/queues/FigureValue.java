package io.diabolo.queues;

import org.jspecify.annotations.Nullable;

/**
 * What a figure comes to.
 *
 * @param value in its unit; null where there is nothing to divide by
 * @param counted how many records it is of, the same as stand behind it
 */
public record FigureValue(@Nullable Double value, long counted) {
    public static FigureValue of(long count) {
        return new FigureValue((double) count, count);
    }

    /** A share or a ratio of counts; of nothing where nothing is below the line. */
    public static FigureValue of(long above, long below) {
        return new FigureValue(below == 0 ? null : Double.valueOf((double) above / below), below);
    }
}
