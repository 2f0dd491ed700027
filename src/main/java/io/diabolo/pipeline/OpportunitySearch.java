package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.select;

import io.diabolo.records.Follower;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordsBatch;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An opportunity is found by its company's and contact's names, also by new ones. */
@Component
class OpportunitySearch implements Follower {
    private final DSLContext sql;
    private final OpportunityType type;
    private final RecordsBatch batch;

    OpportunitySearch(DSLContext sql, OpportunityType type, RecordsBatch batch) {
        this.sql = sql;
        this.type = type;
        this.batch = batch;
    }

    @Override
    public void written(RecordType other, Select<Record1<UUID>> ids, @Nullable Set<String> changed) {
        if (other.id().equals("person") && Follower.any(changed, "first_name", "last_name", "email", "external_id")) {
            index(OPPORTUNITY.PERSON_ID, ids);
        } else if (other.id().equals("company") && Follower.any(changed, "name")) {
            index(OPPORTUNITY.COMPANY_ID, ids);
        }
    }

    private void index(TableField<?, UUID> reference, Select<Record1<UUID>> ids) {
        if (Follower.refersTo(sql, reference, ids)) {
            batch.renamed(type, select(OPPORTUNITY.ID).from(OPPORTUNITY).where(reference.in(ids)));
        }
    }
}
