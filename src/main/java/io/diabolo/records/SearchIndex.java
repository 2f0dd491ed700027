package io.diabolo.records;

import static io.diabolo.jooq.Tables.SEARCH_ENTRY;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Component;

/** What can be found by typing, kept in the transaction that changes it. */
@Component
class SearchIndex {
    private final DSLContext sql;

    SearchIndex(DSLContext sql) {
        this.sql = sql;
    }

    static boolean has(RecordType type) {
        var id = type.column("id", UUID.class);
        return type.searchEntries(select(id).from(type.table()).where(falseCondition())) != null;
    }

    void index(RecordType type, Select<Record1<UUID>> ids) {
        var id = type.column("id", UUID.class);
        var deleted = type.table().field("deleted_at", OffsetDateTime.class);
        var alive = select(id).from(type.table()).where(id.in(ids));
        var entries = type.searchEntries(deleted == null ? alive : alive.and(deleted.isNull()));
        if (entries == null) {
            return;
        }
        if (deleted != null) {
            sql.deleteFrom(SEARCH_ENTRY)
                    .where(SEARCH_ENTRY.KIND.eq(type.id()))
                    .and(SEARCH_ENTRY.RECORD_ID.in(
                            select(id).from(type.table()).where(id.in(ids)).and(deleted.isNotNull())))
                    .execute();
        }
        if (type.isSearchedInPart()) {
            var kept = entries.asTable("kept", "record_id", "owner_id", "label", "detail", "text_key");
            sql.deleteFrom(SEARCH_ENTRY)
                    .where(SEARCH_ENTRY.KIND.eq(type.id()))
                    .and(SEARCH_ENTRY.RECORD_ID.in(ids))
                    .and(SEARCH_ENTRY.RECORD_ID.notIn(
                            select(kept.field("record_id", UUID.class)).from(kept)))
                    .execute();
        }
        var entry = entries.asTable("entry", "record_id", "owner_id", "label", "detail", "text_key");
        var written = sql.insertInto(
                        SEARCH_ENTRY,
                        SEARCH_ENTRY.KIND,
                        SEARCH_ENTRY.RECORD_ID,
                        SEARCH_ENTRY.OWNER_ID,
                        SEARCH_ENTRY.LABEL,
                        SEARCH_ENTRY.DETAIL,
                        SEARCH_ENTRY.TEXT_KEY)
                .select(select(
                                inline(type.id()),
                                entry.field("record_id", UUID.class),
                                entry.field("owner_id", UUID.class),
                                entry.field("label", String.class),
                                entry.field("detail", String.class),
                                entry.field("text_key", String.class))
                        .from(entry))
                .onConflict(SEARCH_ENTRY.WORKSPACE_ID, SEARCH_ENTRY.KIND, SEARCH_ENTRY.RECORD_ID)
                .doUpdate()
                .set(SEARCH_ENTRY.OWNER_ID, excluded(SEARCH_ENTRY.OWNER_ID))
                .set(SEARCH_ENTRY.LABEL, excluded(SEARCH_ENTRY.LABEL))
                .set(SEARCH_ENTRY.DETAIL, excluded(SEARCH_ENTRY.DETAIL))
                .set(SEARCH_ENTRY.TEXT_KEY, excluded(SEARCH_ENTRY.TEXT_KEY))
                // A row that stays as it is costs no new one in each index.
                .where(row(SEARCH_ENTRY.OWNER_ID, SEARCH_ENTRY.LABEL, SEARCH_ENTRY.DETAIL, SEARCH_ENTRY.TEXT_KEY)
                        .isDistinctFrom(row(
                                excluded(SEARCH_ENTRY.OWNER_ID),
                                excluded(SEARCH_ENTRY.LABEL),
                                excluded(SEARCH_ENTRY.DETAIL),
                                excluded(SEARCH_ENTRY.TEXT_KEY))))
                .returningResult(SEARCH_ENTRY.RECORD_ID);
        // Their words are read later, see ReadSearchWords.
        sql.execute(
                "with written as ({0}) insert into search_unread (kind, record_ids)"
                        + " select {1}, array_agg(record_id) from written having count(*) > 0",
                written, inline(type.id()));
    }
}
