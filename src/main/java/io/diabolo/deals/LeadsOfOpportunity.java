package io.diabolo.deals;

import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.sheets.EarlierSheets;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What was found out about an opportunity's leads is known of it: of the one it came from first, then of those that joined. */
@Component
class LeadsOfOpportunity implements EarlierSheets {
    private final DSLContext sql;

    LeadsOfOpportunity(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public String type() {
        return "opportunity";
    }

    /** Reads the opportunity by its key and the index handoff_led_to. */
    @Override
    public List<UUID> before(UUID subject) {
        return sql
                .select(OPPORTUNITY.LEAD_ID, DSL.inline(0).as("place"))
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(subject))
                .and(OPPORTUNITY.LEAD_ID.isNotNull())
                .unionAll(DSL.select(HANDOFF.SUBJECT_ID, DSL.inline(1))
                        .from(HANDOFF)
                        .where(HANDOFF.OUTCOME_ID.eq(subject))
                        .and(HANDOFF.SUBJECT_TYPE.eq("lead")))
                .orderBy(DSL.two())
                .fetch()
                .map(row -> row.value1())
                .stream()
                .distinct()
                .toList();
    }
}
