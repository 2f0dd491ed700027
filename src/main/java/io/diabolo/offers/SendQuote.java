package io.diabolo.offers;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.QUOTE;

import io.diabolo.journey.Stage;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.Files;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A quote leaves: it gets its number, its document and its address, and from now on nothing of it changes. */
@Service
class SendQuote {
    private final DSLContext sql;
    private final Quotes quotes;
    private final QuoteStore store;
    private final Sellers sellers;
    private final QuoteVariables variables;
    private final QuoteReturns returns;
    private final Approvals approvals;
    private final Contributions contributions;
    private final Documents documents;
    private final Pdf pdf;
    private final Files files;
    private final QuoteMails mails;
    private final Opportunities opportunities;
    private final OpportunityAmounts amounts;
    private final ChangeSets changeSets;
    private final Clock clock;

    SendQuote(
            DSLContext sql,
            Quotes quotes,
            QuoteStore store,
            Sellers sellers,
            QuoteVariables variables,
            QuoteReturns returns,
            Approvals approvals,
            Contributions contributions,
            Documents documents,
            Pdf pdf,
            Files files,
            QuoteMails mails,
            Opportunities opportunities,
            OpportunityAmounts amounts,
            ChangeSets changeSets,
            Clock clock) {
        this.sql = sql;
        this.quotes = quotes;
        this.store = store;
        this.sellers = sellers;
        this.variables = variables;
        this.returns = returns;
        this.approvals = approvals;
        this.contributions = contributions;
        this.documents = documents;
        this.pdf = pdf;
        this.files = files;
        this.mails = mails;
        this.opportunities = opportunities;
        this.amounts = amounts;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** The answer to "send it". */
    sealed interface Answer {
        /** @param unmailed why no mail leaves, as a text key; null when one does. The link is good all the same */
        record Sent(Quote quote, @Nullable String unmailed) implements Answer {}

        /** Nothing was written. */
        record Missing(Quote quote, List<Fault> faults) implements Answer {}

        /**
         * Others come first: they have been asked.
         *
         * @param roles whose contribution isn't there yet
         */
        record Waiting(Quote quote, List<Approval> approvals, List<String> roles) implements Answer {}

        /** It had left before. */
        record Already(Quote quote) implements Answer {}
    }

    /**
     * @param version the one that was looked at; null takes what is there
     * @throws StaleVersion when somebody changed it meanwhile
     */
    @Transactional
    public Answer send(UUID id, @Nullable Integer version, Actor me) {
        me.mayWrite();
        store.lock(quotes.get(id, me).series());
        var draft = quotes.get(id, me);
        if (!draft.isDraft()) {
            return new Answer.Already(draft);
        }
        if (version != null && version != draft.version()) {
            throw new StaleVersion(version, draft.version());
        }
        var seller = sellers.seller();
        var missing = variables.missing(draft, seller, quotes.today());
        if (!missing.isEmpty()) {
            return new Answer.Missing(draft, missing);
        }
        var roles = contributions.missing(draft, me);
        var waiting = approvals.missing(draft, me);
        if (!roles.isEmpty() || !waiting.isEmpty()) {
            return new Answer.Waiting(draft, waiting, roles);
        }
        var changeSet = changeSets.open(me, "quote.sent", draft.words().title());
        replaceFormer(draft, changeSet);
        var sent = write(draft, seller, changeSet, me);
        amounts.follow(sent, changeSet, me);
        contributions.callOff(sent.opportunity(), changeSet);
        propose(sent, me);
        return new Answer.Sent(sent, mails.send(sent));
    }

    private void replaceFormer(Quote draft, UUID changeSet) {
        var former = sql.select(QUOTE.ID, QUOTE.STATE)
                .from(QUOTE)
                .where(QUOTE.SERIES_ID.eq(draft.series()))
                .and(QUOTE.STATE.in("sent", "accepted"))
                .fetch();
        if (former.stream().anyMatch(row -> row.value2().equals("accepted"))) {
            throw new BadInput("", "quote.fault.accepted");
        }
        former.forEach(row -> {
            sql.update(QUOTE)
                    .set(QUOTE.STATE, "replaced")
                    .set(QUOTE.VERSION, QUOTE.VERSION.plus(1))
                    .where(QUOTE.ID.eq(row.value1()))
                    .execute();
            changeSets.updated(
                    changeSet,
                    "quote",
                    row.value1(),
                    java.util.Map.of("state", "sent"),
                    java.util.Map.of("state", "replaced"));
        });
    }

    private Quote write(Quote draft, Seller seller, UUID changeSet, Actor me) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var number = number(draft, seller.brand().prefix());
        var link = QuoteLink.random(me.workspace()).text();
        var numbered = draft.sending(number, now, seller);
        var leaving = numbered.with(draft.words().with(variables.values(numbered, seller)), draft.lines());
        returns.freeze(draft);
        var document = pdf.of(documents.view(leaving, seller, null));
        var file = files.keep(leaving.reference() + ".pdf", "application/pdf", new ByteArrayInputStream(document));
        sql.update(QUOTE)
                .set(QUOTE.STATE, "sent")
                .set(QUOTE.NUMBER, number)
                .set(QUOTE.LINK, link)
                .set(QUOTE.SENT_AT, QuoteStore.utc(now))
                .set(QUOTE.SENT_BY, me.member().value())
                .set(QUOTE.SELLER, store.seller(seller))
                .set(QUOTE.VARIABLES, store.variables(leaving.words().values()))
                .set(QUOTE.FILE_ID, file.id())
                .set(QUOTE.FILE_HASH, Pdf.hash(document))
                .set(QUOTE.VERSION, QUOTE.VERSION.plus(1))
                .set(QUOTE.UPDATED_AT, QuoteStore.utc(now))
                .where(QUOTE.ID.eq(draft.id()))
                .execute();
        store.findable(draft.id());
        var before = new HashMap<String, @Nullable Object>();
        before.put("state", "draft");
        before.put("number", null);
        changeSets.updated(changeSet, "quote", draft.id(), before, java.util.Map.of("state", "sent", "number", number));
        return Objects.requireNonNull(store.find(draft.id()));
    }

    /**
     * That of the versions before, else the year's next. Whoever takes one holds the year until the end of the transaction: if
     * that fails, the number is given to the next one, so none is left out.
     */
    private String number(Quote draft, String prefix) {
        var before = sql.select(QUOTE.NUMBER)
                .from(QUOTE)
                .where(QUOTE.SERIES_ID.eq(draft.series()))
                .and(QUOTE.NUMBER.isNotNull())
                .limit(1)
                .fetchOne(QUOTE.NUMBER);
        if (before != null) {
            return before;
        }
        var year = quotes.today().getYear();
        var next = sql.fetchSingle(
                        "insert into quote_series (year, last) values (?, 1) on conflict (workspace_id, year)"
                                + " do update set last = quote_series.last + 1 returning last",
                        year)
                .get(0, Integer.class);
        return String.format(java.util.Locale.ROOT, "%s-%d-%04d", prefix, year, next);
    }

    /** An offer that is out is a proposal; what asks for more before that stage is asked there, the offer is out anyway. */
    private void propose(Quote quote, Actor me) {
        var stage = sql.select(OPPORTUNITY.STAGE)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(quote.opportunity()))
                .fetchOne(OPPORTUNITY.STAGE);
        if (Stage.DISCOVERY.id().equals(stage)) {
            opportunities.move(quote.opportunity(), Stage.PROPOSAL, null, me);
        }
    }
}
