package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.CLAIM;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import io.diabolo.platform.MemberId;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.CaseConditionStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is left out of prospecting, and why: the one place that says it, for lists, leads and sequences. */
@Service
public class Suppression {
    private final DSLContext sql;
    private final ProspectingSettings settings;
    private final Clock clock;

    Suppression(DSLContext sql, ProspectingSettings settings, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
    }

    /** The reason for each of these people that isn't to be approached; the others aren't named. Claims are left to {@link Claims}. */
    @Transactional(readOnly = true)
    public Map<UUID, Reason> of(Collection<UUID> people) {
        return people(people, null);
    }

    /** The same, where a colleague's claim on the company counts too. */
    @Transactional(readOnly = true)
    public Map<UUID, Reason> of(Collection<UUID> people, MemberId who) {
        return people(people, who);
    }

    private Map<UUID, Reason> people(Collection<UUID> people, @Nullable MemberId who) {
        return found(people, each(noCondition(), who));
    }

    /**
     * The same for those whom {@code who} looks after already: what they themselves said goes on, only that a colleague spoke
     * lately counts.
     */
    @Transactional(readOnly = true)
    public Map<UUID, Reason> ofLookedAfter(Collection<UUID> people, MemberId who) {
        return found(people, each(ACTIVITY.OWNER_ID.isDistinctFrom(who.value()), who));
    }

    /**
     * As {@link #person}, for some thousand people at most: each answer reads indexes of the person and the company, where the
     * other gathers all companies first.
     *
     * @param speaker whose words count as a recent approach
     * @param who null: no claim counts
     */
    private Field<String> each(Condition speaker, @Nullable MemberId who) {
        var spoke = selectOne()
                .from(ACTIVITY)
                .where(Coverage.spoken())
                .and(recent())
                .and(speaker)
                .and(ACTIVITY.PERSON_ID.eq(PERSON.ID));
        var own = when(optedOut(), inline(Reason.OPTED_OUT.id()))
                .when(exists(Coverage.atStage(7, 10, PERSON.COMPANY_ID)), inline(Reason.CUSTOMER.id()))
                .when(exists(Coverage.atStage(4, 6, PERSON.COMPANY_ID)), inline(Reason.OPPORTUNITY.id()))
                .when(exists(spoke), inline(Reason.RECENT.id()));
        return claims(own, who);
    }

    private CaseConditionStep<String> claims(CaseConditionStep<String> own, @Nullable MemberId who) {
        return who == null ? own : own.when(PERSON.COMPANY_ID.in(claimed(who)), inline(Reason.CLAIMED.id()));
    }

    /** The same of companies of which nobody is known. */
    @Transactional(readOnly = true)
    public Map<UUID, Reason> ofLookedAfterCompanies(Collection<UUID> companies, MemberId who) {
        var theirs = Coverage.spoken()
                .and(recent())
                .and(ACTIVITY.OWNER_ID.isDistinctFrom(who.value()))
                .and(ACTIVITY.COMPANY_ID.eq(COMPANY.ID));
        var reason = when(exists(Coverage.atStage(7, 10, COMPANY.ID)), inline(Reason.CUSTOMER.id()))
                .when(exists(Coverage.atStage(4, 6, COMPANY.ID)), inline(Reason.OPPORTUNITY.id()))
                .when(exists(selectOne().from(ACTIVITY).where(theirs)), inline(Reason.RECENT.id()))
                .when(COMPANY.ID.in(claimed(who)), inline(Reason.CLAIMED.id()))
                .otherwise((String) null);
        return foundCompanies(companies, reason);
    }

    private Map<UUID, Reason> foundCompanies(Collection<UUID> companies, Field<String> reason) {
        var found = new HashMap<UUID, Reason>();
        sql.select(COMPANY.ID, reason)
                .from(COMPANY)
                .where(COMPANY.ID.in(companies))
                .and(reason.isNotNull())
                .forEach(row -> found.put(row.value1(), Reason.of(row.value2()).orElseThrow()));
        return found;
    }

    private Map<UUID, Reason> found(Collection<UUID> people, Field<String> reason) {
        var found = new HashMap<UUID, Reason>();
        sql.select(PERSON.ID, reason)
                .from(PERSON)
                .where(PERSON.ID.in(people))
                .and(reason.isNotNull())
                .forEach(row -> found.put(row.value1(), Reason.of(row.value2()).orElseThrow()));
        return found;
    }

    /** The reason for each of these companies that isn't to be approached by {@code who}. */
    @Transactional(readOnly = true)
    public Map<UUID, Reason> ofCompanies(Collection<UUID> companies, MemberId who) {
        return foundCompanies(companies, company(who));
    }

    /** How many of these are left out, by reason. */
    Map<Reason, Long> counted(org.jooq.Table<?> from, Condition which, Field<String> reason) {
        var counts = new EnumMap<Reason, Long>(Reason.class);
        var found = sql.select(reason.as("reason")).from(from).where(which).asTable("found");
        sql.select(found.field("reason", String.class), org.jooq.impl.DSL.count())
                .from(found)
                .groupBy(found.field("reason", String.class))
                .forEach(row -> {
                    if (row.value1() != null) {
                        counts.put(
                                Reason.of(row.value1()).orElseThrow(),
                                row.value2().longValue());
                    }
                });
        return counts;
    }

    /** Over the table of companies; null for one that may be approached. */
    Field<String> company(MemberId who) {
        return when(COMPANY.ID.in(Coverage.atStage(7, 10)), inline(Reason.CUSTOMER.id()))
                .when(COMPANY.ID.in(Coverage.atStage(4, 6)), inline(Reason.OPPORTUNITY.id()))
                .when(COMPANY.ID.in(recentCompanies()), inline(Reason.RECENT.id()))
                .when(COMPANY.ID.in(claimed(who)), inline(Reason.CLAIMED.id()))
                .otherwise((String) null);
    }

    /**
     * Over the table of people; null for one that may be approached.
     *
     * @param who null: no claim counts
     */
    Field<String> person(@Nullable MemberId who) {
        var own = when(optedOut(), inline(Reason.OPTED_OUT.id()))
                .when(PERSON.COMPANY_ID.in(Coverage.atStage(7, 10)), inline(Reason.CUSTOMER.id()))
                .when(PERSON.COMPANY_ID.in(Coverage.atStage(4, 6)), inline(Reason.OPPORTUNITY.id()))
                .when(PERSON.ID.in(recentPeople()), inline(Reason.RECENT.id()));
        return claims(own, who);
    }

    private static Condition optedOut() {
        return PERSON.CONSENT.eq("opted_out").or(PERSON.EMAIL_BASIS.eq("objected"));
    }

    /** Companies that colleagues hold. */
    Select<Record1<UUID>> claimed(MemberId who) {
        return select(CLAIM.COMPANY_ID)
                .from(CLAIM)
                .where(CLAIM.RELEASED_AT.isNull())
                .and(CLAIM.UNTIL.gt(now()))
                .and(CLAIM.MEMBER_ID.ne(who.value()));
    }

    /** Of what we said to them, not of what they said to us: who wrote yesterday is to be answered. */
    private Condition recent() {
        var days = settings.get().recentDays();
        return ACTIVITY.AT
                .gt(now().minus(Duration.ofDays(days)))
                .and(ACTIVITY.AT.le(now()))
                .and(ACTIVITY.DIRECTION.isDistinctFrom("inbound"));
    }

    private Select<Record1<UUID>> recentCompanies() {
        return Coverage.touched(recent()).unionAll(Coverage.touchedThrough(recent()));
    }

    private Select<Record1<UUID>> recentPeople() {
        return select(ACTIVITY.PERSON_ID)
                .from(ACTIVITY)
                .where(ACTIVITY.PERSON_ID.isNotNull())
                .and(Coverage.spoken())
                .and(recent());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
