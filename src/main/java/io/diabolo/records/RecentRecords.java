package io.diabolo.records;

import static io.diabolo.jooq.Tables.RECENT_RECORD;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.noCondition;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Visibility;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The records that a member opened last, so that the palette offers them before anything is typed. */
@Service
public class RecentRecords {
    private static final int KEPT = 50;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Clock clock;

    RecentRecords(DSLContext sql, Records records, RecordTypes types, Clock clock) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /** @throws io.diabolo.platform.NoSuchRecord also if the member can't see it */
    @Transactional
    public void opened(RecordType type, UUID id, Actor me) {
        records.get(type, id, me);
        var member = me.member().value();
        sql.insertInto(RECENT_RECORD)
                .set(RECENT_RECORD.MEMBER_ID, member)
                .set(RECENT_RECORD.KIND, type.id())
                .set(RECENT_RECORD.RECORD_ID, id)
                .set(RECENT_RECORD.OPENED_AT, clock.instant().atOffset(ZoneOffset.UTC))
                .onConflict(
                        RECENT_RECORD.WORKSPACE_ID,
                        RECENT_RECORD.MEMBER_ID,
                        RECENT_RECORD.KIND,
                        RECENT_RECORD.RECORD_ID)
                .doUpdate()
                .set(RECENT_RECORD.OPENED_AT, excluded(RECENT_RECORD.OPENED_AT))
                .execute();
        sql.deleteFrom(RECENT_RECORD)
                .where(RECENT_RECORD.MEMBER_ID.eq(member))
                .and(RECENT_RECORD.OPENED_AT.lt(sql.select(RECENT_RECORD.OPENED_AT)
                        .from(RECENT_RECORD)
                        .where(RECENT_RECORD.MEMBER_ID.eq(member))
                        .orderBy(RECENT_RECORD.OPENED_AT.desc())
                        .limit(1)
                        .offset(KEPT - 1)))
                .execute();
    }

    /** The newest first, as far as they are still there and seen. Reads the index recent_record_newest. */
    @Transactional(readOnly = true)
    public List<Search.Hit> of(Actor me, int limit) {
        return sql.select(RECENT_RECORD.KIND, RECENT_RECORD.RECORD_ID, SEARCH_ENTRY.LABEL, SEARCH_ENTRY.DETAIL)
                .from(RECENT_RECORD)
                .join(SEARCH_ENTRY)
                .on(SEARCH_ENTRY.WORKSPACE_ID.eq(RECENT_RECORD.WORKSPACE_ID))
                .and(SEARCH_ENTRY.KIND.eq(RECENT_RECORD.KIND))
                .and(SEARCH_ENTRY.RECORD_ID.eq(RECENT_RECORD.RECORD_ID))
                .where(RECENT_RECORD.MEMBER_ID.eq(me.member().value()))
                .and(seen(me))
                .and(RECENT_RECORD.KIND.notIn(types.keptFrom(me)))
                .orderBy(RECENT_RECORD.OPENED_AT.desc())
                .limit(limit)
                .fetch(row -> new Search.Hit(
                        row.value1(), row.value2(), row.value3(), row.value4(), path(row.value1(), row.value2())));
    }

    private Condition seen(Actor me) {
        if (me.visibility() instanceof Visibility.All) {
            return noCondition();
        }
        var everybodys = types.all().stream()
                .filter(type -> type.owners().isEmpty())
                .map(RecordType::id)
                .toList();
        return Visible.to(me, List.of(SEARCH_ENTRY.OWNER_ID)).or(SEARCH_ENTRY.KIND.in(everybodys));
    }

    private String path(String kind, UUID id) {
        return types.byId(kind).map(type -> "/" + type.plural() + "/" + id).orElse("/");
    }
}
