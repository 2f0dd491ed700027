package io.diabolo.offers;

import static io.diabolo.jooq.Tables.PROMISE;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordsBatch;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What an accepted quote said that it brings is promised: once for each result, also if the event comes again. */
@Component
class PromiseReturns {
    private final DSLContext sql;
    private final QuoteStore store;
    private final QuoteReturns returns;
    private final Members members;
    private final ChangeSets changeSets;
    private final RecordsBatch batch;
    private final PromiseType type;
    private final Workspaces workspaces;
    private final TransactionTemplate transactions;

    PromiseReturns(
            DSLContext sql,
            QuoteStore store,
            QuoteReturns returns,
            Members members,
            ChangeSets changeSets,
            RecordsBatch batch,
            PromiseType type,
            Workspaces workspaces,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.store = store;
        this.returns = returns;
        this.members = members;
        this.changeSets = changeSets;
        this.batch = batch;
        this.type = type;
        this.workspaces = workspaces;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(QuoteAccepted event) {
        WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> promise(event)));
    }

    private void promise(QuoteAccepted event) {
        var quote = store.find(event.quote());
        if (quote == null) {
            return;
        }
        store.lock(quote.series());
        var me = members.orderedBy(event.by()).through(Origin.RULE);
        var on = LocalDate.ofInstant(event.at(), workspaces.settings().zone());
        for (var one : returns.of(quote)) {
            for (var row : one.results()) {
                var due = row.due();
                if (due != null && !isThere(quote.id(), one.product(), row.key())) {
                    write(quote, one, row, on.plusMonths(due), event.changeSet(), me);
                }
            }
        }
    }

    private boolean isThere(UUID quote, UUID product, String metric) {
        return sql.fetchExists(
                PROMISE,
                PROMISE.QUOTE_ID.eq(quote).and(PROMISE.PRODUCT_ID.eq(product)).and(PROMISE.METRIC.eq(metric)));
    }

    private void write(Quote quote, ReturnShown of, ReturnShown.Row row, LocalDate due, UUID cause, Actor me) {
        var name = of.name() + " · " + row.label();
        var changeSet = changeSets.open(me, "promise.created", name, cause);
        var id = sql.insertInto(PROMISE)
                .set(PROMISE.NAME, name)
                .set(PROMISE.COMPANY_ID, quote.company())
                .set(PROMISE.OPPORTUNITY_ID, quote.opportunity())
                .set(PROMISE.QUOTE_ID, quote.id())
                .set(PROMISE.PRODUCT_ID, of.product())
                .set(PROMISE.METRIC, row.key())
                .set(PROMISE.MEASURE, row.measure().id())
                .set(PROMISE.CURRENCY, quote.currency().getCurrencyCode())
                .set(PROMISE.LOW, row.low())
                .set(PROMISE.EXPECTED, row.expected())
                .set(PROMISE.HIGH, row.high())
                .set(PROMISE.DUE_ON, due)
                .set(PROMISE.OWNER_ID, quote.responsible().value())
                .set(PROMISE.CREATED_IN, changeSet)
                .returningResult(PROMISE.ID)
                .fetchSingle()
                .value1();
        changeSets.created(changeSet, "promise", id);
        batch.indexed(type, select(val(id)));
    }
}
