package io.diabolo.offers;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.jooq.Tables.QUOTE_LINE;

import io.diabolo.jooq.tables.records.QuoteLineRecord;
import io.diabolo.platform.MemberId;
import io.diabolo.records.RecordsBatch;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Quotes and their lines as they stand in tables. */
@Component
class QuoteStore {
    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};
    private static final TypeReference<List<ExchangeRates.Rate>> RATES = new TypeReference<>() {};
    private static final TypeReference<List<RampStep>> RAMP = new TypeReference<>() {};

    private final DSLContext sql;
    private final JsonMapper json;
    private final QuoteType type;
    private final RecordsBatch batch;

    QuoteStore(DSLContext sql, JsonMapper json, QuoteType type, RecordsBatch batch) {
        this.sql = sql;
        this.json = json;
        this.type = type;
        this.batch = batch;
    }

    /** By its number, title and company as they are now; no more once it was given up. */
    void findable(UUID quote) {
        batch.findable(type, DSL.select(QUOTE.ID).from(QUOTE).where(QUOTE.ID.eq(quote)));
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Nullable
    Quote find(UUID id) {
        return one(QUOTE.ID.eq(id));
    }

    @Nullable
    Quote byLink(String link) {
        return one(QUOTE.LINK.eq(link));
    }

    /** Those of these that there are; two queries, however many. */
    Map<UUID, Quote> all(Collection<UUID> ids) {
        var lines = sql.selectFrom(QUOTE_LINE)
                .where(QUOTE_LINE.QUOTE_ID.in(ids))
                .orderBy(QUOTE_LINE.POSITION, QUOTE_LINE.ID)
                .fetchGroups(QUOTE_LINE.QUOTE_ID, this::line);
        var all = new HashMap<UUID, Quote>();
        stored(QUOTE.ID.in(ids)).forEach(row -> {
            var id = row.get(QUOTE.ID);
            all.put(id, quote(row, lines.getOrDefault(id, List.of())));
        });
        return all;
    }

    private @Nullable Quote one(Condition which) {
        return stored(which).fetchOne(row -> quote(row, lines(row.get(QUOTE.ID))));
    }

    private ResultQuery<Record> stored(Condition which) {
        return sql.select(QUOTE.fields())
                .select(OPPORTUNITY.NAME, OPPORTUNITY.COMPANY_ID, OPPORTUNITY.OWNER_ID)
                .from(QUOTE)
                .join(OPPORTUNITY)
                .on(OPPORTUNITY.WORKSPACE_ID.eq(QUOTE.WORKSPACE_ID))
                .and(OPPORTUNITY.ID.eq(QUOTE.OPPORTUNITY_ID))
                .where(which)
                .and(QUOTE.STATE.ne("discarded"))
                .and(OPPORTUNITY.DELETED_AT.isNull());
    }

    private Quote quote(Record row, List<QuoteLine> lines) {
        var owner = row.get(OPPORTUNITY.OWNER_ID);
        var state = Quote.State.of(row.get(QUOTE.STATE));
        return new Quote(
                row.get(QUOTE.ID),
                row.get(QUOTE.SERIES_ID),
                row.get(QUOTE.ISSUE),
                row.get(QUOTE.OPPORTUNITY_ID),
                row.get(OPPORTUNITY.NAME),
                row.get(OPPORTUNITY.COMPANY_ID),
                owner == null ? null : new MemberId(owner),
                new MemberId(row.get(QUOTE.CREATED_BY)),
                row.get(QUOTE.PRICE_LIST_ID),
                row.get(QUOTE.NUMBER),
                state,
                new Quote.Words(
                        row.get(QUOTE.TITLE),
                        row.get(QUOTE.LANGUAGE),
                        row.get(QUOTE.INTRO),
                        row.get(QUOTE.DELIVERY),
                        json.readValue(row.get(QUOTE.VARIABLES).data(), VALUES)),
                Currency.getInstance(row.get(QUOTE.CURRENCY)),
                row.get(QUOTE.DISCOUNT),
                row.get(QUOTE.TERM_MONTHS),
                row.get(QUOTE.VALID_UNTIL),
                new Quote.Customer(
                        row.get(QUOTE.CUSTOMER_NAME), row.get(QUOTE.CUSTOMER_ADDRESS), row.get(QUOTE.CUSTOMER_SIREN)),
                new Quote.Recipient(
                        row.get(QUOTE.RECIPIENT_ID), row.get(QUOTE.RECIPIENT_NAME), row.get(QUOTE.RECIPIENT_EMAIL)),
                row.get(QUOTE.LINK),
                instant(row.get(QUOTE.SENT_AT)),
                row.get(QUOTE.FILE_ID),
                row.get(QUOTE.FILE_HASH),
                state == Quote.State.DRAFT
                        ? Seller.UNKNOWN
                        : json.readValue(row.get(QUOTE.SELLER).data(), Seller.class),
                instant(row.get(QUOTE.SEEN_AT)),
                instant(row.get(QUOTE.DECIDED_AT)),
                row.get(QUOTE.REASON),
                row.get(QUOTE.RESTRICTED),
                new Priced(
                        row.get(QUOTE.PRICED_ON),
                        json.readValue(row.get(QUOTE.RATES).data(), RATES),
                        row.get(QUOTE.RATES_CONFIRMED)),
                lines,
                row.get(QUOTE.VERSION));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** Reads the index quote_line_of_quote. */
    private List<QuoteLine> lines(UUID quote) {
        return sql.selectFrom(QUOTE_LINE)
                .where(QUOTE_LINE.QUOTE_ID.eq(quote))
                .orderBy(QUOTE_LINE.POSITION, QUOTE_LINE.ID)
                .fetch(this::line);
    }

    private QuoteLine line(QuoteLineRecord row) {
        return new QuoteLine(
                row.getId(),
                row.getKind().equals("item"),
                row.getProductId(),
                row.getName(),
                row.getDescription(),
                row.getUnit(),
                row.getQuantity(),
                row.getUnitPrice(),
                row.getDiscount(),
                row.getVatRate(),
                row.getVatReason(),
                Period.named(row.getPeriod()),
                row.getUnitCost(),
                row.getOptional(),
                row.getChosen(),
                new Bundled(Bundled.Priced.named(row.getBundlePrice()), row.getPartOf(), row.getEach()),
                json.readValue(row.getRamp().data(), RAMP),
                json.readValue(row.getTiers().data(), TieredPrice.class));
    }

    /** All versions of an offer stay as they are until the end of the transaction; whoever comes second waits here. */
    void lock(UUID series) {
        sql.select(QUOTE.ID)
                .from(QUOTE)
                .where(QUOTE.SERIES_ID.eq(series))
                .orderBy(QUOTE.ISSUE)
                .forUpdate()
                .fetch();
    }

    /** Null when there is none. */
    @Nullable
    UUID seriesOf(UUID id) {
        return sql.select(QUOTE.SERIES_ID).from(QUOTE).where(QUOTE.ID.eq(id)).fetchOne(QUOTE.SERIES_ID);
    }

    /** These lines and no others. */
    void replace(UUID quote, List<QuoteLine> lines) {
        sql.deleteFrom(QUOTE_LINE).where(QUOTE_LINE.QUOTE_ID.eq(quote)).execute();
        var rows = new java.util.ArrayList<QuoteLineRecord>();
        for (var line : lines) {
            rows.add(row(quote, rows.size() + 1, line));
        }
        sql.batchInsert(rows).execute();
    }

    private QuoteLineRecord row(UUID quote, int position, QuoteLine line) {
        var row = sql.newRecord(QUOTE_LINE);
        row.setId(line.id());
        row.setQuoteId(quote);
        row.setPosition(position);
        row.setKind(line.kind());
        var priced = line.bundled().priced();
        row.setBundlePrice(priced == null ? null : priced.id());
        row.setPartOf(line.bundled().of());
        row.setEach(line.bundled().each());
        row.setRamp(JSONB.valueOf(json.writeValueAsString(line.ramp())));
        row.setTiers(JSONB.valueOf(json.writeValueAsString(line.tiers())));
        row.setProductId(line.product());
        row.setName(line.name());
        row.setDescription(line.description());
        row.setUnit(line.unit());
        row.setQuantity(line.quantity());
        row.setUnitPrice(line.unitPrice());
        row.setDiscount(line.discount());
        row.setVatRate(line.vatRate());
        row.setVatReason(line.vatReason());
        row.setPeriod(
                line.period() == null
                        ? null
                        : Objects.requireNonNull(line.period()).id());
        row.setUnitCost(line.unitCost());
        row.setOptional(line.optional());
        row.setChosen(line.chosen());
        return row;
    }

    /** Copies of the totals, for lists and figures; the document is computed from the lines. */
    void total(Quote quote) {
        var totals = quote.totals();
        var judged = Deviation.of(quote);
        sql.update(QUOTE)
                .set(QUOTE.ONE_OFF_MINOR, totals.once().minor())
                .set(QUOTE.RECURRING_MINOR, totals.year().minor())
                .set(QUOTE.NET_MINOR, totals.term().minor())
                .set(QUOTE.DISCOUNT_PERCENT, judged.discount())
                .set(QUOTE.MARGIN_PERCENT, judged.margin().percent())
                .set(QUOTE.SUBSTANCE, Substance.of(quote.lines()))
                .where(QUOTE.ID.eq(quote.id()))
                .execute();
        findable(quote.id());
    }

    /** Whether a line is one of these, or part of one. */
    static Condition among(List<UUID> lines) {
        return QUOTE_LINE.ID.in(lines).or(DSL.coalesce(QUOTE_LINE.PART_OF.in(lines), DSL.inline(false)));
    }

    JSONB rates(List<ExchangeRates.Rate> rates) {
        return JSONB.valueOf(json.writeValueAsString(rates));
    }

    JSONB seller(Seller seller) {
        return JSONB.valueOf(json.writeValueAsString(seller));
    }

    JSONB variables(Map<String, String> values) {
        return JSONB.valueOf(json.writeValueAsString(values));
    }

    /** In JSON, for what a change set remembers. */
    Object lines(List<QuoteLine> lines) {
        return json.valueToTree(lines);
    }
}
