package io.diabolo.records;

import static io.diabolo.jooq.Tables.CUSTOM_FIELD;
import static io.diabolo.jooq.Tables.CUSTOM_VALUE;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Opens added fields to filters and sorts, and closes them: their values then stand, or no longer stand, as typed rows.
 * Every open field costs a row a value, which a file of 200 columns would pay for nothing.
 */
@Service
public class CustomFiltering {
    /** So many fields of a type are open by themselves; those that an import makes beyond are closed until someone asks. */
    public static final int BY_ITSELF = 50;

    private static final int AT_ONCE = 20_000;
    private final DSLContext sql;
    private final CustomFields fields;
    private final RecordTypes types;
    private final Jobs jobs;

    CustomFiltering(DSLContext sql, CustomFields fields, RecordTypes types, Jobs jobs) {
        this.sql = sql;
        this.fields = fields;
        this.types = types;
        this.jobs = jobs;
    }

    /** Begins to open or close a field; nothing happens to one that is so already. */
    @Transactional
    public void ask(UUID id, boolean open, Actor me) {
        me.mayAdminister();
        var label = sql.select(CUSTOM_FIELD.LABEL)
                .from(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.ID.eq(id))
                .and(CUSTOM_FIELD.DELETED_AT.isNull())
                .fetchOptional(CUSTOM_FIELD.LABEL)
                .orElseThrow(() -> new NoSuchRecord("custom_field", id));
        var changed = sql.update(CUSTOM_FIELD)
                .set(CUSTOM_FIELD.FILTERING, open ? "filling" : "off")
                .where(CUSTOM_FIELD.ID.eq(id))
                .and(open ? CUSTOM_FIELD.FILTERING.eq("off") : CUSTOM_FIELD.FILTERING.ne("off"))
                .execute();
        if (changed > 0) {
            jobs.submit(CustomFilteringWork.KIND, label, new CustomFilteringWork.Wanted(id, open), me);
        }
    }

    /** The number of the transaction after which every other one sees that rows are wanted. */
    @Transactional
    public long begun() {
        return sql.fetchSingle("select pg_current_xact_id()::text::bigint").get(0, Long.class);
    }

    /** Whether nothing is under way any more that began before and so wrote no rows. */
    @Transactional(readOnly = true)
    public boolean isSeenByAll(long transaction) {
        return sql.fetchSingle("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                        .get(0, Long.class)
                > transaction;
    }

    /** Makes the rows of the records behind this one. @return where to go on; null at the end */
    @Transactional
    public @Nullable UUID fill(UUID field, @Nullable UUID after) {
        var type = type(field);
        if (type == null) {
            return null;
        }
        var id = type.column("id", UUID.class);
        // Locked, so that who writes one of them meanwhile waits, and puts the row right afterwards.
        var ids = sql.select(id)
                .from(type.table())
                .where(after == null ? org.jooq.impl.DSL.noCondition() : id.gt(after))
                .orderBy(id)
                .limit(AT_ONCE)
                .forShare()
                .fetch(id);
        if (ids.isEmpty()) {
            return null;
        }
        fields.fill(
                type,
                List.of(field),
                sql.select(id).from(type.table()).where(id.between(ids.getFirst(), ids.getLast())));
        return ids.size() < AT_ONCE ? null : ids.getLast();
    }

    private @Nullable RecordType type(UUID field) {
        return sql.select(CUSTOM_FIELD.RECORD_TYPE)
                .from(CUSTOM_FIELD)
                .where(CUSTOM_FIELD.ID.eq(field))
                .and(CUSTOM_FIELD.FILTERING.eq("filling"))
                .fetchOptional(CUSTOM_FIELD.RECORD_TYPE)
                .flatMap(types::byId)
                .orElse(null);
    }

    /** From now on lists offer it, unless somebody closed it meanwhile. */
    @Transactional
    public void filled(UUID field) {
        sql.update(CUSTOM_FIELD)
                .set(CUSTOM_FIELD.FILTERING, "on")
                .where(CUSTOM_FIELD.ID.eq(field))
                .and(CUSTOM_FIELD.FILTERING.eq("filling"))
                .execute();
    }

    /** Takes away some rows of a field that is closed. @return how many */
    @Transactional
    public int empty(UUID field) {
        return sql.execute("""
                delete from custom_value where field_id = {0} and record_id in (
                    select record_id from custom_value v join custom_field f on f.id = v.field_id
                    where v.field_id = {0} and f.filtering = 'off' limit {1})
                """, org.jooq.impl.DSL.val(field), org.jooq.impl.DSL.inline(AT_ONCE));
    }

    /** How many rows a field has. */
    @Transactional(readOnly = true)
    public long rows(UUID field) {
        return sql.fetchCount(CUSTOM_VALUE, CUSTOM_VALUE.FIELD_ID.eq(field));
    }
}
