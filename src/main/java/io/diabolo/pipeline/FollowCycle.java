package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.select;

import io.diabolo.records.Follower;
import io.diabolo.records.RecordType;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How long a sale is follows the deal and its company, in the transaction that wrote them. */
@Component
class FollowCycle implements Follower {
    /** What rules seldom ask, and is written often. */
    private static final Set<String> APART =
            Set.of("next_step", "next_step_on", "sub_stage", "reason", "lesson", "deleted_at");

    private final DSLContext sql;
    private final CycleLengths lengths;

    FollowCycle(DSLContext sql, CycleLengths lengths) {
        this.sql = sql;
        this.lengths = lengths;
    }

    @Override
    public void written(RecordType type, Select<Record1<UUID>> ids, @Nullable Set<String> changed) {
        if (type.id().equals("opportunity") && (changed == null || changed.isEmpty() || !APART.containsAll(changed))) {
            lengths.sort(ids);
            if (Follower.any(changed, "stage", "close_date", "deleted_at") && lengths.tell(ids)) {
                lengths.learn();
            }
        } else if (type.id().equals("company")
                && Follower.any(changed, "segment", "key_account", "industry", "headcount", "turnover", "country")
                && Follower.refersTo(sql, OPPORTUNITY.COMPANY_ID, ids)) {
            lengths.sort(select(OPPORTUNITY.ID)
                    .from(OPPORTUNITY)
                    .where(OPPORTUNITY.COMPANY_ID.in(ids))
                    .and(OPPORTUNITY.STAGE.in(Pipeline.OPEN)));
        }
    }
}
