package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD_TAKER;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.rules.Rules;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many leads a member takes, and when they are away. A member says it of themselves, who may edit rules of everybody. */
@Service
class TakerSettings {
    /** On a page, or in an answer; whoever comes after them is found by name. */
    static final int MOST = 200;

    private final DSLContext sql;

    TakerSettings(DSLContext sql) {
        this.sql = sql;
    }

    record Taker(
            UUID id,
            String name,
            List<String> roles,
            @Nullable Integer capacity,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** @param part of the name; empty: the first of all */
    @Transactional(readOnly = true)
    public List<Taker> named(String part) {
        var folded = DSL.field(
                "fold({0})", String.class, DSL.val(part.replace("\0", "").strip()));
        return sql.select(
                        MEMBER.ID,
                        MEMBER.NAME,
                        MEMBER.ROLES,
                        LEAD_TAKER.CAPACITY,
                        LEAD_TAKER.ABSENT_FROM,
                        LEAD_TAKER.ABSENT_UNTIL)
                .from(MEMBER)
                .leftJoin(LEAD_TAKER)
                .on(LEAD_TAKER.WORKSPACE_ID.eq(MEMBER.WORKSPACE_ID))
                .and(LEAD_TAKER.MEMBER_ID.eq(MEMBER.ID))
                .where(MEMBER.STATE.eq("active"))
                .and(part.isBlank() ? DSL.noCondition() : MEMBER.NAME_KEY.contains(folded))
                .orderBy(MEMBER.NAME_KEY, MEMBER.ID)
                .limit(MOST)
                .fetch(row -> new Taker(
                        row.value1(), row.value2(), List.of(row.value3()), row.value4(), row.value5(), row.value6()));
    }

    /** @throws NoSuchRecord when there is no such member */
    @Transactional
    public void change(
            UUID member, @Nullable Integer capacity, @Nullable LocalDate from, @Nullable LocalDate until, Actor me) {
        me.mayWrite();
        if (!sql.fetchExists(MEMBER, MEMBER.ID.eq(member), MEMBER.STATE.eq("active"))) {
            throw new NoSuchRecord("member", member);
        }
        if (!Rules.mayEdit(me) && !me.member().value().equals(member)) {
            throw new NotAllowed("takers");
        }
        if (capacity != null && (capacity < 1 || capacity > 100_000)) {
            throw new BadInput("capacity", "takers.fault.capacity");
        }
        if (from != null && until != null && until.isBefore(from)) {
            throw new BadInput("absent_until", "takers.fault.absence");
        }
        sql.insertInto(LEAD_TAKER)
                .set(LEAD_TAKER.MEMBER_ID, member)
                .set(LEAD_TAKER.CAPACITY, capacity)
                .set(LEAD_TAKER.ABSENT_FROM, from)
                .set(LEAD_TAKER.ABSENT_UNTIL, until)
                .onConflict(LEAD_TAKER.WORKSPACE_ID, LEAD_TAKER.MEMBER_ID)
                .doUpdate()
                .set(LEAD_TAKER.CAPACITY, capacity)
                .set(LEAD_TAKER.ABSENT_FROM, from)
                .set(LEAD_TAKER.ABSENT_UNTIL, until)
                .execute();
    }
}
