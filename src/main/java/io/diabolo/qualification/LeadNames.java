package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.LEAD;
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

/** A lead is called as its person or company, so it gets another name with them, and its journey too. */
@Component
class LeadNames implements Follower {
    private final DSLContext sql;
    private final LeadType type;
    private final RecordsBatch batch;

    LeadNames(DSLContext sql, LeadType type, RecordsBatch batch) {
        this.sql = sql;
        this.type = type;
        this.batch = batch;
    }

    @Override
    public void written(RecordType other, Select<Record1<UUID>> ids, @Nullable Set<String> changed) {
        if (other.id().equals("person") && Follower.any(changed, "first_name", "last_name", "email", "external_id")) {
            rename(LEAD.PERSON_ID, ids);
        } else if (other.id().equals("company") && Follower.any(changed, "name")) {
            rename(LEAD.COMPANY_ID, ids);
        }
    }

    private void rename(TableField<?, UUID> reference, Select<Record1<UUID>> ids) {
        if (!Follower.refersTo(sql, reference, ids)) {
            return;
        }
        var whose = reference.in(ids);
        sql.execute("""
                update lead set name = called.name
                from (select lead.id, case when lead.person_id is not null then person.name else company.name end as name
                      from lead
                      left join person on person.id = lead.person_id
                      left join company on company.id = lead.company_id
                      where {0}) called
                where lead.id = called.id and lead.name <> called.name
                """, whose);
        sql.execute("""
                update journey set name = lead.name
                from lead
                where {0} and journey.id = lead.journey_id and journey.lead_id = lead.id and journey.opportunity_id is null
                  and journey.name <> lead.name
                """, whose);
        batch.renamed(type, select(LEAD.ID).from(LEAD).where(whose));
    }
}
