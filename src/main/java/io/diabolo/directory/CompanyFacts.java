package io.diabolo.directory;

import io.diabolo.journey.JourneyFacts;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What the ledger knows of a journey's company; after leads and opportunities have said which company it is. */
@Component
@Order(30)
class CompanyFacts implements JourneyFacts {
    private final DSLContext sql;

    CompanyFacts(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public void contribute(Select<Record1<UUID>> journeys) {
        sql.execute("""
                update journey set segment = company.segment, industry = company.industry, country = company.country
                from company
                where company.id = journey.company_id and journey.id in ({0})
                """, journeys);
    }

    @Override
    public void follow(Select<Record1<UUID>> journeys) {
        // A company has no stage of its own yet.
    }
}
