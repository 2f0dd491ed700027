package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.CLAIM;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.clocks.Budget;
import io.diabolo.clocks.ClockId;
import io.diabolo.clocks.Clocks;
import io.diabolo.clocks.Promise;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Claims on companies: two members never work on the same one. The unique key of the open claim decides between two who come
 * in the same second. A claim ends by itself, as a promise of time does.
 */
@Service
public class Claims {
    static final String CLOCK = "claim";
    /** That somebody claimed a company, or let one go. */
    static final String TOPIC = "claim";

    /** Long after it ended by itself: no manager has to be told that a claim ran out. */
    private static final int GRACE = 4_800;

    private final DSLContext sql;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final Clocks clocks;
    private final MarketEntries market;
    private final ProspectingSettings settings;
    private final Announcements announcements;
    private final Clock time;

    Claims(
            DSLContext sql,
            RecordTypes types,
            ChangeSets changeSets,
            Clocks clocks,
            MarketEntries market,
            ProspectingSettings settings,
            Announcements announcements,
            Clock time) {
        this.sql = sql;
        this.types = types;
        this.changeSets = changeSets;
        this.clocks = clocks;
        this.market = market;
        this.settings = settings;
        this.announcements = announcements;
        this.time = time;
    }

    /** Claims a company. @throws NoSuchRecord also if {@code me} can't see it */
    @Transactional
    public Claiming claim(UUID company, Actor me) {
        me.mayWrite();
        var name = name(company, me);
        expire(CLAIM.COMPANY_ID.eq(company));
        var standing = of(company);
        if (standing != null) {
            return standing.isOf(me.member()) ? new Claiming.Already(standing) : new Claiming.Taken(standing);
        }
        var id = insert(company, me);
        if (id == null) {
            // Somebody else's claim came through while this one was written.
            return new Claiming.Taken(Objects.requireNonNull(of(company)));
        }
        var changeSet = changeSets.open(me, "company.claimed", name);
        var promise = new Promise(
                CLOCK,
                "company",
                company,
                me.member(),
                null,
                Budget.days(settings.get().claimDays()),
                GRACE);
        var clock = clocks.start(promise, changeSet);
        sql.update(CLAIM)
                .set(CLAIM.UNTIL, clock.dueAt().atOffset(ZoneOffset.UTC))
                .set(CLAIM.CLOCK_ID, clock.id().value())
                .set(CLAIM.CREATED_IN, changeSet)
                .where(CLAIM.ID.eq(id))
                .execute();
        changeSets.created(changeSet, "claim", id);
        market.companies(DSL.select(DSL.val(company)), changeSet, me);
        announcements.changed("company-" + company);
        announcements.changed(TOPIC);
        return new Claiming.Done(Objects.requireNonNull(of(company)), changeSet);
    }

    /** Waits for another who is at it; null when they had it. */
    private @Nullable UUID insert(UUID company, Actor me) {
        return sql.insertInto(CLAIM)
                .set(CLAIM.COMPANY_ID, company)
                .set(CLAIM.MEMBER_ID, me.member().value())
                .set(CLAIM.CLAIMED_AT, now())
                .set(CLAIM.UNTIL, now())
                .onConflictDoNothing()
                .returningResult(CLAIM.ID)
                .fetchOne(CLAIM.ID);
    }

    /** Gives a company free. Who claimed it may, and managers; nothing happens to one that is free. */
    @Transactional
    public @Nullable UUID release(UUID company, Actor me) {
        me.mayWrite();
        var name = name(company, me);
        var claim = of(company);
        if (claim == null) {
            return null;
        }
        if (!claim.isOf(me.member()) && !me.administrator() && !me.roles().contains("manager")) {
            throw new NotAllowed("claim");
        }
        return release(claim.id(), company, name, me);
    }

    /** Whose time is up, or who left. */
    @Transactional(propagation = Propagation.MANDATORY)
    void releaseAll(Condition which, Actor me) {
        sql.select(CLAIM.ID, CLAIM.COMPANY_ID, COMPANY.NAME)
                .from(CLAIM)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(CLAIM.WORKSPACE_ID))
                .and(COMPANY.ID.eq(CLAIM.COMPANY_ID))
                .where(which)
                .and(CLAIM.RELEASED_AT.isNull())
                .forEach(row -> release(row.value1(), row.value2(), row.value3(), me));
    }

    private UUID release(UUID claim, UUID company, String name, Actor me) {
        var changeSet = changeSets.open(me, "company.released", name);
        var now = now();
        var clock = sql.update(CLAIM)
                .set(CLAIM.RELEASED_AT, now)
                .where(CLAIM.ID.eq(claim))
                .returningResult(CLAIM.CLOCK_ID)
                .fetchOne(CLAIM.CLOCK_ID);
        changeSets.updated(changeSet, "claim", claim, nothing(), Map.of("released_at", now));
        if (clock != null) {
            clocks.stop(new ClockId(clock), true, changeSet);
        }
        announcements.changed("company-" + company);
        announcements.changed(TOPIC);
        return changeSet;
    }

    private static Map<String, @Nullable Object> nothing() {
        var before = new HashMap<String, @Nullable Object>();
        before.put("released_at", null);
        return before;
    }

    /** The claim that stands now; null when the company is free. */
    @Transactional(readOnly = true)
    public @Nullable Claim of(UUID company) {
        return select(CLAIM.COMPANY_ID.eq(company)).fetchOne(Claims::claim);
    }

    /** The claims on these companies that stand now. */
    @Transactional(readOnly = true)
    public Map<UUID, Claim> of(Collection<UUID> companies) {
        var found = new HashMap<UUID, Claim>();
        select(CLAIM.COMPANY_ID.in(companies)).fetch(Claims::claim).forEach(one -> found.put(one.company(), one));
        return found;
    }

    private ResultQuery<? extends Record> select(Condition which) {
        return sql.select(CLAIM.ID, CLAIM.COMPANY_ID, CLAIM.MEMBER_ID, MEMBER.NAME, CLAIM.CLAIMED_AT, CLAIM.UNTIL)
                .from(CLAIM)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(CLAIM.WORKSPACE_ID))
                .and(MEMBER.ID.eq(CLAIM.MEMBER_ID))
                .where(which)
                .and(CLAIM.RELEASED_AT.isNull())
                .and(CLAIM.UNTIL.gt(now()));
    }

    private static Claim claim(Record row) {
        return new Claim(
                row.get(CLAIM.ID),
                row.get(CLAIM.COMPANY_ID),
                new MemberId(row.get(CLAIM.MEMBER_ID)),
                row.get(MEMBER.NAME),
                row.get(CLAIM.CLAIMED_AT).toInstant(),
                row.get(CLAIM.UNTIL).toInstant());
    }

    /** Companies that this member holds, or that anybody does; over the table of companies. */
    Condition held(@Nullable MemberId by) {
        return COMPANY.ID.in(DSL.select(CLAIM.COMPANY_ID)
                .from(CLAIM)
                .where(CLAIM.RELEASED_AT.isNull())
                .and(CLAIM.UNTIL.gt(now()))
                .and(by == null ? DSL.noCondition() : CLAIM.MEMBER_ID.eq(by.value())));
    }

    /** Ends the claims among these whose time is up. @return how many */
    @Transactional
    public int expire(Condition which) {
        return sql.update(CLAIM)
                .set(CLAIM.RELEASED_AT, now())
                .where(which)
                .and(CLAIM.RELEASED_AT.isNull())
                .and(CLAIM.UNTIL.le(now()))
                .execute();
    }

    /** The claim on a company. @throws NoSuchRecord when {@code me} can't see the company */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public @Nullable Claim seen(UUID company, Actor me) {
        name(company, me);
        return of(company);
    }

    private String name(UUID company, Actor me) {
        return sql.select(COMPANY.NAME)
                .from(COMPANY)
                .where(COMPANY.ID.eq(company))
                .and(COMPANY.DELETED_AT.isNull())
                .and(Visible.to(me, types.byId("company").orElseThrow()))
                .fetchOptional(COMPANY.NAME)
                .orElseThrow(() -> new NoSuchRecord("company", company));
    }

    private OffsetDateTime now() {
        return time.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
