package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.LEAD_TAKER;
import static io.diabolo.jooq.Tables.MEMBER;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.diabolo.clocks.Calendars;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whose turn it is: who holds a role or belongs to a team, is there today, and has room. */
@Component
class LeadTakers {
    private final DSLContext sql;
    private final Workspaces workspaces;
    private final Clock clock;

    LeadTakers(DSLContext sql, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * @param member null when nobody of the pool is there and has room
     * @param pool how many could have been meant
     * @param leftOut how many of them are absent or full
     */
    record Turn(@Nullable MemberId member, int pool, int leftOut) {}

    /** Fewer than these take exactly in turn, and leads at the same moment wait for each other. */
    private static final int MANY = 32;

    /** Whoever took one longest ago takes this one; of many, whoever isn't just being given another. */
    Turn next(Condition whom) {
        var pool = pool(whom);
        if (pool.size() == 0) {
            return new Turn(null, 0, 0);
        }
        if (pool.unknown() > 0) {
            makeKnown(whom);
            pool = pool(whom);
        }
        if (pool.size() < MANY) {
            // Counted before, so that nobody waits for more than the choice itself.
            sql.execute("select pg_advisory_xact_lock(hashtextextended('lead turn ' || current_workspace(), 0))");
        }
        var member = take(whom, pool.size() >= MANY);
        return new Turn(member == null ? null : new MemberId(member), pool.size(), pool.leftOut());
    }

    private record Pool(int size, int unknown, int leftOut) {}

    private Pool pool(Condition whom) {
        return sql.select(
                        count(),
                        count().filterWhere(LEAD_TAKER.MEMBER_ID.isNull()),
                        count().filterWhere(DSL.not(isFree())))
                .from(MEMBER)
                .leftJoin(LEAD_TAKER)
                .on(LEAD_TAKER.WORKSPACE_ID.eq(MEMBER.WORKSPACE_ID))
                .and(LEAD_TAKER.MEMBER_ID.eq(MEMBER.ID))
                .where(meant(whom))
                .fetchSingle(row -> new Pool(row.value1(), row.value2(), row.value3()));
    }

    private static Condition meant(Condition whom) {
        return MEMBER.STATE.eq("active").and(whom);
    }

    private void makeKnown(Condition whom) {
        sql.insertInto(LEAD_TAKER, LEAD_TAKER.MEMBER_ID)
                .select(select(MEMBER.ID)
                        .from(MEMBER)
                        .where(meant(whom))
                        .andNotExists(selectOne()
                                .from(LEAD_TAKER)
                                .where(LEAD_TAKER.WORKSPACE_ID.eq(MEMBER.WORKSPACE_ID))
                                .and(LEAD_TAKER.MEMBER_ID.eq(MEMBER.ID)))
                        // Two who make the same members known wait in the same order.
                        .orderBy(MEMBER.ID))
                .onConflictDoNothing()
                .execute();
    }

    /** Until the transaction ends, nobody else can give this member another lead. */
    private @Nullable UUID take(Condition whom, boolean fromMany) {
        var member = firstInTurn(whom, fromMany);
        if (member == null && fromMany) {
            member = firstInTurn(whom, false);
        }
        if (member == null) {
            return null;
        }
        var taken = sql.update(LEAD_TAKER)
                // The database's clock rises over all nodes: whoever took one last is last in turn.
                .set(LEAD_TAKER.TURN, field("(extract(epoch from clock_timestamp()) * 1000000)::bigint", Long.class))
                .where(LEAD_TAKER.MEMBER_ID.eq(member))
                // Who was waited for may have taken the last place meanwhile.
                .and(isFree())
                .execute();
        return taken == 1 ? member : take(whom.and(MEMBER.ID.ne(member)), fromMany);
    }

    /** Walks the index lead_taker_turn until it meets somebody who is meant, there, and has room. */
    private @Nullable UUID firstInTurn(Condition whom, boolean skipsBusy) {
        var first = sql.select(LEAD_TAKER.MEMBER_ID)
                .from(LEAD_TAKER)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(LEAD_TAKER.WORKSPACE_ID))
                .and(MEMBER.ID.eq(LEAD_TAKER.MEMBER_ID))
                .where(meant(whom))
                .and(isFree())
                .orderBy(LEAD_TAKER.TURN, LEAD_TAKER.MEMBER_ID)
                .limit(1)
                .forUpdate()
                .of(LEAD_TAKER);
        return (skipsBusy ? first.skipLocked() : first).fetchOne(LEAD_TAKER.MEMBER_ID);
    }

    private Condition isFree() {
        return condition(when(isAway(LEAD_TAKER.MEMBER_ID), inline(false))
                .when(LEAD_TAKER.CAPACITY.isNull(), inline(true))
                .otherwise(field(hasRoom())));
    }

    /** As the settings of who takes leads say, or the member's calendar. */
    private Condition isAway(Field<UUID> member) {
        var today = val(today());
        return or(LEAD_TAKER.ABSENT_FROM.isNotNull(), LEAD_TAKER.ABSENT_UNTIL.isNotNull())
                .and(LEAD_TAKER.ABSENT_FROM.isNull().or(LEAD_TAKER.ABSENT_FROM.le(today)))
                .and(LEAD_TAKER.ABSENT_UNTIL.isNull().or(LEAD_TAKER.ABSENT_UNTIL.ge(today)))
                .or(Calendars.isAway(member, today()));
    }

    /** Open leads are counted no further than the limit, by the index lead_open_of_owner. */
    private static Condition hasRoom() {
        var open = selectOne()
                .from(LEAD)
                .where(LEAD.OWNER_ID.eq(LEAD_TAKER.MEMBER_ID))
                .and(LEAD.STATUS.in("new", "working"))
                .and(LEAD.DELETED_AT.isNull())
                .limit(LEAD_TAKER.CAPACITY)
                .asTable("open");
        return field(select(count()).from(open)).lt(LEAD_TAKER.CAPACITY);
    }

    static Condition ofRole(String role) {
        return DSL.condition("{0} = any ({1})", val(role), MEMBER.ROLES);
    }

    /** Who follows a lead's company; null when nobody does, or they are away. */
    @Nullable
    MemberId accountOwner(UUID lead) {
        var member = sql.select(MEMBER.ID)
                .from(LEAD)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(COMPANY.ID.eq(LEAD.COMPANY_ID))
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(COMPANY.WORKSPACE_ID))
                .and(MEMBER.ID.eq(COMPANY.OWNER_ID))
                .and(MEMBER.STATE.eq("active"))
                .leftJoin(LEAD_TAKER)
                .on(LEAD_TAKER.WORKSPACE_ID.eq(MEMBER.WORKSPACE_ID))
                .and(LEAD_TAKER.MEMBER_ID.eq(MEMBER.ID))
                .where(LEAD.ID.eq(lead))
                .andNot(isAway(MEMBER.ID))
                .fetchOne(MEMBER.ID);
        return member == null ? null : new MemberId(member);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }
}
