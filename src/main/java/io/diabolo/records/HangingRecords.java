package io.diabolo.records;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** How much hangs on a record, by kind: what a merge moves. */
@Component
class HangingRecords {
    private final DSLContext sql;
    private final RecordTypes types;
    private final ReferringColumns columns;

    HangingRecords(DSLContext sql, RecordTypes types, ReferringColumns columns) {
        this.sql = sql;
        this.types = types;
        this.columns = columns;
    }

    record Hanging(RecordType type, int count) {}

    /** For each of the records what hangs on it, in the same order. */
    List<List<Hanging>> of(RecordType type, List<UUID> records) {
        var referring = columns.to(type.table().getName());
        return records.stream().map(record -> of(referring, record)).toList();
    }

    private List<Hanging> of(List<ReferringColumns.Column> referring, UUID record) {
        var all = new ArrayList<Hanging>();
        for (var other : types.all()) {
            var names = referring.stream()
                    .filter(column -> column.table().equals(other.table().getName()))
                    .filter(column -> !column.column().equals("merged_into"))
                    .map(column -> other.column(column.column(), UUID.class).eq(record))
                    .reduce(DSL.falseCondition(), (one, next) -> one.or(next));
            if (other.isReadOnly() || names.equals(DSL.falseCondition())) {
                continue;
            }
            var count =
                    sql.fetchCount(other.table(), names.and("{0} is null", other.column("deleted_at", Object.class)));
            if (count > 0) {
                all.add(new Hanging(other, count));
            }
        }
        return all;
    }
}
