package io.diabolo.deals;

import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.sheets.EarlierSheets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** Reads opportunities by their key and the index handoff_led_to. */
    @Override
    public Map<UUID, List<UUID>> before(Collection<UUID> subjects) {
        var all = new HashMap<UUID, List<UUID>>();
        sql.select(OPPORTUNITY.ID, OPPORTUNITY.LEAD_ID, DSL.inline(0).as("place"))
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.in(subjects))
                .and(OPPORTUNITY.LEAD_ID.isNotNull())
                .unionAll(DSL.select(HANDOFF.OUTCOME_ID, HANDOFF.SUBJECT_ID, DSL.inline(1))
                        .from(HANDOFF)
                        .where(HANDOFF.OUTCOME_ID.in(subjects))
                        .and(HANDOFF.SUBJECT_TYPE.eq("lead")))
                .orderBy(DSL.inline(3), DSL.inline(2))
                .forEach(row -> {
                    var leads = all.computeIfAbsent(row.value1(), _ -> new ArrayList<>());
                    if (!leads.contains(row.value2())) {
                        leads.add(row.value2());
                    }
                });
        return all;
    }
}
