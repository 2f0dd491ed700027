package io.diabolo.offers;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.QUOTE;
import static org.jooq.impl.DSL.select;

import io.diabolo.records.Follower;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordsBatch;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A quote is found by its company's name too, also a new one, and by whoever sees its opportunity. */
@Component
class QuoteSearch implements Follower {
    private final DSLContext sql;
    private final QuoteType type;
    private final RecordsBatch batch;

    QuoteSearch(DSLContext sql, QuoteType type, RecordsBatch batch) {
        this.sql = sql;
        this.type = type;
        this.batch = batch;
    }

    @Override
    public void written(RecordType other, Select<Record1<UUID>> ids, @Nullable Set<String> changed) {
        if (other.id().equals("opportunity")
                && Follower.any(changed, "owner", "company", "deleted_at")
                && Follower.refersTo(sql, QUOTE.OPPORTUNITY_ID, ids)) {
            batch.findable(type, select(QUOTE.ID).from(QUOTE).where(QUOTE.OPPORTUNITY_ID.in(ids)));
        } else if (other.id().equals("company")
                && Follower.any(changed, "name")
                && Follower.refersTo(sql, OPPORTUNITY.COMPANY_ID, ids)) {
            batch.findable(
                    type,
                    select(QUOTE.ID)
                            .from(QUOTE)
                            .join(OPPORTUNITY)
                            .on(OPPORTUNITY.WORKSPACE_ID.eq(QUOTE.WORKSPACE_ID))
                            .and(OPPORTUNITY.ID.eq(QUOTE.OPPORTUNITY_ID))
                            .where(OPPORTUNITY.COMPANY_ID.in(ids)));
        }
    }
}
