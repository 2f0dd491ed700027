package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_SEAT;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.CUSTOMER_ACCOUNT;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Visibility;
import io.diabolo.records.AlsoSeen;
import io.diabolo.records.RecordType;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Component;

/**
 * A customer has a team, not one owner: whoever is on it, leads its onboarding, or was asked for it, sees the company, its
 * people, its renewals and what it may buy more of, though they are another's.
 */
@Component
class CustomersLookedAfter implements AlsoSeen {
    /** Who never has a customer in hand is spared the question. */
    private static final Set<String> ROLES = Set.of("ae", "inside", "am", "csm", "perf", "support", "se", "ops", "adv");

    @Override
    public Condition of(RecordType type, Actor me) {
        if (Collections.disjoint(me.roles(), ROLES) || !(me.visibility() instanceof Visibility.Of(var seen))) {
            return falseCondition();
        }
        return switch (type.id()) {
            case "company" -> COMPANY.ID.in(companies(seen, me));
            case "person" -> PERSON.COMPANY_ID.in(companies(seen, me));
            // What the customer bought first was its AE's alone; what follows is followed together.
            case "opportunity" ->
                OPPORTUNITY
                        .TYPE
                        .in("renewal", "upsell", "cross_sell")
                        .and(OPPORTUNITY.COMPANY_ID.in(companies(seen, me)));
            default -> falseCondition();
        };
    }

    /**
     * Reads the indexes customer_account_of_owner, customer_account_of_am, customer_account_of_csm, account_seat_member,
     * contract_of_csm, onboarding_of_owner, handoff_waiting_member, handoff_waiting_role and handoff_answered. An account
     * follows its contracts within a quarter of an hour; a contract and an onboarding are there at once.
     */
    private static Select<Record1<UUID>> companies(Collection<MemberId> seen, Actor me) {
        var members = seen.stream().map(MemberId::value).toList();
        return accounts(CUSTOMER_ACCOUNT.OWNER_ID.in(members))
                .unionAll(accounts(CUSTOMER_ACCOUNT.AM_ID.in(members)))
                .unionAll(accounts(CUSTOMER_ACCOUNT.CSM_ID.in(members)))
                .unionAll(select(ACCOUNT_SEAT.COMPANY_ID).from(ACCOUNT_SEAT).where(ACCOUNT_SEAT.MEMBER_ID.in(members)))
                .unionAll(select(CONTRACT.COMPANY_ID)
                        .from(CONTRACT)
                        .where(CONTRACT.CSM_ID.in(members))
                        .and(CONTRACT.COMPANY_ID.isNotNull())
                        .and(CONTRACT.DELETED_AT.isNull()))
                .unionAll(select(ONBOARDING.COMPANY_ID)
                        .from(ONBOARDING)
                        .where(ONBOARDING.OWNER_ID.in(members))
                        .and(ONBOARDING.COMPANY_ID.isNotNull())
                        .and(ONBOARDING.DELETED_AT.isNull()))
                .unionAll(handed(HANDOFF.STATE
                        .eq("offered")
                        .and(HANDOFF.TO_MEMBER.eq(me.member().value()))))
                .unionAll(handed(HANDOFF.STATE.eq("offered").and(HANDOFF.TO_ROLE.in(me.roles()))))
                .unionAll(handed(HANDOFF.STATE.eq("accepted").and(HANDOFF.ANSWERED_BY.in(members))));
    }

    private static Select<Record1<UUID>> accounts(Condition which) {
        return select(CUSTOMER_ACCOUNT.ID).from(CUSTOMER_ACCOUNT).where(which);
    }

    private static Select<Record1<UUID>> handed(Condition which) {
        return select(HANDOFF.SUBJECT_ID).from(HANDOFF).where(which).and(HANDOFF.SUBJECT_TYPE.eq("company"));
    }
}
