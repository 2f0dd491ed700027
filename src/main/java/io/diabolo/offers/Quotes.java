package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE;

import io.diabolo.offers.Prices.Buyer;
import io.diabolo.pipeline.DealTeam;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Quotes while they are written. Whoever sees the opportunity sees its quotes, and may write them. */
@Service
class Quotes {
    static final int MOST_LINES = 10_000;

    private final DSLContext sql;
    private final QuoteStore store;
    private final Buyers buyers;
    private final Prices prices;
    private final Sellers sellers;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final ApprovalClock approvals;
    private final QuoteRates quoteRates;
    private final DealTeam team;
    private final Workspaces workspaces;
    private final Clock clock;

    Quotes(
            DSLContext sql,
            QuoteStore store,
            Buyers buyers,
            Prices prices,
            Sellers sellers,
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            ApprovalClock approvals,
            QuoteRates quoteRates,
            DealTeam team,
            Workspaces workspaces,
            Clock clock) {
        this.sql = sql;
        this.store = store;
        this.buyers = buyers;
        this.prices = prices;
        this.sellers = sellers;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.approvals = approvals;
        this.quoteRates = quoteRates;
        this.team = team;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    record Made(UUID quote, UUID changeSet) {}

    /** @throws NoSuchRecord also if {@code me} can't see its opportunity */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Quote get(UUID id, Actor me) {
        var quote = store.find(id);
        if (quote == null || !(me.visibility().covers(quote.owner()) || team.includes(quote.opportunity(), me))) {
            throw new NoSuchRecord("quote", id);
        }
        return quote;
    }

    private LocalDate pricedOn(Quote quote) {
        return Objects.requireNonNullElse(quote.priced().on(), today());
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** What can be sold on an opportunity, with its prices for whoever would buy. */
    record Offered(
            UUID opportunity,
            String name,
            @Nullable UUID priceList,
            String priceListName,
            String currency,
            Catalogue catalogue) {}

    @Transactional(readOnly = true)
    public Offered offered(UUID opportunity, Catalogue.Asked asked, Actor me) {
        var row = records.get(types.byPlural("opportunities"), opportunity, me);
        var buyer = buyers.of(opportunity);
        var list = prices.listFor(new Buyer(buyer.segment(), buyer.country(), today()), null);
        var currency = list == null ? workspaces.settings().currency().getCurrencyCode() : list.getCurrency();
        return new Offered(
                opportunity,
                String.valueOf(row.value("name")),
                list == null ? null : list.getId(),
                list == null ? "" : list.getName(),
                currency,
                prices.catalogue(asked, list == null ? null : list.getId(), currency, today()));
    }

    /** What else could stand on a draft, with its prices. */
    @Transactional(readOnly = true)
    public Catalogue catalogue(Quote quote, Catalogue.Asked asked) {
        return prices.catalogue(asked, quote.priceList(), quote.currency().getCurrencyCode(), pricedOn(quote));
    }

    /**
     * A new quote with these products at the price of the list that fits the customer.
     *
     * @param currency null: that of the price list, else the workspace's
     * @throws BadInput when a product is unknown, or a rate is missing
     */
    @Transactional
    public Made create(UUID opportunity, List<UUID> products, @Nullable String currency, Actor me) {
        me.mayWrite();
        records.get(types.byPlural("opportunities"), opportunity, me);
        var buyer = buyers.of(opportunity);
        var wanted = currency == null || currency.isBlank() ? null : ExchangeRates.currency("currency", currency);
        var day = today();
        var fit = new Buyer(buyer.segment(), buyer.country(), day);
        var list = prices.listFor(fit, wanted);
        // A list in another currency is still that customer's: the day's rate turns it into what was asked for.
        var used = list == null ? prices.listFor(fit, null) : list;
        var money = wanted != null
                ? wanted
                : used == null ? workspaces.settings().currency().getCurrencyCode() : used.getCurrency();
        var listId = used == null ? null : used.getId();
        var seller = sellers.seller();
        var changeSet = changeSets.open(me, "quote.created", buyer.opportunity());
        var id = sql.select(DSL.field("uuidv7()", UUID.class)).fetchSingle().value1();
        sql.insertInto(QUOTE)
                .set(QUOTE.ID, id)
                .set(QUOTE.SERIES_ID, id)
                .set(QUOTE.OPPORTUNITY_ID, opportunity)
                .set(QUOTE.PRICE_LIST_ID, listId)
                .set(QUOTE.TITLE, buyer.opportunity())
                .set(QUOTE.LANGUAGE, buyer.language())
                .set(QUOTE.CURRENCY, money)
                .set(QUOTE.VALID_UNTIL, day.plusDays(seller.validityDays()))
                .set(QUOTE.CUSTOMER_NAME, buyer.customer().name())
                .set(QUOTE.CUSTOMER_ADDRESS, buyer.customer().address())
                .set(QUOTE.CUSTOMER_SIREN, buyer.customer().siren())
                .set(QUOTE.RECIPIENT_ID, buyer.recipient().person())
                .set(QUOTE.RECIPIENT_NAME, buyer.recipient().name())
                .set(QUOTE.RECIPIENT_EMAIL, buyer.recipient().email())
                .set(QUOTE.CREATED_BY, me.member().value())
                .set(QUOTE.CREATED_IN, changeSet)
                .set(QUOTE.PRICED_ON, day)
                .execute();
        changeSets.created(changeSet, "quote", id);
        var lines = new ArrayList<QuoteLine>();
        if (products.size() > MOST_LINES) {
            throw new BadInput("products", "quote.fault.lines", MOST_LINES);
        }
        var found = prices.products(products);
        if (found.size() != products.stream().distinct().count()) {
            throw new BadInput("products", "product.fault.unknown");
        }
        found.forEach(product -> lines.addAll(new NewLine(prices, seller).of(product, listId, money, day)));
        store.replace(id, lines);
        var made = Objects.requireNonNull(store.find(id));
        quoteRates.keep(made);
        store.total(made);
        return new Made(id, changeSet);
    }

    /**
     * Writes a draft as it was typed.
     *
     * @param version the one that was looked at
     * @throws StaleVersion when somebody changed it meanwhile
     * @throws BadInput naming the fields, also when it has been sent
     */
    @Transactional
    public @Nullable UUID save(UUID id, Quote typed, int version, Actor me) {
        var present = lockDraft(id, version, me);
        var faults = QuoteCheck.faults(typed);
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        return write(present, typed, "quote.updated", me);
    }

    private @Nullable UUID write(Quote present, Quote typed, String action, Actor me) {
        var before = new HashMap<String, @Nullable Object>();
        var after = new HashMap<String, @Nullable Object>();
        QuoteColumns.changes(present, typed, before, after);
        if (!present.lines().equals(typed.lines())) {
            before.put(ReturnLines.KEY, store.lines(present.lines()));
            after.put(ReturnLines.KEY, store.lines(typed.lines()));
        }
        if (after.isEmpty()) {
            return null;
        }
        var changeSet = changeSets.open(me, action, typed.words().title());
        changeSets.updated(changeSet, "quote", present.id(), before, after);
        approvals.lapse(present.id(), changeSet);
        QuoteColumns.write(sql, typed, clock.instant());
        store.replace(present.id(), typed.lines());
        var written = Objects.requireNonNull(store.find(present.id()));
        quoteRates.keep(written);
        store.total(written);
        return changeSet;
    }

    /** A line for a product at the end of a draft that is being written; of a bundle its parts too. */
    @Transactional(readOnly = true)
    public List<QuoteLine> lines(Quote quote, UUID product) {
        var found = prices.products(List.of(product));
        if (found.isEmpty()) {
            throw new BadInput("add", "product.fault.unknown");
        }
        return new NewLine(prices, sellers.seller())
                .of(found.getFirst(), quote.priceList(), quote.currency().getCurrencyCode(), pricedOn(quote));
    }

    /**
     * A further version to change and send: the one that is being written already where there is one. What is out stays good
     * until the new one is sent.
     */
    @Transactional
    public Made revise(UUID id, Actor me) {
        me.mayWrite();
        var from = get(id, me);
        store.lock(from.series());
        var last = sql.selectFrom(QUOTE)
                .where(QUOTE.SERIES_ID.eq(from.series()))
                .and(QUOTE.STATE.ne("discarded"))
                .orderBy(QUOTE.ISSUE.desc())
                .limit(1)
                .fetchSingle();
        if (last.getState().equals("draft")) {
            return new Made(last.getId(), last.getId());
        }
        if (sql.fetchExists(QUOTE, QUOTE.SERIES_ID.eq(from.series()).and(QUOTE.STATE.eq("accepted")))) {
            throw new BadInput("", "quote.fault.accepted");
        }
        var changeSet = changeSets.open(me, "quote.created", from.words().title());
        var copy = sql.newRecord(QUOTE);
        copy.from(last);
        copy.setId(sql.select(DSL.field("uuidv7()", UUID.class)).fetchSingle().value1());
        copy.setIssue(sql.select(DSL.max(QUOTE.ISSUE))
                        .from(QUOTE)
                        .where(QUOTE.SERIES_ID.eq(from.series()))
                        .fetchSingle()
                        .value1()
                + 1);
        copy.setState("draft");
        copy.setNumber(null);
        copy.setLink(null);
        copy.setSentAt(null);
        copy.setSentBy(null);
        copy.setFileId(null);
        copy.setFileHash(null);
        copy.setSeenAt(null);
        copy.setDecidedAt(null);
        copy.setReason(null);
        copy.setVariables(JSONB.valueOf("{}"));
        copy.setReturned(JSONB.valueOf("[]"));
        copy.setRatesConfirmed(false);
        copy.setValidUntil(today().plusDays(sellers.seller().validityDays()));
        copy.setCreatedBy(me.member().value());
        copy.setCreatedAt(QuoteStore.utc(clock.instant()));
        copy.setUpdatedAt(QuoteStore.utc(clock.instant()));
        copy.setCreatedIn(changeSet);
        copy.setVersion(1);
        copy.insert();
        changeSets.created(changeSet, "quote", copy.getId());
        store.replace(copy.getId(), NewLine.copies(Objects.requireNonNull(store.find(last.getId()))));
        store.total(Objects.requireNonNull(store.find(copy.getId())));
        return new Made(copy.getId(), changeSet);
    }

    /** A draft that isn't wanted goes; what was sent stays for ever. @throws BadInput when it has been sent */
    @Transactional
    public UUID discard(UUID id, Actor me) {
        var quote = lockDraft(id, null, me);
        var changeSet = changeSets.open(me, "quote.discarded", quote.words().title());
        changeSets.updated(changeSet, "quote", id, Map.of("state", "draft"), Map.of("state", "discarded"));
        approvals.lapse(id, changeSet);
        sql.update(QUOTE)
                .set(QUOTE.STATE, "discarded")
                .set(QUOTE.VERSION, QUOTE.VERSION.plus(1))
                .where(QUOTE.ID.eq(id))
                .execute();
        store.findable(id);
        return changeSet;
    }

    /** The rates of a draft are old, and hold all the same. @throws BadInput when it has been sent */
    @Transactional
    public UUID confirmRates(UUID id, @Nullable Integer version, Actor me) {
        var quote = lockDraft(id, version, me);
        var changeSet =
                changeSets.open(me, "quote.rates-confirmed", quote.words().title());
        changeSets.updated(
                changeSet,
                "quote",
                id,
                Map.of("rates_confirmed", quote.priced().confirmed()),
                Map.of("rates_confirmed", true));
        sql.update(QUOTE)
                .set(QUOTE.RATES_CONFIRMED, true)
                .where(QUOTE.ID.eq(id))
                .execute();
        return changeSet;
    }

    private Quote lockDraft(UUID id, @Nullable Integer version, Actor me) {
        me.mayWrite();
        store.lock(get(id, me).series());
        var quote = get(id, me);
        if (!quote.isDraft()) {
            throw new BadInput("", "quote.fault.sent");
        }
        if (version != null && version != quote.version()) {
            throw new StaleVersion(version, quote.version());
        }
        return quote;
    }
}
