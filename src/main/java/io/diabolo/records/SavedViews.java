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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists that a member keeps under a name, for themselves or for everybody. */
@Service
public class SavedViews {
    /** As many as a line of tabs holds; the others stand in a menu that one can search. */
    private static final int TABS = 7;

    private static final int LISTED = 200;
    private final DSLContext sql;
    private final RecordTypes types;
    private final ChangeSets changeSets;

    SavedViews(DSLContext sql, RecordTypes types, ChangeSets changeSets) {
        this.sql = sql;
        this.types = types;
        this.changeSets = changeSets;
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

    /** @param type the record type's id */
    public record Shared(String type, String name, String query) {}

    /** Those that everybody has, in the order of their tabs. */
    @Transactional(readOnly = true)
    public List<Shared> shared() {
        return sql.selectFrom(SAVED_VIEW)
                .where(SAVED_VIEW.SHARED.isTrue())
                .orderBy(SAVED_VIEW.RECORD_TYPE, SAVED_VIEW.POSITION, SAVED_VIEW.ID)
                .fetch(row -> new Shared(row.getRecordType(), row.getName(), row.getQuery()));
    }

    /** Everybody's list of that name asks this; the first of them where there are several. */
    @Transactional
    public void share(RecordType type, String name, String query, Actor me) {
        me.mayWrite();
        var asked = ListParameters.read(type, types, ListAddress.read(query), me);
        var present = present(type.id(), name);
        if (present == null) {
            save(asked, name, true, me);
            return;
        }
        changeSets.open(me, "view.shared", name.strip());
        sql.update(SAVED_VIEW)
                .set(SAVED_VIEW.QUERY, asked.after(null).queryString())
                .where(SAVED_VIEW.ID.eq(present))
                .execute();
    }

    /** Nobody has the list of that name any more. Only who saved it, or an administrator. */
    @Transactional
    public void unshare(String type, String name, Actor me) {
        var present = present(type, name);
        if (present != null) {
            delete(present, me);
        }
    }

    private @Nullable UUID present(String type, String name) {
        return sql.select(SAVED_VIEW.ID)
                .from(SAVED_VIEW)
                .where(SAVED_VIEW.RECORD_TYPE.eq(type))
                .and(SAVED_VIEW.NAME.eq(name.strip()))
                .and(SAVED_VIEW.SHARED.isTrue())
                .orderBy(SAVED_VIEW.POSITION, SAVED_VIEW.ID)
                .limit(1)
                .fetchOne(SAVED_VIEW.ID);
    }

    @Transactional
    public UUID save(ListQuery query, String name, boolean shared, Actor me) {
        me.mayWrite();
        check(name);
        if (shared) {
            changeSets.open(me, "view.shared", name.strip());
        }
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
        noteShared(id, me);
        return sql.update(SAVED_VIEW)
                .set(SAVED_VIEW.NAME, name.strip())
                .where(SAVED_VIEW.ID.eq(id))
                .and(mayChange(me))
                .returning(SAVED_VIEW.QUERY)
                .fetchOptional(SAVED_VIEW.QUERY)
                .orElseThrow(() -> new NoSuchRecord("view", id));
    }

    /** What is everybody's stands in the log; one's own is one's own. */
    private void noteShared(UUID id, Actor me) {
        sql.select(SAVED_VIEW.NAME)
                .from(SAVED_VIEW)
                .where(SAVED_VIEW.ID.eq(id))
                .and(SAVED_VIEW.SHARED.isTrue())
                .and(mayChange(me))
                .fetchOptional(SAVED_VIEW.NAME)
                .ifPresent(name -> changeSets.open(me, "view.shared", name));
    }

    private static Condition mayChange(Actor me) {
        var own = SAVED_VIEW.MEMBER_ID.eq(me.member().value());
        return me.administrator() ? SAVED_VIEW.SHARED.isTrue().or(own) : own;
    }

    /** Only who saved it, or an administrator. */
    @Transactional
    public void delete(UUID id, Actor me) {
        me.mayWrite();
        noteShared(id, me);
        var gone = sql.deleteFrom(SAVED_VIEW)
                .where(SAVED_VIEW.ID.eq(id))
                .and(mayChange(me))
                .execute();
        if (gone == 0) {
            throw new NoSuchRecord("view", id);
        }
    }
}
