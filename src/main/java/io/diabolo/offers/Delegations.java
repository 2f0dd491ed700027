package io.diabolo.offers;

import static io.diabolo.jooq.Tables.APPROVAL_DELEGATION;
import static io.diabolo.jooq.Tables.MEMBER_ABSENCE;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who answers for whom while they are away. What waits for the one waits for the other too; it isn't passed on further, and
 * nobody comes to approve their own quote that way.
 */
@Service
class Delegations {
    private static final int LONGEST_DAYS = 366;
    private static final int SHOWN = 100;

    private final DSLContext sql;
    private final Members members;
    private final ChangeSets changeSets;
    private final Workspaces workspaces;
    private final Clock clock;

    Delegations(DSLContext sql, Members members, ChangeSets changeSets, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.members = members;
        this.changeSets = changeSets;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** @param to the last day, included */
    record Delegation(
            UUID id,
            MemberId member,
            String name,
            MemberId standIn,
            String standInName,
            LocalDate from,
            LocalDate to) {}

    /** From when to when, both days included. */
    record Days(LocalDate from, LocalDate to) {}

    @Transactional(readOnly = true)
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** For whom a member answers today. Reads the index approval_delegation_to. */
    @Transactional(readOnly = true)
    public List<Member> absent(MemberId standIn) {
        var today = today();
        return sql
                .selectDistinct(APPROVAL_DELEGATION.MEMBER_ID)
                .from(APPROVAL_DELEGATION)
                .where(APPROVAL_DELEGATION.TO_ID.eq(standIn.value()))
                .and(APPROVAL_DELEGATION.TO_ON.ge(today))
                .and(APPROVAL_DELEGATION.FROM_ON.le(today))
                .fetch(row -> members.find(new MemberId(row.value1())))
                .stream()
                .flatMap(Stream::ofNullable)
                .filter(Member::isActive)
                .toList();
    }

    /** Who answers for these today, beside themselves. Reads the index approval_delegation_of. */
    @Transactional(readOnly = true)
    public List<MemberId> standIns(Collection<MemberId> absent) {
        var today = today();
        return sql.selectDistinct(APPROVAL_DELEGATION.TO_ID)
                .from(APPROVAL_DELEGATION)
                .where(APPROVAL_DELEGATION.MEMBER_ID.in(
                        absent.stream().map(MemberId::value).toList()))
                .and(APPROVAL_DELEGATION.TO_ON.ge(today))
                .and(APPROVAL_DELEGATION.FROM_ON.le(today))
                .fetch(row -> new MemberId(row.value1()));
    }

    /** Those that aren't over and that a member gave or was given; an administrator's are everybody's. */
    @Transactional(readOnly = true)
    public List<Delegation> of(Actor me) {
        var mine = APPROVAL_DELEGATION
                .MEMBER_ID
                .eq(me.member().value())
                .or(APPROVAL_DELEGATION.TO_ID.eq(me.member().value()));
        return sql.selectFrom(APPROVAL_DELEGATION)
                .where(me.administrator() ? org.jooq.impl.DSL.noCondition() : mine)
                .and(APPROVAL_DELEGATION.TO_ON.ge(today()))
                .orderBy(APPROVAL_DELEGATION.FROM_ON, APPROVAL_DELEGATION.ID)
                .limit(SHOWN)
                .fetch(this::delegation);
    }

    private Delegation delegation(Record row) {
        var member = new MemberId(row.get(APPROVAL_DELEGATION.MEMBER_ID));
        var to = new MemberId(row.get(APPROVAL_DELEGATION.TO_ID));
        return new Delegation(
                row.get(APPROVAL_DELEGATION.ID),
                member,
                name(member),
                to,
                name(to),
                row.get(APPROVAL_DELEGATION.FROM_ON),
                row.get(APPROVAL_DELEGATION.TO_ON));
    }

    private String name(MemberId id) {
        var member = members.find(id);
        return member == null ? "" : member.name();
    }

    /** The days of the next absence that a member has noted: what a form begins with. */
    @Transactional(readOnly = true)
    public Days suggested(Actor me) {
        var today = today();
        var next = sql.selectFrom(MEMBER_ABSENCE)
                .where(MEMBER_ABSENCE.MEMBER_ID.eq(me.member().value()))
                .and(MEMBER_ABSENCE.TO_ON.ge(today))
                .orderBy(MEMBER_ABSENCE.FROM_ON)
                .limit(1)
                .fetchOne();
        return next == null ? new Days(today, today.plusDays(7)) : new Days(next.getFromOn(), next.getToOn());
    }

    /**
     * @param of whose approvals; null: one's own. Others' only an administrator delegates, such as of who fell ill
     * @throws BadInput naming the field
     */
    @Transactional
    public Delegation give(
            @Nullable MemberId of,
            @Nullable MemberId to,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            Actor me) {
        me.mayWrite();
        var whose = of == null ? me.member() : of;
        if (!whose.equals(me.member())) {
            me.mayAdminister();
        }
        var standIn = to == null ? null : members.find(to);
        if (standIn == null || !standIn.isActive() || standIn.id().equals(whose) || members.find(whose) == null) {
            throw new BadInput("to", "approval.delegation.fault.member");
        }
        if (from == null) {
            throw new BadInput("from", "approval.delegation.fault.day");
        }
        if (until == null
                || until.isBefore(from)
                || until.isBefore(today())
                || until.isAfter(from.plusDays(LONGEST_DAYS))) {
            throw new BadInput("until", "approval.delegation.fault.days", LONGEST_DAYS);
        }
        var changeSet = changeSets.open(me, "quote.delegated", standIn.name());
        var id = sql.insertInto(APPROVAL_DELEGATION)
                .set(APPROVAL_DELEGATION.MEMBER_ID, whose.value())
                .set(APPROVAL_DELEGATION.TO_ID, standIn.id().value())
                .set(APPROVAL_DELEGATION.FROM_ON, from)
                .set(APPROVAL_DELEGATION.TO_ON, until)
                .set(APPROVAL_DELEGATION.CREATED_AT, QuoteStore.utc(clock.instant()))
                .returning(APPROVAL_DELEGATION.ID)
                .fetchSingle()
                .getId();
        changeSets.count(changeSet, 1, 0, 0);
        return new Delegation(id, whose, name(whose), standIn.id(), standIn.name(), from, until);
    }

    /** @throws NoSuchRecord when it isn't {@code me}'s to end */
    @Transactional
    public void end(UUID id, Actor me) {
        me.mayWrite();
        var found = sql.selectFrom(APPROVAL_DELEGATION)
                .where(APPROVAL_DELEGATION.ID.eq(id))
                .fetchOne();
        if (found == null
                || (!me.administrator()
                        && !found.getMemberId().equals(me.member().value()))) {
            throw new NoSuchRecord("delegation", id);
        }
        var changeSet = changeSets.open(me, "quote.delegation-ended", name(new MemberId(found.getToId())));
        changeSets.count(changeSet, 0, 0, 1);
        found.delete();
    }
}
