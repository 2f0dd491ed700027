package io.diabolo.offers;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.OPPORTUNITY_PRODUCT;
import static io.diabolo.jooq.Tables.PRODUCT;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What an opportunity is about. Who sees the opportunity may add products to it and take them away. */
@Service
public class OpportunityProducts {
    /** The key of a change under which the products before and after stand. */
    static final String KEY = "product_ids";

    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;

    OpportunityProducts(DSLContext sql, Records records, RecordTypes types, ChangeSets changeSets) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
    }

    /** @throws NoSuchRecord also if {@code me} can't see the opportunity */
    @Transactional(readOnly = true)
    public Set<UUID> of(UUID opportunity, Actor me) {
        records.get(types.byPlural("opportunities"), opportunity, me);
        return present(opportunity);
    }

    /** Adds a product, given by its id or its name. @return the change set; null when it was there already */
    @Transactional
    public @Nullable UUID add(UUID opportunity, String product, Actor me) {
        var wanted = locked(opportunity, me);
        wanted.add(named(product));
        return write(opportunity, wanted, me);
    }

    /** What a command of another module opened an opportunity for: in its change set, and without a question of rights. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void addAlong(UUID opportunity, UUID product, UUID changeSet) {
        sql.insertInto(OPPORTUNITY_PRODUCT)
                .set(OPPORTUNITY_PRODUCT.OPPORTUNITY_ID, opportunity)
                .set(OPPORTUNITY_PRODUCT.PRODUCT_ID, product)
                .set(OPPORTUNITY_PRODUCT.CREATED_IN, changeSet)
                .onConflictDoNothing()
                .execute();
    }

    /** @return the change set; null when it wasn't there */
    @Transactional
    public @Nullable UUID remove(UUID opportunity, UUID product, Actor me) {
        var wanted = locked(opportunity, me);
        wanted.remove(product);
        return write(opportunity, wanted, me);
    }

    /** These and no others. @return the change set; null when they were these already */
    @Transactional
    public @Nullable UUID replace(UUID opportunity, List<UUID> products, Actor me) {
        locked(opportunity, me);
        var wanted = new LinkedHashSet<>(products);
        var known = sql.fetchCount(PRODUCT, PRODUCT.ID.in(wanted).and(PRODUCT.DELETED_AT.isNull()));
        if (known != wanted.size()) {
            throw new BadInput(KEY, "product.fault.unknown");
        }
        return write(opportunity, wanted, me);
    }

    /** The opportunity stays locked, so that two who add at once both find what the other did. */
    private Set<UUID> locked(UUID opportunity, Actor me) {
        me.mayWrite();
        records.get(types.byPlural("opportunities"), opportunity, me);
        sql.select(OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(opportunity))
                .forUpdate()
                .fetchSingle();
        return present(opportunity);
    }

    private Set<UUID> present(UUID opportunity) {
        return new LinkedHashSet<>(sql.select(OPPORTUNITY_PRODUCT.PRODUCT_ID)
                .from(OPPORTUNITY_PRODUCT)
                .where(OPPORTUNITY_PRODUCT.OPPORTUNITY_ID.eq(opportunity))
                .orderBy(OPPORTUNITY_PRODUCT.PRODUCT_ID)
                .fetch(OPPORTUNITY_PRODUCT.PRODUCT_ID));
    }

    private UUID named(String text) {
        var isId = text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        var found = sql.select(PRODUCT.ID)
                .from(PRODUCT)
                .where(
                        isId
                                ? PRODUCT.ID.eq(UUID.fromString(text))
                                : PRODUCT.NAME_KEY.eq(DSL.function("fold", String.class, DSL.val(text.strip()))))
                .and(PRODUCT.DELETED_AT.isNull())
                .limit(2)
                .fetch(PRODUCT.ID);
        if (found.size() != 1) {
            throw new BadInput("product", "product.fault.unknown");
        }
        return found.getFirst();
    }

    private @Nullable UUID write(UUID opportunity, Set<UUID> wanted, Actor me) {
        var present = present(opportunity);
        if (present.equals(wanted)) {
            return null;
        }
        var name = sql.select(OPPORTUNITY.NAME)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.ID.eq(opportunity))
                .fetchSingle()
                .value1();
        var changeSet = changeSets.open(me, "opportunity.updated", name);
        changeSets.updated(changeSet, "opportunity", opportunity, Map.of(KEY, present), Map.of(KEY, wanted));
        sql.deleteFrom(OPPORTUNITY_PRODUCT)
                .where(OPPORTUNITY_PRODUCT.OPPORTUNITY_ID.eq(opportunity))
                .and(OPPORTUNITY_PRODUCT.PRODUCT_ID.notIn(wanted))
                .execute();
        wanted.stream()
                .filter(product -> !present.contains(product))
                .forEach(product -> sql.insertInto(OPPORTUNITY_PRODUCT)
                        .set(OPPORTUNITY_PRODUCT.OPPORTUNITY_ID, opportunity)
                        .set(OPPORTUNITY_PRODUCT.PRODUCT_ID, product)
                        .set(OPPORTUNITY_PRODUCT.CREATED_IN, changeSet)
                        .execute());
        return changeSet;
    }
}
