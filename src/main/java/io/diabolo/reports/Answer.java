package io.diabolo.reports;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report says.
 *
 * @param across empty where the report has one side
 * @param cells by both sides
 * @param total of all records, also of those in groups that aren't shown
 * @param leftOut how many records have money in another currency
 * @param cut whether there are more groups than shown
 */
record Answer(List<Group> by, List<Group> across, Map<Cell, Figure> cells, Figure total, long leftOut, boolean cut) {
    static final int MOST_ROWS = 100;
    static final int MOST_COLUMNS = 24;

    /**
     * Records that are alike.
     *
     * @param key null: they have no value
     * @param label the name of what the key names, where it is an id
     */
    record Group(@Nullable String key, @Nullable String label, Figure whole) {}

    record Cell(@Nullable String by, @Nullable String across) {}

    /** @param value null where nothing can be said, such as a mean of nothing; money in minor units */
    record Figure(long records, @Nullable BigDecimal value) {
        static final Figure NONE = new Figure(0, null);
    }

    Figure at(Group row, Group column) {
        return cells.getOrDefault(new Cell(row.key(), column.key()), Figure.NONE);
    }
}
