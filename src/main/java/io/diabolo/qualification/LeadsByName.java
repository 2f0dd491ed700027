package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.platform.Actor;
import io.diabolo.records.Visible;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A lead meant by its id or name, for trying rules on it; without either the newest. */
@Component
class LeadsByName {
    private final DSLContext sql;
    private final LeadType type;

    LeadsByName(DSLContext sql, LeadType type) {
        this.sql = sql;
        this.type = type;
    }

    record Named(UUID id, String name) {}

    /** Null when there is none that {@code me} may see. Reads lead_by_name or lead_newest. */
    @Nullable
    Named find(String named, Actor me) {
        if (named.indexOf('\0') >= 0) {
            return null;
        }
        var text = named.strip();
        var means = text.isEmpty()
                ? DSL.noCondition()
                : text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                        ? LEAD.ID.eq(UUID.fromString(text))
                        : DSL.condition("{0} ^@ fold({1})", LEAD.NAME_KEY, DSL.val(text));
        return sql.select(LEAD.ID, LEAD.NAME)
                .from(LEAD)
                .where(LEAD.DELETED_AT.isNull())
                .and(Visible.to(me, type))
                .and(means)
                .orderBy(text.isEmpty() ? LEAD.CREATED_AT.desc() : LEAD.NAME_KEY.asc(), LEAD.ID)
                .limit(1)
                .fetchOne(row -> new Named(row.value1(), row.value2()));
    }
}
