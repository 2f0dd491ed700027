package io.diabolo.records;

import static io.diabolo.jooq.Tables.SAVED_VIEW;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists that a member keeps under a name, for themselves or for everybody. */
@Service
public class SavedViews {
    private final DSLContext sql;

    SavedViews(DSLContext sql) {
        this.sql = sql;
    }

    public record View(UUID id, String name, String query, boolean shared, boolean mine) {}

    /** The member's own and the shared ones. Reads the index saved_view_tabs. */
    @Transactional(readOnly = true)
    public List<View> of(RecordType type, Actor me) {
        return sql.selectFrom(SAVED_VIEW)
                .where(SAVED_VIEW.RECORD_TYPE.eq(type.id()))
                .and(SAVED_VIEW
                        .SHARED
                        .isTrue()
                        .or(SAVED_VIEW.MEMBER_ID.eq(me.member().value())))
                .orderBy(SAVED_VIEW.POSITION, SAVED_VIEW.ID)
                .limit(50)
                .fetch(row -> new View(
                        row.getId(),
                        row.getName(),
                        row.getQuery(),
                        row.getShared(),
                        row.getMemberId().equals(me.member().value())));
    }

    @Transactional
    public UUID save(ListQuery query, String name, boolean shared, Actor me) {
        me.mayWrite();
        check(name);
        return sql.insertInto(SAVED_VIEW)
                .set(SAVED_VIEW.RECORD_TYPE, query.type().id())
                .set(SAVED_VIEW.NAME, name.strip())
                .set(SAVED_VIEW.QUERY, query.after(null).queryString())
                .set(SAVED_VIEW.SHARED, shared)
                .set(SAVED_VIEW.MEMBER_ID, me.member().value())
                .returningResult(SAVED_VIEW.ID)
                .fetchSingle()
                .value1();
    }

    private static void check(String name) {
        if (name.isBlank() || name.length() > 80) {
            throw new BadInput("name", "problem.view.name");
        }
    }

    /** Gives it another name and returns its query. Only who saved it, or an administrator. */
    @Transactional
    public String rename(UUID id, String name, Actor me) {
        me.mayWrite();
        check(name);
        return sql.update(SAVED_VIEW)
                .set(SAVED_VIEW.NAME, name.strip())
                .where(SAVED_VIEW.ID.eq(id))
                .and(mayChange(me))
                .returning(SAVED_VIEW.QUERY)
                .fetchOptional(SAVED_VIEW.QUERY)
                .orElseThrow(() -> new NoSuchRecord("view", id));
    }

    private static Condition mayChange(Actor me) {
        var own = SAVED_VIEW.MEMBER_ID.eq(me.member().value());
        return me.administrator() ? SAVED_VIEW.SHARED.isTrue().or(own) : own;
    }

    /** Only who saved it, or an administrator. */
    @Transactional
    public void delete(UUID id, Actor me) {
        me.mayWrite();
        var gone = sql.deleteFrom(SAVED_VIEW)
                .where(SAVED_VIEW.ID.eq(id))
                .and(mayChange(me))
                .execute();
        if (gone == 0) {
            throw new NoSuchRecord("view", id);
        }
    }
}
