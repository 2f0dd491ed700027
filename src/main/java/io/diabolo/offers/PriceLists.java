package io.diabolo.offers;

import static io.diabolo.jooq.Tables.PRICE;
import static io.diabolo.jooq.Tables.PRODUCT;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The prices of a price list. Whoever keeps the seller's terms keeps them; everybody reads them. */
@Service
class PriceLists {
    private static final int MOST = 2_000;
    private final DSLContext sql;
    private final Records records;
    private final PriceListType type;
    private final ChangeSets changeSets;

    PriceLists(DSLContext sql, Records records, PriceListType type, ChangeSets changeSets) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.changeSets = changeSets;
    }

    /** @param price null where the list says nothing of it, and the catalogue's holds */
    record Entry(
            UUID product,
            String name,
            @Nullable BigDecimal price,
            String tiers,
            @Nullable BigDecimal listPrice,
            String currency) {}

    record Wanted(UUID product, BigDecimal price, String tiers) {}

    record Prices(UUID id, String name, String currency, List<Entry> entries) {}

    @Transactional(readOnly = true)
    public Prices of(UUID list, Actor me) {
        var row = records.get(type, list, me);
        var entries = sql.select(
                        PRODUCT.ID, PRODUCT.NAME, PRICE.UNIT_PRICE, PRICE.TIERS, PRODUCT.LIST_PRICE, PRODUCT.CURRENCY)
                .from(PRODUCT)
                .leftJoin(PRICE)
                .on(PRICE.WORKSPACE_ID.eq(PRODUCT.WORKSPACE_ID))
                .and(PRICE.PRODUCT_ID.eq(PRODUCT.ID))
                .and(PRICE.PRICE_LIST_ID.eq(list))
                .where(PRODUCT.DELETED_AT.isNull())
                .orderBy(PRODUCT.NAME_KEY, PRODUCT.ID)
                .limit(MOST)
                .fetch(one -> new Entry(
                        one.value1(),
                        one.value2(),
                        one.value3(),
                        one.value4() == null ? "" : one.value4(),
                        one.value5(),
                        one.value6()));
        return new Prices(
                list,
                String.valueOf(row.value("name")),
                String.valueOf(row.value("currency")).strip(),
                entries);
    }

    /** These prices and no others. @return the change set @throws BadInput naming the product whose price is wrong */
    @Transactional
    public UUID replace(UUID list, List<Wanted> wanted, Actor me) {
        me.mayWrite();
        var before = of(list, me);
        if (!Sellers.mayEdit(me)) {
            throw new NotAllowed("offer-settings");
        }
        var faults = new ArrayList<Fault>();
        var known = before.entries().stream().map(Entry::product).toList();
        var distinct = new LinkedHashMap<UUID, Wanted>();
        wanted.forEach(one -> {
            distinct.put(one.product(), one);
            if (!known.contains(one.product())) {
                faults.add(new Fault(one.product().toString(), "product.fault.unknown"));
            } else if (one.price().signum() < 0) {
                faults.add(new Fault(one.product().toString(), "quote.fault.number"));
            } else if (Tiers.read(one.tiers()) == null) {
                faults.add(new Fault(one.product().toString(), "product.fault.tiers"));
            }
        });
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        var changeSet = changeSets.open(me, "price_list.priced", before.name());
        changeSets.updated(changeSet, "price_list", list, named(before.entries()), Map.of("prices", distinct.values()));
        sql.deleteFrom(PRICE).where(PRICE.PRICE_LIST_ID.eq(list)).execute();
        distinct.values()
                .forEach(one -> sql.insertInto(PRICE)
                        .set(PRICE.PRICE_LIST_ID, list)
                        .set(PRICE.PRODUCT_ID, one.product())
                        .set(PRICE.UNIT_PRICE, one.price())
                        .set(PRICE.TIERS, one.tiers())
                        .execute());
        return changeSet;
    }

    private static Map<String, @Nullable Object> named(List<Entry> entries) {
        var prices = new ArrayList<Wanted>();
        entries.forEach(entry -> {
            var price = entry.price();
            if (price != null) {
                prices.add(new Wanted(entry.product(), price, entry.tiers()));
            }
        });
        return Map.of("prices", prices);
    }
}
