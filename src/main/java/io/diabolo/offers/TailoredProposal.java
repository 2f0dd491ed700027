package io.diabolo.offers;

import static io.diabolo.jooq.Tables.CONTRIBUTION;
import static io.diabolo.jooq.Tables.QUOTE;

import io.diabolo.pipeline.GateFact;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whether a deal has a proposal made to measure: a quote to which its technical part was given. */
@Component
@Order(31)
class TailoredProposal implements GateFact {
    private final DSLContext sql;

    TailoredProposal(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String id() {
        return "quote.tailored";
    }

    @Override
    public String label() {
        return "gate.fact.tailored";
    }

    /** Reads the indexes quote_of_opportunity and contribution_of_quote. */
    @Override
    public Map<UUID, Integer> of(Collection<UUID> opportunities) {
        return sql.selectDistinct(QUOTE.OPPORTUNITY_ID, DSL.inline(1))
                .from(QUOTE)
                .join(CONTRIBUTION)
                .on(CONTRIBUTION.WORKSPACE_ID.eq(QUOTE.WORKSPACE_ID))
                .and(CONTRIBUTION.QUOTE_ID.eq(QUOTE.ID))
                .where(QUOTE.OPPORTUNITY_ID.in(opportunities))
                .and(QUOTE.STATE.ne("discarded"))
                .and(CONTRIBUTION.ROLE.eq(Contribution.ENGINEER))
                .fetchMap(row -> row.value1(), row -> row.value2());
    }

    @Override
    public String path(UUID opportunity) {
        return "/handoffs/new?kind=contribution&subject_type=opportunity&subject_id=" + opportunity + "&to_role=se";
    }
}
