package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.identity.Members;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.qualification.Leads;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Who stood in the market and was written to or called is a lead from then on. */
@Component
class Contacted {
    private final DSLContext sql;
    private final Leads leads;
    private final Members members;

    Contacted(DSLContext sql, Leads leads, Members members) {
        this.sql = sql;
        this.leads = leads;
        this.members = members;
    }

    /** In the caller's transaction. */
    void lead(UUID run) {
        sql.select(LEAD.ID, ENROLLMENT.OWNER_ID)
                .from(ENROLLMENT)
                .join(LEAD)
                .on(LEAD.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(LEAD.ID.eq(ENROLLMENT.LEAD_ID))
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(MEMBER.ID.eq(ENROLLMENT.OWNER_ID))
                .where(ENROLLMENT.ID.eq(run))
                .and(LEAD.STAGE.eq(Stage.MARKET.id()))
                .and(LEAD.DELETED_AT.isNull())
                .and(MEMBER.STATE.eq("active"))
                .forEach(row -> leads.move(row.value1(), Stage.LEAD, null, acting(new MemberId(row.value2()))));
    }

    /** The sequence does what the member set up, whatever they may see today. */
    private Actor acting(MemberId member) {
        return members.actor(member, Origin.RULE, Scope.WRITE).seeingAll();
    }
}
