package io.diabolo.queues;

import java.util.List;

/**
 * Figures that a module counts for the desks; a bean. Value and records come from one condition, so that they agree. Where
 * two sources give a figure of one id, the first by their order counts.
 */
public interface FigureSource {
    List<Figure> figures();

    /** Reads in the caller's transaction; the caller has checked whose figures may be seen. */
    FigureValue value(String figure, FigureRequest request);

    /** The records behind the value, the newest first. */
    List<FigureRecord> records(String figure, FigureRequest request, int limit);
}
