package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_SEAT;
import static io.diabolo.jooq.Tables.CUSTOMER_ACCOUNT;

import io.diabolo.identity.Member;
import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who looks after an account, side by side. The AE, the AM and the CSM follow from contracts and hand-offs, so that the
 * contact never changes silently; the other seats are given here.
 */
@Service
class AccountTeam {
    static final List<String> SEATS = List.of("support", "perf", "se", "ops", "adv");
    private static final int AMONG = 500;
    private final DSLContext sql;
    private final Records records;
    private final AccountType type;
    private final Members members;
    private final ChangeSets changeSets;

    AccountTeam(DSLContext sql, Records records, AccountType type, Members members, ChangeSets changeSets) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.members = members;
        this.changeSets = changeSets;
    }

    /**
     * @param role as roles are called: ae, am, csm, support …
     * @param member null where nobody holds the seat
     * @param contact whether the customer is told to turn to them
     */
    record Seat(String role, @Nullable Member member, boolean contact) {}

    /** Everybody who is on it; the seats that nobody holds are told too, so that the hole is seen. */
    @Transactional(readOnly = true)
    public List<Seat> of(UUID account, Actor me) {
        records.get(type, account, me);
        var row = sql.selectFrom(CUSTOMER_ACCOUNT)
                .where(CUSTOMER_ACCOUNT.ID.eq(account))
                .fetchSingle();
        var given = sql.select(ACCOUNT_SEAT.ROLE, ACCOUNT_SEAT.MEMBER_ID)
                .from(ACCOUNT_SEAT)
                .where(ACCOUNT_SEAT.COMPANY_ID.eq(account))
                .fetchMap(ACCOUNT_SEAT.ROLE, ACCOUNT_SEAT.MEMBER_ID);
        var all = new ArrayList<Seat>();
        var contact = row.getOwnerId();
        all.add(seat("ae", row.getAeId(), contact));
        all.add(seat("am", row.getAmId(), contact));
        all.add(seat("csm", row.getCsmId(), contact));
        SEATS.stream().filter(given::containsKey).forEach(role -> all.add(seat(role, given.get(role), contact)));
        if (contact != null && all.stream().noneMatch(Seat::contact)) {
            all.addFirst(seat("contact", contact, contact));
        }
        return all;
    }

    private Seat seat(String role, @Nullable UUID member, @Nullable UUID contact) {
        var who = member == null ? null : members.find(members.present(new MemberId(member)));
        return new Seat(role, who, member != null && member.equals(contact));
    }

    /** Those who may be given the seats. */
    @Transactional(readOnly = true)
    public List<Member> candidates() {
        return members.active().stream().limit(AMONG).toList();
    }

    /**
     * Gives a seat, or takes it away.
     *
     * @param member null: nobody
     * @throws BadInput for a seat that isn't given here, or a member who isn't there
     */
    @Transactional
    public UUID give(UUID account, String role, @Nullable UUID member, Actor me) {
        AccountRights.work(me);
        var row = records.get(type, account, me);
        if (!SEATS.contains(role)) {
            throw new BadInput("role", "account.fault.seat");
        }
        var who = member == null ? null : members.find(new MemberId(member));
        if (member != null && (who == null || !who.isActive())) {
            throw new BadInput("member", "account.fault.member");
        }
        var changeSet = changeSets.open(me, "account.seated", String.valueOf(row.value("name")));
        var seat = sql.selectFrom(ACCOUNT_SEAT)
                .where(ACCOUNT_SEAT.COMPANY_ID.eq(account))
                .and(ACCOUNT_SEAT.ROLE.eq(role))
                .forUpdate()
                .fetchOne();
        if (member == null) {
            if (seat != null) {
                seat.delete();
            }
        } else if (seat == null) {
            var id = sql.insertInto(ACCOUNT_SEAT)
                    .set(ACCOUNT_SEAT.COMPANY_ID, account)
                    .set(ACCOUNT_SEAT.ROLE, role)
                    .set(ACCOUNT_SEAT.MEMBER_ID, member)
                    .set(ACCOUNT_SEAT.CREATED_IN, changeSet)
                    .onConflict(ACCOUNT_SEAT.WORKSPACE_ID, ACCOUNT_SEAT.COMPANY_ID, ACCOUNT_SEAT.ROLE)
                    .doUpdate()
                    .set(ACCOUNT_SEAT.MEMBER_ID, member)
                    .returningResult(ACCOUNT_SEAT.ID)
                    .fetchSingle()
                    .value1();
            changeSets.created(changeSet, "account_seat", id);
        } else if (!seat.getMemberId().equals(member)) {
            changeSets.updated(
                    changeSet,
                    "account_seat",
                    seat.getId(),
                    Map.of("member_id", seat.getMemberId()),
                    Map.of("member_id", member));
            seat.setMemberId(member);
            seat.update();
        }
        return changeSet;
    }
}
