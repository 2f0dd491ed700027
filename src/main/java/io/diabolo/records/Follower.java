package io.diabolo.records;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * What a module keeps of others' records, such as a lead its person's name. A bean; called in the transaction that wrote
 * them, by a page, an import or an undo.
 */
public interface Follower {
    /** @param changed the names of the fields that got another value; null when any may have */
    void written(RecordType type, Select<Record1<UUID>> ids, @Nullable Set<String> changed);

    /** Whether one of these fields may have another value now. */
    static boolean any(@Nullable Set<String> changed, String... fields) {
        return changed == null || Set.of(fields).stream().anyMatch(changed::contains);
    }

    /**
     * Whether any record refers to one of these. Looked up for each by the reference's index: as a join the planner hopes to
     * meet one soon, and where there is none it has compared every record with every other.
     */
    static boolean refersTo(DSLContext sql, TableField<?, UUID> reference, Select<Record1<UUID>> ids) {
        var changed = ids.asTable("changed", "id");
        var one = select(inline(true))
                .from(Objects.requireNonNull(reference.getTable()))
                .where(reference.eq(changed.field("id", UUID.class)))
                .limit(1);
        return sql.fetchExists(selectOne().from(changed).where(condition(field(one))));
    }
}
