package io.diabolo.offers;

import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.jooq.Tables.PRODUCT_PART;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a bundle is made of. Who may change a product may change its parts; a bundle in a bundle there isn't. */
@Service
class ProductParts {
    /** The key of a change under which the parts before and after stand. */
    static final String KEY = "parts";

    static final int MOST = 50;
    private static final BigDecimal MOST_OF_ONE = BigDecimal.valueOf(1_000_000);

    private final DSLContext sql;
    private final Records records;
    private final ProductType type;
    private final ChangeSets changeSets;

    ProductParts(DSLContext sql, Records records, ProductType type, ChangeSets changeSets) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.changeSets = changeSets;
    }

    record Part(UUID product, String name, BigDecimal quantity) {}

    /** @param parts empty where it is no bundle */
    record Bundle(UUID id, String name, List<Part> parts) {}

    record Wanted(UUID product, BigDecimal quantity) {}

    /** @throws NoSuchRecord when there is no such product */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Bundle of(UUID product, Actor me) {
        var row = records.get(type, product, me);
        return new Bundle(product, String.valueOf(row.value("name")), parts(product));
    }

    private List<Part> parts(UUID bundle) {
        return sql.select(PRODUCT.ID, PRODUCT.NAME, PRODUCT_PART.QUANTITY)
                .from(PRODUCT_PART)
                .join(PRODUCT)
                .on(PRODUCT.WORKSPACE_ID.eq(PRODUCT_PART.WORKSPACE_ID))
                .and(PRODUCT.ID.eq(PRODUCT_PART.PART_ID))
                .where(PRODUCT_PART.BUNDLE_ID.eq(bundle))
                .and(PRODUCT.DELETED_AT.isNull())
                .orderBy(PRODUCT_PART.POSITION)
                .fetch(row -> new Part(row.value1(), row.value2(), row.value3()));
    }

    /** What may become a part: every product but itself that is no bundle. */
    @Transactional(readOnly = true)
    public Map<UUID, String> choices(UUID bundle) {
        return sql.select(PRODUCT.ID, PRODUCT.NAME)
                .from(PRODUCT)
                .where(PRODUCT.DELETED_AT.isNull())
                .and(PRODUCT.ID.ne(bundle))
                .and(PRODUCT.ID.notIn(sql.select(PRODUCT_PART.BUNDLE_ID)
                        .from(PRODUCT_PART)
                        .where(PRODUCT_PART.BUNDLE_ID.isNotNull())))
                .orderBy(PRODUCT.NAME_KEY, PRODUCT.ID)
                .limit(500)
                .fetchMap(PRODUCT.ID, PRODUCT.NAME);
    }

    /**
     * These parts and no others; none makes it a product like any other.
     *
     * @return the change set; null when they were these already
     * @throws BadInput when a part is unknown, a bundle itself, or its number isn't one
     */
    @Transactional
    public @Nullable UUID replace(UUID bundle, List<Wanted> wanted, Actor me) {
        me.mayWrite();
        var before = of(bundle, me);
        // Two who make bundles of each other at once come one after the other.
        sql.execute("select pg_advisory_xact_lock(hashtextextended('parts' || current_workspace()::text, 0))");
        var distinct = new LinkedHashMap<UUID, Wanted>();
        wanted.forEach(one -> distinct.put(
                one.product(), new Wanted(one.product(), one.quantity().setScale(3, java.math.RoundingMode.HALF_UP))));
        check(bundle, distinct);
        var present = before.parts().stream()
                .map(part -> new Wanted(part.product(), part.quantity()))
                .toList();
        if (present.equals(List.copyOf(distinct.values()))) {
            return null;
        }
        var changeSet = changeSets.open(me, "product.updated", before.name());
        changeSets.updated(changeSet, "product", bundle, Map.of(KEY, present), Map.of(KEY, distinct.values()));
        write(bundle, List.copyOf(distinct.values()));
        return changeSet;
    }

    private void check(UUID bundle, Map<UUID, Wanted> wanted) {
        if (wanted.size() > MOST) {
            throw new BadInput(KEY, "product.fault.parts", MOST);
        }
        if (wanted.values().stream()
                .anyMatch(one -> one.quantity().signum() <= 0 || one.quantity().compareTo(MOST_OF_ONE) > 0)) {
            throw new BadInput(KEY, "product.fault.part-quantity");
        }
        var known = sql.fetchCount(
                PRODUCT,
                PRODUCT.ID.in(wanted.keySet()).and(PRODUCT.DELETED_AT.isNull()).and(PRODUCT.ID.ne(bundle)));
        if (known != wanted.size()) {
            throw new BadInput(KEY, "product.fault.unknown");
        }
        var nested = sql.fetchExists(PRODUCT_PART, PRODUCT_PART.BUNDLE_ID.in(wanted.keySet()))
                || (!wanted.isEmpty() && sql.fetchExists(PRODUCT_PART, PRODUCT_PART.PART_ID.eq(bundle)));
        if (nested) {
            throw new BadInput(KEY, "product.fault.nested");
        }
    }

    /** In the transaction of who checked. */
    private void write(UUID bundle, List<Wanted> parts) {
        sql.deleteFrom(PRODUCT_PART).where(PRODUCT_PART.BUNDLE_ID.eq(bundle)).execute();
        for (var at = 0; at < parts.size(); at++) {
            sql.insertInto(PRODUCT_PART)
                    .set(PRODUCT_PART.BUNDLE_ID, bundle)
                    .set(PRODUCT_PART.PART_ID, parts.get(at).product())
                    .set(PRODUCT_PART.POSITION, at + 1)
                    .set(PRODUCT_PART.QUANTITY, parts.get(at).quantity())
                    .execute();
        }
    }
}
