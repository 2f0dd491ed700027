package io.diabolo.records;

import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.CHANGE_SET;
import static io.diabolo.jooq.Tables.MEMBER;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.diabolo.platform.BadInput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The lines that change sets wrote about one record. */
@Component
class ChangeLines {
    private final DSLContext sql;
    private final JsonMapper json;

    ChangeLines(DSLContext sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * One change as it was written down.
     *
     * @param origin through what it came: page, api, import …
     */
    record Line(
            UUID changeSet,
            Instant at,
            String member,
            String origin,
            String kind,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            boolean undone) {}

    /**
     * The newest first, from behind the change set named. Reads the index change_history.
     *
     * @throws BadInput when that change set didn't touch the record
     */
    @SuppressWarnings("unchecked")
    List<Line> of(RecordType type, UUID id, Condition which, @Nullable UUID after, int limit) {
        return sql.select(CHANGE.asterisk(), CHANGE_SET.ORIGIN, CHANGE_SET.VOIDED_AT, MEMBER.NAME)
                .from(CHANGE)
                .join(CHANGE_SET)
                .on(CHANGE_SET.WORKSPACE_ID.eq(CHANGE.WORKSPACE_ID))
                .and(CHANGE_SET.ID.eq(CHANGE.CHANGE_SET_ID))
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(CHANGE_SET.WORKSPACE_ID))
                .and(MEMBER.ID.eq(CHANGE_SET.MEMBER_ID))
                .where(CHANGE.RECORD_TYPE.eq(type.id()))
                .and(CHANGE.RECORD_ID.eq(id))
                .and(which)
                .and(after == null ? noCondition() : behind(type, id, after))
                .orderBy(CHANGE.AT.desc(), CHANGE.CHANGE_SET_ID.desc())
                .limit(limit)
                .fetch(row -> new Line(
                        row.get(CHANGE.CHANGE_SET_ID),
                        row.get(CHANGE.AT).toInstant(),
                        row.get(MEMBER.NAME) == null ? "" : row.get(MEMBER.NAME),
                        row.get(CHANGE_SET.ORIGIN),
                        row.get(CHANGE.KIND),
                        json.readValue(row.get(CHANGE.BEFORE).data(), Map.class),
                        json.readValue(row.get(CHANGE.AFTER).data(), Map.class),
                        row.get(CHANGE_SET.VOIDED_AT) != null));
    }

    private Condition behind(RecordType type, UUID id, UUID after) {
        var at = sql.select(CHANGE.AT)
                .from(CHANGE)
                .where(CHANGE.CHANGE_SET_ID.eq(after))
                .and(CHANGE.RECORD_TYPE.eq(type.id()))
                .and(CHANGE.RECORD_ID.eq(id))
                .fetchOptional(CHANGE.AT)
                .orElseThrow(() -> new BadInput("cursor", "problem.list.cursor"));
        return row(CHANGE.AT, CHANGE.CHANGE_SET_ID).lt(at, after);
    }
}
