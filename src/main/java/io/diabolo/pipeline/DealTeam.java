package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.select;

import io.diabolo.platform.Actor;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who works on a deal without leading it: whoever is asked for a contribution, by name or by role, or has taken one on. They
 * see the deal as long as it is open, and no longer once the request was returned or taken back.
 */
@Component
public class DealTeam {
    private static final String OFFERED = "offered";

    private final DSLContext sql;

    DealTeam(DSLContext sql) {
        this.sql = sql;
    }

    @Transactional(readOnly = true)
    public boolean includes(UUID opportunity, Actor me) {
        return sql.fetchExists(OPPORTUNITY, OPPORTUNITY.ID.eq(opportunity), of(OPPORTUNITY.ID, me));
    }

    /**
     * The deals on whose team {@code me} is; asked once a query. Reads the indexes handoff_waiting_role,
     * handoff_waiting_member and handoff_answered.
     */
    public static Condition of(Field<UUID> opportunity, Actor me) {
        var asked = HANDOFF.KIND.eq("contribution").and(HANDOFF.SUBJECT_TYPE.eq("opportunity"));
        var byName = asked.and(HANDOFF.STATE.eq(OFFERED))
                .and(HANDOFF.TO_MEMBER.eq(me.member().value()));
        var byRole = asked.and(HANDOFF.STATE.eq(OFFERED))
                .and(HANDOFF.TO_MEMBER.isNull())
                .and(HANDOFF.TO_ROLE.in(me.roles()));
        var taken = asked.and(HANDOFF.STATE.eq("accepted"))
                .and(HANDOFF.ANSWERED_BY.eq(me.member().value()));
        return opportunity.in(open(byName).unionAll(open(byRole)).unionAll(open(taken)));
    }

    private static org.jooq.Select<org.jooq.Record1<UUID>> open(Condition which) {
        var deal = OPPORTUNITY.as("deal_of_team");
        return select(HANDOFF.SUBJECT_ID)
                .from(HANDOFF)
                .join(deal)
                .on(deal.WORKSPACE_ID.eq(HANDOFF.WORKSPACE_ID))
                .and(deal.ID.eq(HANDOFF.SUBJECT_ID))
                .where(which)
                .and(deal.STAGE.in(Pipeline.OPEN));
    }
}
