package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE;

import io.diabolo.platform.Money;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The versions of an offer, and the quotes of an opportunity, in a line each. */
@Component
class Versions {
    private final DSLContext sql;

    Versions(DSLContext sql) {
        this.sql = sql;
    }

    /** @param net before tax, over the whole term */
    record Version(UUID id, int issue, String number, String title, String state, Money net) {}

    /** The first to the last. Reads the index quote_version. */
    @Transactional(readOnly = true)
    public List<Version> of(UUID series) {
        return sql.selectFrom(QUOTE)
                .where(QUOTE.SERIES_ID.eq(series))
                .and(QUOTE.STATE.ne("discarded"))
                .orderBy(QUOTE.ISSUE)
                .fetch(Versions::version);
    }

    /** The newest first. Reads the index quote_of_opportunity. */
    @Transactional(readOnly = true)
    public List<Version> ofOpportunity(UUID opportunity) {
        return sql.selectFrom(QUOTE)
                .where(QUOTE.OPPORTUNITY_ID.eq(opportunity))
                .and(QUOTE.STATE.ne("discarded"))
                .orderBy(QUOTE.CREATED_AT.desc(), QUOTE.ID.desc())
                .limit(50)
                .fetch(Versions::version);
    }

    private static Version version(io.diabolo.jooq.tables.records.QuoteRecord row) {
        return new Version(
                row.getId(),
                row.getIssue(),
                row.getNumber() == null ? "" : row.getNumber(),
                row.getTitle(),
                row.getState(),
                Money.ofMinor(row.getNetMinor(), row.getCurrency()));
    }
}
