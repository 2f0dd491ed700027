package io.diabolo.calls;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.PHONE_CALL;

import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.qualification.LeadPriority;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whom a member could call, and what was called. */
@Component
class CallStore {
    /** Nobody calls more in a week; who comes after isn't looked at yet. */
    private static final int LOOKED_AT = 300;

    private static final Duration TRIES = Duration.ofDays(30);

    private final DSLContext sql;

    private final ObjectProvider<LeadPriority> priorities;
    private final Workspaces workspaces;

    CallStore(DSLContext sql, ObjectProvider<LeadPriority> priorities, Workspaces workspaces) {
        this.sql = sql;
        this.priorities = priorities;
        this.workspaces = workspaces;
    }

    /**
     * The member's open leads whose pause is over, promised ones first, then by the managers' priorities and by score. Reads lead_open_of_owner, and for each
     * phone_call_of_lead.
     */
    List<Callee> open(MemberId member, Instant now) {
        var rested = DSL.notExists(
                DSL.selectOne().from(LAST).where(LAST.LEAD_ID.eq(LEAD.ID)).and(LAST.AGAIN_AT.gt(utc(now))));
        return select(
                LEAD.OWNER_ID
                        .eq(member.value())
                        .and(LEAD.STATUS.in("new", "working"))
                        .and(rested),
                now,
                LOOKED_AT);
    }

    private static final io.diabolo.jooq.tables.PhoneCall LAST = PHONE_CALL.as("last_call");
    private static final io.diabolo.jooq.tables.Lead THEIRS = LEAD.as("of_person");

    @Nullable
    Callee one(UUID lead, Instant now) {
        return select(LEAD.ID.eq(lead), now, 1).stream().findFirst().orElse(null);
    }

    private List<Callee> select(Condition which, Instant now, int limit) {
        var due = DSL.field(DSL.select(DSL.min(CLOCK.DUE_AT))
                        .from(CLOCK)
                        .where(CLOCK.SUBJECT_ID.eq(LEAD.ID))
                        .and(CLOCK.SUBJECT_TYPE.eq("lead"))
                        .and(CLOCK.KIND.eq(HandoffKind.INBOUND_LEAD.id()))
                        .and(CLOCK.STOPPED_AT.isNull()))
                .as("due");
        // Whoever is called is one person, however many leads they are. Reads lead_of_person and phone_call_of_lead.
        var theirs =
                DSL.select(THEIRS.ID).from(THEIRS).where(THEIRS.ID.eq(LEAD.ID).or(THEIRS.PERSON_ID.eq(LEAD.PERSON_ID)));
        var tries = DSL.field(DSL.selectCount()
                        .from(PHONE_CALL)
                        .where(PHONE_CALL.LEAD_ID.in(theirs))
                        .and(PHONE_CALL.OUTCOME.ne(CallOutcome.SKIPPED.id()))
                        .and(PHONE_CALL.AT.gt(utc(now.minus(TRIES)))))
                .as("tries");
        var last = DSL.lateral(DSL.select(LAST.ID, LAST.OUTCOME, LAST.AT, LAST.AGAIN_AT)
                        .from(LAST)
                        .where(LAST.LEAD_ID.eq(LEAD.ID))
                        .orderBy(LAST.AT.desc(), LAST.ID.desc())
                        .limit(1))
                .as("latest");
        var first = first(now);
        var priority = first.name().as("priority");
        var rank = first.rank().as("rank");
        var promised = DSL.when(
                        DSL.field(DSL.name("latest", "outcome"), String.class).eq(CallOutcome.CALL_BACK.id()), 0)
                .otherwise(1);
        return sql.select(LEAD.ID, LEAD.NAME, LEAD.SCORE, LEAD.CREATED_AT, LEAD.COMPANY_ID, LEAD.PERSON_ID)
                .select(PERSON.NAME, PERSON.TITLE, PERSON.MOBILE, PERSON.PHONE, PERSON.COUNTRY, PERSON.CONSUMER)
                .select(COMPANY.NAME, COMPANY.PHONE, COMPANY.COUNTRY)
                .select(due, tries, priority, rank)
                .select(last.field("id"), last.field("outcome"), last.field("at"), last.field("again_at"))
                .from(LEAD)
                .leftJoin(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(PERSON.ID.eq(LEAD.PERSON_ID))
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(COMPANY.ID.eq(LEAD.COMPANY_ID))
                .leftJoin(last)
                .on(DSL.trueCondition())
                .where(which)
                .and(LEAD.DELETED_AT.isNull())
                .orderBy(
                        promised,
                        due.asc().nullsLast(),
                        first.rank(),
                        LEAD.SCORE.desc().nullsLast(),
                        LEAD.CREATED_AT)
                .limit(limit)
                .fetch(row -> callee(row, last, due, tries, row.get(priority), row.get(rank)));
    }

    private LeadPriority.Order first(Instant now) {
        var today = LocalDate.ofInstant(now, workspaces.settings().zone());
        return priorities.stream()
                .map(one -> one.on(today))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(LeadPriority.Order.ALIKE);
    }

    private static Callee callee(
            Record row,
            org.jooq.Table<?> last,
            org.jooq.Field<OffsetDateTime> due,
            org.jooq.Field<Integer> tries,
            @Nullable String priority,
            int rank) {
        var mobile = row.get(PERSON.MOBILE);
        var phone = row.get(PERSON.PHONE);
        var number = mobile != null ? mobile : phone != null ? phone : row.get(COMPANY.PHONE);
        var person = row.get(PERSON.NAME);
        var outcome = row.get(last.field("outcome"), String.class);
        return new Callee(
                row.get(LEAD.ID),
                person == null ? row.get(LEAD.NAME) : person,
                row.get(LEAD.PERSON_ID),
                row.get(PERSON.TITLE),
                row.get(LEAD.COMPANY_ID),
                row.get(COMPANY.NAME),
                number,
                mobile != null ? "mobile" : phone != null ? "phone" : "company",
                row.get(PERSON.COUNTRY) == null ? row.get(COMPANY.COUNTRY) : row.get(PERSON.COUNTRY),
                Boolean.TRUE.equals(row.get(PERSON.CONSUMER)),
                row.get(LEAD.SCORE) == null ? null : Integer.valueOf(row.get(LEAD.SCORE)),
                priority,
                rank,
                instant(row.get(due)),
                row.get(LEAD.CREATED_AT).toInstant(),
                row.get(last.field("id"), UUID.class),
                outcome == null ? null : CallOutcome.named(outcome).orElse(null),
                instant(row.get(last.field("at"), OffsetDateTime.class)),
                instant(row.get(last.field("again_at"), OffsetDateTime.class)),
                row.get(tries));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** Calls since then; who was passed over isn't one. Reads phone_call_of_member. */
    int made(MemberId member, Instant since) {
        return sql.fetchCount(
                PHONE_CALL,
                PHONE_CALL.MEMBER_ID.eq(member.value()),
                PHONE_CALL.AT.ge(utc(since)),
                PHONE_CALL.OUTCOME.ne(CallOutcome.SKIPPED.id()));
    }

    void write(
            UUID lead,
            MemberId member,
            CallOutcome outcome,
            Instant now,
            Instant again,
            @Nullable UUID activity,
            UUID changeSet) {
        sql.insertInto(PHONE_CALL)
                .set(PHONE_CALL.MEMBER_ID, member.value())
                .set(PHONE_CALL.LEAD_ID, lead)
                .set(PHONE_CALL.OUTCOME, outcome.id())
                .set(PHONE_CALL.AT, utc(now))
                .set(PHONE_CALL.AGAIN_AT, utc(again))
                .set(PHONE_CALL.ACTIVITY_ID, activity)
                .set(PHONE_CALL.CREATED_IN, changeSet)
                .execute();
    }

    static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
