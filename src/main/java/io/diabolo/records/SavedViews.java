package io.diabolo.records;

import static io.diabolo.jooq.Tables.SAVED_VIEW;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists that a member keeps under a name, for themselves or for everybody. */
@Service
public class SavedViews {
    /** As many as a line of tabs holds; the others stand in a menu that one can search. */
    private static final int TABS = 7;

    private static final int LISTED = 200;
    private final DSLContext sql;

    SavedViews(DSLContext sql) {
        this.sql = sql;
    }

    public record View(UUID id, String name, String query, boolean shared, boolean mine) {}

    /**
     * What a list shows of its views.
     *
     * @param tabs the first, and the open one
     * @param all how many there are
     */
    public record Tabs(List<View> tabs, int all) {}

    /** The member's own and the shared ones; the open one is among them wherever it stands. */
    @Transactional(readOnly = true)
    public Tabs tabs(RecordType type, String open, Actor me) {
        var tabs = new ArrayList<>(list(type, noCondition(), TABS, me));
        var id = FieldConditions.uuid(open);
        if (id != null && tabs.stream().noneMatch(view -> view.id().equals(id))) {
            tabs.addAll(list(type, SAVED_VIEW.ID.eq(id), 1, me));
        }
        return new Tabs(tabs, sql.fetchCount(SAVED_VIEW, mine(type, me)));
    }

    /** Those with this in their name. */
    @Transactional(readOnly = true)
    public List<View> named(RecordType type, String part, Actor me) {
        var name = field("fold({0})", String.class, SAVED_VIEW.NAME);
        return list(type, part.isEmpty() ? noCondition() : name.contains(FieldConditions.fold(part)), LISTED, me);
    }

    private static Condition mine(RecordType type, Actor me) {
        return SAVED_VIEW
                .RECORD_TYPE
                .eq(type.id())
                .and(SAVED_VIEW
                        .SHARED
                        .isTrue()
                        .or(SAVED_VIEW.MEMBER_ID.eq(me.member().value())));
    }

    /** Reads the index saved_view_tabs. */
    private List<View> list(RecordType type, Condition condition, int limit, Actor me) {
        return sql.selectFrom(SAVED_VIEW)
                .where(mine(type, me))
                .and(condition)
                .orderBy(SAVED_VIEW.POSITION, SAVED_VIEW.ID)
                .limit(limit)
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
