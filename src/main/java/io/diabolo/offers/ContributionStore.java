package io.diabolo.offers;

import static io.diabolo.jooq.Tables.CONTRIBUTION;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.STORED_FILE;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of what was given for offers: added, never changed. */
@Component
class ContributionStore {
    private final DSLContext sql;

    ContributionStore(DSLContext sql) {
        this.sql = sql;
    }

    /** The latest of each role. Reads the index contribution_of_offer. */
    Map<String, Contribution> latest(UUID series) {
        return byRole(of(series), null);
    }

    /** What stood on a quote when it left, else what stands on it now: given for its lines, the latest of each role. */
    Map<String, Contribution> standing(Quote quote) {
        var substance = Substance.of(quote.lines());
        var all = of(quote.series()).stream()
                .filter(one -> one.substance().equals(substance))
                .toList();
        return byRole(all, quote.isDraft() ? null : quote.sentAt());
    }

    private List<Contribution> of(UUID series) {
        return sql.select(CONTRIBUTION.fields())
                .select(MEMBER.NAME, STORED_FILE.NAME)
                .from(CONTRIBUTION)
                .join(MEMBER)
                .on(MEMBER.ID.eq(CONTRIBUTION.GIVEN_BY))
                .leftJoin(STORED_FILE)
                .on(STORED_FILE.WORKSPACE_ID.eq(CONTRIBUTION.WORKSPACE_ID))
                .and(STORED_FILE.ID.eq(CONTRIBUTION.FILE_ID))
                .where(CONTRIBUTION.SERIES_ID.eq(series))
                .orderBy(CONTRIBUTION.ROLE.desc(), CONTRIBUTION.GIVEN_AT.desc(), CONTRIBUTION.ID.desc())
                .fetch(ContributionStore::contribution);
    }

    private static Map<String, Contribution> byRole(List<Contribution> all, @Nullable Instant until) {
        var latest = new LinkedHashMap<String, Contribution>();
        all.stream()
                .filter(one -> until == null || !one.at().isAfter(until))
                .forEach(one -> latest.putIfAbsent(one.role(), one));
        return latest;
    }

    private static Contribution contribution(Record row) {
        return new Contribution(
                row.get(CONTRIBUTION.ID),
                row.get(CONTRIBUTION.SERIES_ID),
                row.get(CONTRIBUTION.QUOTE_ID),
                row.get(CONTRIBUTION.ROLE),
                row.get(CONTRIBUTION.SUBSTANCE),
                row.get(CONTRIBUTION.WORDS),
                row.get(CONTRIBUTION.FILE_ID),
                row.get(STORED_FILE.NAME),
                row.get(CONTRIBUTION.SHOWN),
                Contribution.Feasible.named(row.get(CONTRIBUTION.FEASIBLE)),
                row.get(CONTRIBUTION.START_ON),
                row.get(CONTRIBUTION.DONE_ON),
                new MemberId(row.get(CONTRIBUTION.GIVEN_BY)),
                row.get(MEMBER.NAME),
                row.get(CONTRIBUTION.GIVEN_AT).toInstant());
    }

    UUID add(Quote quote, UUID handoff, Giving given, @Nullable UUID file, MemberId by, Instant at, UUID changeSet) {
        var id = sql.select(DSL.field("uuidv7()", UUID.class)).fetchSingle().value1();
        var feasible = given.feasible();
        sql.insertInto(CONTRIBUTION)
                .set(CONTRIBUTION.ID, id)
                .set(CONTRIBUTION.SERIES_ID, quote.series())
                .set(CONTRIBUTION.QUOTE_ID, quote.id())
                .set(CONTRIBUTION.HANDOFF_ID, handoff)
                .set(CONTRIBUTION.ROLE, given.role())
                .set(CONTRIBUTION.SUBSTANCE, Substance.of(quote.lines()))
                .set(CONTRIBUTION.WORDS, given.words())
                .set(CONTRIBUTION.FILE_ID, file)
                .set(CONTRIBUTION.SHOWN, given.shown())
                .set(CONTRIBUTION.FEASIBLE, feasible == null ? null : feasible.id())
                .set(CONTRIBUTION.START_ON, given.startOn())
                .set(CONTRIBUTION.DONE_ON, given.doneOn())
                .set(CONTRIBUTION.GIVEN_BY, by.value())
                .set(CONTRIBUTION.GIVEN_AT, QuoteStore.utc(at))
                .set(CONTRIBUTION.CREATED_IN, changeSet)
                .execute();
        return id;
    }
}
