package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.ENRICHMENT;
import static io.diabolo.jooq.Tables.PERSON;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;

import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What was found out about a member's own companies and people and waits for their yes or no, on the desks that prospect. */
@Component
@Order(61)
class EnrichmentQueue implements QueueSource {
    private static final Set<String> DESKS = Set.of("growth", "sdr", "inside");
    /** Who comes after these hasn't waited as long as to be asked about today. */
    private static final int LOOKED_AT = 2_000;

    private final DSLContext sql;

    EnrichmentQueue(DSLContext sql) {
        this.sql = sql;
    }

    /** Of the newest {@value #LOOKED_AT} of the workspace. Reads the index enrichment_proposed. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!DESKS.contains(request.desk())) {
            return List.of();
        }
        var newest = sql.select(ENRICHMENT.COMPANY_ID, ENRICHMENT.PERSON_ID, ENRICHMENT.FOUND_AT)
                .from(ENRICHMENT)
                .where(ENRICHMENT.STATE.eq("proposed"))
                .orderBy(ENRICHMENT.FOUND_AT.desc(), ENRICHMENT.ID)
                .limit(LOOKED_AT)
                .asTable("newest");
        var company = newest.field(ENRICHMENT.COMPANY_ID);
        var person = newest.field(ENRICHMENT.PERSON_ID);
        var found = max(newest.field(ENRICHMENT.FOUND_AT));
        var name = coalesce(COMPANY.NAME, PERSON.NAME);
        return sql.select(COMPANY.ID, PERSON.ID, name, count(), found)
                .from(newest)
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(company))
                .and(COMPANY.OWNER_ID.eq(request.member().value()))
                .and(COMPANY.DELETED_AT.isNull())
                .leftJoin(PERSON)
                .on(PERSON.ID.eq(person))
                .and(PERSON.OWNER_ID.eq(request.member().value()))
                .and(PERSON.DELETED_AT.isNull())
                .where(COMPANY.ID.isNotNull().or(PERSON.ID.isNotNull()))
                .groupBy(COMPANY.ID, PERSON.ID, name)
                .orderBy(found.desc(), name)
                .limit(request.limit())
                .fetch(row -> {
                    var ofCompany = row.value1() != null;
                    var record = ofCompany ? row.value1() : row.value2();
                    return new QueueEntry(
                            "enrichment",
                            QueueEntry.BEST,
                            null,
                            ofCompany ? "company" : "person",
                            record,
                            row.value3(),
                            "",
                            new Text("queue.enrichment", row.value4()),
                            "enrichment.title",
                            (ofCompany ? "/companies/" : "/people/") + record + "/enrichment");
                });
    }
}
