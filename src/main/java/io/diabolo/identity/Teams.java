package io.diabolo.identity;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.TEAM;
import static org.jooq.impl.DSL.count;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The teams of the current workspace; every member sees them, administrators change them. */
@Service
public class Teams {
    private final DSLContext sql;

    private final ApplicationEventPublisher events;

    Teams(DSLContext sql, ApplicationEventPublisher events) {
        this.events = events;
        this.sql = sql;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<Team> all() {
        return sql.select(TEAM.ID, TEAM.NAME, count(MEMBER.ID))
                .from(TEAM)
                .leftJoin(MEMBER)
                .on(MEMBER.TEAM_ID.eq(TEAM.ID).and(MEMBER.STATE.eq("active")))
                .groupBy(TEAM.ID, TEAM.NAME, TEAM.NAME_KEY)
                .orderBy(TEAM.NAME_KEY)
                .fetch(row -> new Team(new TeamId(row.value1()), row.value2(), row.value3()));
    }

    @Transactional
    public TeamId create(String name, Actor me) {
        me.mayAdminister();
        check(name, null);
        var id = sql.insertInto(TEAM)
                .set(TEAM.NAME, name.strip())
                .returningResult(TEAM.ID)
                .fetchSingle()
                .value1();
        changed(name, me);
        return new TeamId(id);
    }

    @Transactional
    public void rename(TeamId id, String name, Actor me) {
        me.mayAdminister();
        check(name, id);
        var found = sql.update(TEAM)
                .set(TEAM.NAME, name.strip())
                .where(TEAM.ID.eq(id.value()))
                .execute();
        if (found == 0) {
            throw new NoSuchRecord("team", id);
        }
        changed(name, me);
    }

    private void changed(String name, Actor me) {
        events.publishEvent(new AccessChanged(me, "team.changed", name.strip()));
    }

    /** Its members stay, without a team. */
    @Transactional
    public void delete(TeamId id, Actor me) {
        me.mayAdminister();
        sql.update(MEMBER)
                .setNull(MEMBER.TEAM_ID)
                .where(MEMBER.TEAM_ID.eq(id.value()))
                .execute();
        var name = sql.deleteFrom(TEAM)
                .where(TEAM.ID.eq(id.value()))
                .returningResult(TEAM.NAME)
                .fetchOptional(TEAM.NAME)
                .orElseThrow(() -> new NoSuchRecord("team", id));
        changed(name, me);
    }

    /** Two at once with one name: the second meets the unique key and a general error, which is rare enough. */
    private void check(String name, @Nullable TeamId of) {
        new Faults().name("name", name).refuse();
        var taken = sql.select(TEAM.ID)
                .from(TEAM)
                .where(TEAM.NAME_KEY.eq(DSL.field("fold({0})", String.class, name.strip())))
                .fetchOne(TEAM.ID);
        if (taken != null && (of == null || !taken.equals(of.value()))) {
            throw new BadInput("name", "teams.fault.taken");
        }
    }
}
