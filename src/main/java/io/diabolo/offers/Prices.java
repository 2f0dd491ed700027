package io.diabolo.offers;

import static io.diabolo.jooq.Tables.PRICE;
import static io.diabolo.jooq.Tables.PRICE_LIST;
import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.jooq.Tables.PRODUCT_PART;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.diabolo.jooq.tables.records.PriceListRecord;
import io.diabolo.jooq.tables.records.ProductRecord;
import io.diabolo.platform.BadInput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a product costs whom: by the price list that fits best, else as the catalogue says, else by the day's exchange rate. */
@Component
class Prices {
    private static final int DIGITS = 6;
    /** On a page. */
    static final int OFFERED = 100;

    private final DSLContext sql;
    private final ExchangeRates rates;

    Prices(DSLContext sql, ExchangeRates rates) {
        this.sql = sql;
        this.rates = rates;
    }

    /** To whom something is sold. */
    record Buyer(@Nullable String segment, @Nullable String country, LocalDate day) {}

    /**
     * @param unitPrice of one, for this quantity, in the currency that was asked for
     * @param tiers in the same currency
     * @param converted whether an exchange rate was needed
     * @param parts of a bundle; empty of everything else
     */
    record Price(ProductRecord product, BigDecimal unitPrice, TieredPrice tiers, boolean converted, List<Part> parts) {
        /** Whether there is one price to name: not where parts that recur differently make it up. */
        boolean isOne() {
            return product.getBundlePrice().equals("own")
                    || parts.stream()
                            .allMatch(part ->
                                    Objects.equals(part.product().getRecurringPeriod(), product.getRecurringPeriod()));
        }
    }

    /** The list that says most of the buyer: segment and country, then segment, then country; of equals the latest. */
    @Nullable
    PriceListRecord listFor(Buyer buyer, @Nullable String currency) {
        return sql
                .selectFrom(PRICE_LIST)
                .where(PRICE_LIST.DELETED_AT.isNull())
                .and(anyOr(PRICE_LIST.SEGMENT, buyer.segment()))
                .and(anyOr(PRICE_LIST.COUNTRY, buyer.country()))
                .and(PRICE_LIST.VALID_FROM.isNull().or(PRICE_LIST.VALID_FROM.le(buyer.day())))
                .and(PRICE_LIST.VALID_TO.isNull().or(PRICE_LIST.VALID_TO.ge(buyer.day())))
                .fetch()
                .stream()
                .filter(list -> currency == null || list.getCurrency().equals(currency))
                .max(Comparator.<PriceListRecord>comparingInt(
                                list -> (list.getSegment() == null ? 0 : 2) + (list.getCountry() == null ? 0 : 1))
                        .thenComparing(list -> Objects.requireNonNullElse(list.getValidFrom(), LocalDate.EPOCH))
                        .thenComparing(PriceListRecord::getId))
                .orElse(null);
    }

    private static Condition anyOr(Field<String> column, @Nullable String value) {
        return value == null ? column.isNull() : column.isNull().or(column.eq(value));
    }

    /** A page of the catalogue with its prices for this list and currency, by name. */
    Catalogue catalogue(Catalogue.Asked asked, @Nullable UUID list, String currency, LocalDate day) {
        var matching = PRODUCT.DELETED_AT.isNull().and(matching(asked.q()));
        var after = asked.after() == null ? null : sql.fetchOne(PRODUCT, PRODUCT.ID.eq(asked.after()));
        var rows = sql.selectFrom(PRODUCT)
                .where(matching)
                .and(
                        after == null
                                ? noCondition()
                                : row(PRODUCT.NAME_KEY, PRODUCT.ID).gt(after.getNameKey(), after.getId()))
                .orderBy(PRODUCT.NAME_KEY, PRODUCT.ID)
                .limit(OFFERED + 1)
                .fetch();
        var page = rows.subList(0, Math.min(OFFERED, rows.size()));
        var chosen = products(asked.chosen());
        var unpriced = 0;
        var all = 0;
        var unrated = new ArrayList<String>();
        for (var sold : sold(matching, list)) {
            all += sold.products();
            if (rates.of(sold.currency(), currency, day) == null) {
                unpriced += sold.products();
                unrated.add(sold.currency());
            }
        }
        return new Catalogue(
                asked.q(),
                priced(chosen, list, currency, day),
                priced(page, list, currency, day).stream()
                        .filter(price ->
                                !asked.chosen().contains(price.product().getId()))
                        .toList(),
                all,
                unpriced,
                unrated,
                rows.size() > OFFERED ? page.getLast().getId() : null);
    }

    private static Condition matching(String q) {
        var all = noCondition();
        for (var word : q.strip().split("\\s+", -1)) {
            var folded = function("fold", String.class, DSL.val(word));
            all = word.isEmpty()
                    ? all
                    : all.and(PRODUCT.NAME_KEY
                            .contains(folded)
                            .or(function("fold", String.class, PRODUCT.FAMILY).contains(folded)));
        }
        return all;
    }

    /** Those that have a price; a rate that is missing leaves one out. */
    private List<Price> priced(List<ProductRecord> products, @Nullable UUID list, String currency, LocalDate day) {
        var ids = products.stream().map(ProductRecord::getId).toList();
        var parts = parts(ids);
        return products.stream()
                .map(product -> {
                    var price = find(product, list, BigDecimal.ONE, currency, day);
                    return price == null
                            ? null
                            : bundled(price, parts.getOrDefault(product.getId(), List.of()), list, currency, day);
                })
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private record Sold(String currency, int products) {}

    /** In which currencies they are sold, and how many in each. */
    private List<Sold> sold(Condition matching, @Nullable UUID list) {
        var sold = coalesce(PRICE_LIST.CURRENCY, PRODUCT.CURRENCY);
        return sql.select(sold, count())
                .from(PRODUCT)
                .leftJoin(PRICE)
                .on(PRICE.WORKSPACE_ID.eq(PRODUCT.WORKSPACE_ID))
                .and(PRICE.PRODUCT_ID.eq(PRODUCT.ID))
                .and(list == null ? falseCondition() : PRICE.PRICE_LIST_ID.eq(list))
                .leftJoin(PRICE_LIST)
                .on(PRICE_LIST.WORKSPACE_ID.eq(PRICE.WORKSPACE_ID))
                .and(PRICE_LIST.ID.eq(PRICE.PRICE_LIST_ID))
                .where(matching)
                .groupBy(sold)
                .orderBy(sold)
                .fetch(row -> new Sold(row.value1(), row.value2()));
    }

    private @Nullable Price bundled(
            Price price, List<Part> parts, @Nullable UUID list, String currency, LocalDate day) {
        var product = price.product();
        if (parts.isEmpty() || product.getBundlePrice().equals("own")) {
            return new Price(product, price.unitPrice(), price.tiers(), price.converted(), parts);
        }
        var sum = BigDecimal.ZERO;
        for (var part : parts) {
            var one = find(part.product(), list, part.quantity(), currency, day);
            if (one == null) {
                return null;
            }
            sum = sum.add(one.unitPrice().multiply(part.quantity()));
        }
        var left = BigDecimal.valueOf(100).subtract(product.getBundleDiscount()).movePointLeft(2);
        return new Price(
                product, sum.multiply(left).setScale(DIGITS, RoundingMode.HALF_UP), TieredPrice.FLAT, false, parts);
    }

    List<ProductRecord> products(List<UUID> ids) {
        return sql.selectFrom(PRODUCT)
                .where(PRODUCT.ID.in(ids))
                .and(PRODUCT.DELETED_AT.isNull())
                .orderBy(PRODUCT.NAME_KEY, PRODUCT.ID)
                .fetch();
    }

    /** @param quantity in one bundle */
    record Part(ProductRecord product, BigDecimal quantity) {}

    /** What bundles are made of, in the order in which it was said; what isn't one isn't there. */
    Map<UUID, List<Part>> parts(Collection<UUID> bundles) {
        var all = new LinkedHashMap<UUID, List<Part>>();
        sql.select(PRODUCT_PART.BUNDLE_ID, PRODUCT_PART.QUANTITY)
                .select(PRODUCT.fields())
                .from(PRODUCT_PART)
                .join(PRODUCT)
                .on(PRODUCT.WORKSPACE_ID.eq(PRODUCT_PART.WORKSPACE_ID))
                .and(PRODUCT.ID.eq(PRODUCT_PART.PART_ID))
                .where(PRODUCT_PART.BUNDLE_ID.in(bundles))
                .and(PRODUCT.DELETED_AT.isNull())
                .orderBy(PRODUCT_PART.BUNDLE_ID, PRODUCT_PART.POSITION)
                .forEach(row -> all.computeIfAbsent(row.get(PRODUCT_PART.BUNDLE_ID), _ -> new ArrayList<>())
                        .add(new Part(row.into(PRODUCT), row.get(PRODUCT_PART.QUANTITY))));
        return all;
    }

    /** @throws BadInput naming the two currencies and the day when there is no rate between them */
    Price of(ProductRecord product, @Nullable UUID list, BigDecimal quantity, String currency, LocalDate day) {
        var price = find(product, list, quantity, currency, day);
        if (price == null) {
            throw new BadInput("products", "quote.fault.rate", sold(product, list), currency, day.toString());
        }
        return price;
    }

    private String sold(ProductRecord product, @Nullable UUID list) {
        var own = own(product, list);
        return own == null ? product.getCurrency() : own.currency();
    }

    private @Nullable Price find(
            ProductRecord product, @Nullable UUID list, BigDecimal quantity, String currency, LocalDate day) {
        var own = own(product, list);
        var from = own == null ? product.getCurrency() : own.currency();
        var first = own == null ? Objects.requireNonNullElse(product.getListPrice(), BigDecimal.ZERO) : own.price();
        var tiers = Tiers.read(own == null ? product.getTiers() : own.tiers());
        var said = TieredPrice.of(
                product.getPricing().equals("graduated"),
                product.getMetered(),
                first,
                tiers == null || product.getPricing().equals("flat") ? List.of() : tiers.steps());
        var rate = rates.of(from, currency, day);
        if (rate == null) {
            return null;
        }
        var converted = !from.equals(currency);
        var tiered = converted ? said.converted(rate) : said;
        var flat = converted ? first.multiply(rate).setScale(DIGITS, RoundingMode.HALF_UP) : first;
        return new Price(product, tiered.hasTiers() ? tiered.unitPrice(quantity) : flat, tiered, converted, List.of());
    }

    /** The currencies other than this one in which these products are sold on this list. */
    List<String> converted(Collection<UUID> products, @Nullable UUID list, String currency) {
        var sold = coalesce(PRICE_LIST.CURRENCY, PRODUCT.CURRENCY);
        return sql.selectDistinct(sold)
                .from(PRODUCT)
                .leftJoin(PRICE)
                .on(PRICE.WORKSPACE_ID.eq(PRODUCT.WORKSPACE_ID))
                .and(PRICE.PRODUCT_ID.eq(PRODUCT.ID))
                .and(list == null ? falseCondition() : PRICE.PRICE_LIST_ID.eq(list))
                .leftJoin(PRICE_LIST)
                .on(PRICE_LIST.WORKSPACE_ID.eq(PRICE.WORKSPACE_ID))
                .and(PRICE_LIST.ID.eq(PRICE.PRICE_LIST_ID))
                .where(PRODUCT.ID.in(products))
                .and(sold.ne(currency))
                .orderBy(sold)
                .fetch(sold);
    }

    private record Own(BigDecimal price, String tiers, String currency) {}

    private @Nullable Own own(ProductRecord product, @Nullable UUID list) {
        return list == null
                ? null
                : sql.select(PRICE.UNIT_PRICE, PRICE.TIERS, PRICE_LIST.CURRENCY)
                        .from(PRICE)
                        .join(PRICE_LIST)
                        .on(PRICE_LIST.WORKSPACE_ID.eq(PRICE.WORKSPACE_ID))
                        .and(PRICE_LIST.ID.eq(PRICE.PRICE_LIST_ID))
                        .where(PRICE.PRICE_LIST_ID.eq(list))
                        .and(PRICE.PRODUCT_ID.eq(product.getId()))
                        .fetchOne(row -> new Own(row.value1(), row.value2(), row.value3()));
    }

    /** What one costs the seller, in the quote's currency; null where that isn't known. */
    @Nullable
    BigDecimal cost(ProductRecord product, String currency, LocalDate day) {
        var cost = product.getUnitCost();
        var rate = cost == null ? null : rates.of(product.getCurrency(), currency, day);
        return cost == null || rate == null ? null : cost.multiply(rate).setScale(DIGITS, RoundingMode.HALF_UP);
    }
}
