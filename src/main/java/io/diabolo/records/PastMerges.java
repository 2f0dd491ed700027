package io.diabolo.records;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was merged into a record and may be taken out of it again. */
@Service
public class PastMerges {
    private final DSLContext sql;
    private final Undo undo;

    PastMerges(DSLContext sql, Undo undo) {
        this.sql = sql;
        this.undo = undo;
    }

    /** @param undoable by the one who asks, now */
    public record Past(UUID record, String label, UUID changeSet, Instant at, String by, boolean undoable) {}

    /** The newest first; those that the actor could see as records of their own. */
    @Transactional(readOnly = true)
    public List<Past> into(RecordType type, UUID survivor, Actor me) {
        if (!Merges.isPossible(type)) {
            return List.of();
        }
        var first = type.field(type.defaultColumns().getFirst()).column().getName();
        return sql.fetch(
                        """
                        select {0}.id, {1}::text, s.id, s.created_at, coalesce(member.name, ''), s.member_id
                        from {0}
                        join change c on c.workspace_id = {0}.workspace_id and c.record_type = {2} and c.record_id = {0}.id
                          and c.kind = 'updated' and c.after ->> 'merged_into' = {3} and c.before ->> 'merged_into' is null
                        join change_set s on s.workspace_id = c.workspace_id and s.id = c.change_set_id and s.voided_at is null
                        left join member on member.workspace_id = s.workspace_id and member.id = s.member_id
                        where {0}.merged_into = {4} and {5}
                        order by s.created_at desc, s.id desc
                        """,
                        type.table().getUnqualifiedName(),
                        name(type.table().getName(), first),
                        val(type.id()),
                        val(survivor.toString()),
                        val(survivor),
                        Visible.to(me, type).and("true"))
                .map(row -> {
                    var at = row.get(3, OffsetDateTime.class).toInstant();
                    var mine = me.administrator()
                            || row.get(5, UUID.class).equals(me.member().value());
                    return new Past(
                            row.get(0, UUID.class),
                            row.get(1, String.class),
                            row.get(2, UUID.class),
                            at,
                            row.get(4, String.class),
                            mine && undo.isPossible(at));
                });
    }
}
