package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.LEAD_TAKER;
import static io.diabolo.jooq.Tables.MEMBER;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
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

    /** Whoever took one longest ago takes this one. Two leads at once wait for each other, so they don't both go to one. */
    Turn next(Condition whom) {
        var pool = pool(whom);
        if (pool.isEmpty()) {
            return new Turn(null, 0, 0);
        }
        pool.forEach(id -> sql.insertInto(LEAD_TAKER)
                .set(LEAD_TAKER.MEMBER_ID, id)
                .onConflictDoNothing()
                .execute());
        var takers = sql.selectFrom(LEAD_TAKER)
                .where(LEAD_TAKER.MEMBER_ID.in(pool))
                .orderBy(LEAD_TAKER.MEMBER_ID)
                .forUpdate()
                .fetch();
        var today = today();
        var free = takers.stream()
                .filter(one -> !isAbsent(one.getAbsentFrom(), one.getAbsentUntil(), today))
                .filter(one ->
                        one.getCapacity() == null || open(one.getMemberId(), one.getCapacity()) < one.getCapacity())
                .sorted(java.util.Comparator.comparingLong(one -> one.getTurn()))
                .toList();
        if (free.isEmpty()) {
            return new Turn(null, pool.size(), pool.size());
        }
        var chosen = free.getFirst().getMemberId();
        sql.update(LEAD_TAKER)
                .set(LEAD_TAKER.TURN, field(select(max(LEAD_TAKER.TURN).plus(1)).from(LEAD_TAKER)))
                .where(LEAD_TAKER.MEMBER_ID.eq(chosen))
                .execute();
        return new Turn(new MemberId(chosen), pool.size(), pool.size() - free.size());
    }

    List<UUID> pool(Condition whom) {
        return sql.select(MEMBER.ID)
                .from(MEMBER)
                .where(MEMBER.STATE.eq("active"))
                .and(whom)
                .orderBy(MEMBER.ID)
                .fetch(MEMBER.ID);
    }

    static Condition ofRole(String role) {
        return DSL.condition("{0} = any ({1})", val(role), MEMBER.ROLES);
    }

    /** Who follows a lead's company; null when nobody does, or they are away. */
    @Nullable
    MemberId accountOwner(UUID lead) {
        var row = sql.select(MEMBER.ID, LEAD_TAKER.ABSENT_FROM, LEAD_TAKER.ABSENT_UNTIL)
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
                .fetchOne();
        return row == null || isAbsent(row.value2(), row.value3(), today()) ? null : new MemberId(row.value1());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    private static boolean isAbsent(@Nullable LocalDate from, @Nullable LocalDate until, LocalDate today) {
        return (from != null || until != null)
                && (from == null || !from.isAfter(today))
                && (until == null || !until.isBefore(today));
    }

    /** Counts no further than the limit. Reads the index lead_open_of_owner. */
    private int open(UUID member, int limit) {
        return sql.select(count())
                .from(DSL.selectOne()
                        .from(LEAD)
                        .where(LEAD.OWNER_ID.eq(member))
                        .and(LEAD.STATUS.in("new", "working"))
                        .and(LEAD.DELETED_AT.isNull())
                        .limit(limit))
                .fetchSingle()
                .value1();
    }
}
