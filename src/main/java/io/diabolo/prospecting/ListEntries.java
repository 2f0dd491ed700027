package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.TARGET_LIST_ENTRY;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.diabolo.platform.Actor;
import io.diabolo.prospecting.TargetLists.Put;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who stands on target lists: put there by one statement, however many they are, and taken off again. */
@Component
class ListEntries {
    private static final String ENTRY = "target_list_entry";
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Suppression suppression;
    private final MarketEntries market;
    private final Clock clock;

    ListEntries(DSLContext sql, ChangeSets changeSets, Suppression suppression, MarketEntries market, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.suppression = suppression;
        this.market = market;
        this.clock = clock;
    }

    static Condition on(UUID list) {
        return TARGET_LIST_ENTRY.LIST_ID.eq(list).and(TARGET_LIST_ENTRY.LEFT_AT.isNull());
    }

    /** Records among these that aren't on the list, be they free to be approached or not. */
    static Condition news(UUID list, boolean ofPeople, Condition which) {
        var there = ofPeople ? TARGET_LIST_ENTRY.PERSON_ID.eq(PERSON.ID) : TARGET_LIST_ENTRY.COMPANY_ID.eq(COMPANY.ID);
        return which.and(
                notExists(selectOne().from(TARGET_LIST_ENTRY).where(on(list)).and(there)));
    }

    /** The largest first, for a list that doesn't take all. */
    Put putCompanies(UUID list, Condition which, @Nullable Integer most, UUID changeSet, Actor me) {
        var reason = suppression.company(me.member());
        var news = news(list, false, which);
        var left = suppression.counted(COMPANY, news, reason);
        var chosen = select(COMPANY.ID)
                .from(COMPANY)
                .where(news)
                .and(reason.isNull())
                .orderBy(COMPANY.HEADCOUNT.desc().nullsLast(), COMPANY.ID)
                .limit(room(list, most))
                .asTable("chosen");
        var put = sql.insertInto(
                        TARGET_LIST_ENTRY,
                        TARGET_LIST_ENTRY.LIST_ID,
                        TARGET_LIST_ENTRY.COMPANY_ID,
                        TARGET_LIST_ENTRY.ADDED_AT,
                        TARGET_LIST_ENTRY.CREATED_IN)
                .select(select(val(list), chosen.field(COMPANY.ID), val(now()), val(changeSet))
                        .from(chosen))
                .execute();
        market.companies(
                select(TARGET_LIST_ENTRY.COMPANY_ID)
                        .from(TARGET_LIST_ENTRY)
                        .where(TARGET_LIST_ENTRY.CREATED_IN.eq(changeSet))
                        .and(TARGET_LIST_ENTRY.COMPANY_ID.isNotNull()),
                changeSet,
                me);
        changeSets.count(changeSet, put, 0, 0);
        return new Put(list, put, 0, left, changeSet);
    }

    Put putPeople(UUID list, Condition which, @Nullable Integer most, UUID changeSet, Actor me) {
        var reason = suppression.person(me.member());
        var news = news(list, true, which);
        var left = suppression.counted(PERSON, news, reason);
        var chosen = select(PERSON.ID)
                .from(PERSON)
                .where(news)
                .and(reason.isNull())
                .orderBy(PERSON.COMPANY_ID.asc().nullsLast(), PERSON.ID)
                .limit(room(list, most))
                .asTable("chosen");
        var put = sql.insertInto(
                        TARGET_LIST_ENTRY,
                        TARGET_LIST_ENTRY.LIST_ID,
                        TARGET_LIST_ENTRY.PERSON_ID,
                        TARGET_LIST_ENTRY.ADDED_AT,
                        TARGET_LIST_ENTRY.CREATED_IN)
                .select(select(val(list), chosen.field(PERSON.ID), val(now()), val(changeSet))
                        .from(chosen))
                .execute();
        market.people(
                select(TARGET_LIST_ENTRY.PERSON_ID)
                        .from(TARGET_LIST_ENTRY)
                        .where(TARGET_LIST_ENTRY.CREATED_IN.eq(changeSet))
                        .and(TARGET_LIST_ENTRY.PERSON_ID.isNotNull()),
                changeSet,
                me);
        changeSets.count(changeSet, put, 0, 0);
        return new Put(list, put, 0, left, changeSet);
    }

    /** A list that has its number already takes nobody more. */
    long room(UUID list, @Nullable Integer most) {
        return most == null ? Integer.MAX_VALUE : Math.max(0, most - sql.fetchCount(TARGET_LIST_ENTRY, on(list)));
    }

    /** Entries that don't match any more. */
    static Condition gone(UUID list, boolean ofPeople, Condition matching) {
        return on(list).and(notExists(
                ofPeople
                        ? selectOne()
                                .from(PERSON)
                                .where(PERSON.ID.eq(TARGET_LIST_ENTRY.PERSON_ID))
                                .and(matching)
                        : selectOne()
                                .from(COMPANY)
                                .where(COMPANY.ID.eq(TARGET_LIST_ENTRY.COMPANY_ID))
                                .and(matching)));
    }

    /** An entry that goes stays as its own past, and the change set remembers it, so that undo brings it back. */
    int leave(Condition which, UUID changeSet) {
        var at = val(now().truncatedTo(ChronoUnit.MICROS));
        var gone = which.and(TARGET_LIST_ENTRY.LEFT_AT.isNull());
        sql.insertInto(
                        CHANGE,
                        CHANGE.CHANGE_SET_ID,
                        CHANGE.RECORD_TYPE,
                        CHANGE.RECORD_ID,
                        CHANGE.KIND,
                        CHANGE.BEFORE,
                        CHANGE.AFTER)
                .select(select(
                                val(changeSet),
                                val(ENTRY),
                                TARGET_LIST_ENTRY.ID,
                                val("updated"),
                                DSL.field("jsonb_build_object('left_at', null)", JSONB.class),
                                DSL.field("jsonb_build_object('left_at', {0}::timestamptz)", JSONB.class, at))
                        .from(TARGET_LIST_ENTRY)
                        .where(gone))
                .execute();
        var left = sql.update(TARGET_LIST_ENTRY)
                .set(TARGET_LIST_ENTRY.LEFT_AT, at)
                .where(gone)
                .execute();
        changeSets.count(changeSet, 0, left, 0);
        return left;
    }

    /** Over the table of companies: those on the list, or the companies of its people. */
    static Condition companiesOn(UUID list) {
        return COMPANY.ID.in(select(TARGET_LIST_ENTRY.COMPANY_ID)
                .from(TARGET_LIST_ENTRY)
                .where(on(list))
                .and(TARGET_LIST_ENTRY.COMPANY_ID.isNotNull())
                .unionAll(select(PERSON.COMPANY_ID)
                        .from(TARGET_LIST_ENTRY)
                        .join(PERSON)
                        .on(PERSON.WORKSPACE_ID.eq(TARGET_LIST_ENTRY.WORKSPACE_ID))
                        .and(PERSON.ID.eq(TARGET_LIST_ENTRY.PERSON_ID))
                        .where(on(list))
                        .and(PERSON.COMPANY_ID.isNotNull())));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
