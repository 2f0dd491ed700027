package io.diabolo.importing;

import java.util.ArrayList;
import java.util.List;

/**
 * A table that staged rows are written to.
 *
 * @param target the staged rows
 * @param table where to; its name is the record type's id too
 */
public record RecordSet(String target, String table, List<Column> columns) {
    /**
     * @param name the column
     * @param value SQL over the staged row {@code s}
     * @param field whose emptying empties the column; empty for a column that can't be emptied
     * @param onUpdate SQL over {@code s} for updates, the same as value unless it has a default
     */
    public record Column(String name, String value, String field, String onUpdate) {
        /** SQL of the value after an update. An empty cell empties a field only in a file that Diabolo wrote; elsewhere it says nothing. */
        String updated() {
            var cleared = field.isEmpty() ? "false" : "s.matched_by = 'id' and '" + field + "' = any (s.clears)";
            return """
                    case when s.mode = 'overwrite' and ((new_) is not null or cleared_) then (new_)
                         when s.mode = 'fill' and r.name_ is null then (new_)
                         else r.name_ end""".replace("cleared_", cleared).replace("new_", onUpdate).replace("name_", name);
        }
    }

    public static RecordSet of(String target, String table) {
        return new RecordSet(target, table, List.of());
    }

    /** Columns that hold what the field of the same name says. */
    public RecordSet fields(String names) {
        var set = this;
        for (var name : names.strip().split("\\s+")) {
            set = set.with(new Column(name, "s.\"" + name + "\"", name, "s.\"" + name + "\""));
        }
        return set;
    }

    /** A column computed from the staged row. */
    public RecordSet column(String name, String field, String value) {
        return with(new Column(name, value, field, value));
    }

    /** A column that can't be null: a value for new rows, and what an update brings (null leaves it as it is). */
    public RecordSet needed(String name, String value, String onUpdate) {
        return with(new Column(name, value, "", onUpdate));
    }

    private RecordSet with(Column column) {
        var more = new ArrayList<>(columns);
        more.add(column);
        return new RecordSet(target, table, List.copyOf(more));
    }
}
