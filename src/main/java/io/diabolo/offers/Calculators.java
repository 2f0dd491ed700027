package io.diabolo.offers;

import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.jooq.Tables.ROI_CALCULATOR;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import io.diabolo.rules.Formulas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The calculators of products. Whoever keeps prices keeps them, for what they say is promised in the seller's name. */
@Service
class Calculators {
    static final String KEY = "calculator";
    private static final String NAME = "[a-z][a-z0-9_]{0,30}";

    private final DSLContext sql;
    private final Records records;
    private final ProductType type;
    private final Formulas formulas;
    private final ChangeSets changeSets;
    private final JsonMapper json;

    Calculators(
            DSLContext sql,
            Records records,
            ProductType type,
            Formulas formulas,
            ChangeSets changeSets,
            JsonMapper json) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.formulas = formulas;
        this.changeSets = changeSets;
        this.json = json;
    }

    /** @param version 0 while the product has none */
    record OfProduct(UUID product, String name, Calculator calculator, int version) {}

    /** @throws NoSuchRecord when there is no such product */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public OfProduct of(UUID product, Actor me) {
        var row = records.get(type, product, me);
        var found = of(List.of(product)).get(product);
        return found == null ? new OfProduct(product, String.valueOf(row.value("name")), Calculator.NONE, 0) : found;
    }

    /** Of these products those that have one, by name. */
    @Transactional(readOnly = true)
    public Map<UUID, OfProduct> of(Collection<UUID> products) {
        var all = new LinkedHashMap<UUID, OfProduct>();
        sql.select(ROI_CALCULATOR.PRODUCT_ID, PRODUCT.NAME, ROI_CALCULATOR.CONTENT, ROI_CALCULATOR.VERSION)
                .from(ROI_CALCULATOR)
                .join(PRODUCT)
                .on(PRODUCT.WORKSPACE_ID.eq(ROI_CALCULATOR.WORKSPACE_ID))
                .and(PRODUCT.ID.eq(ROI_CALCULATOR.PRODUCT_ID))
                .where(ROI_CALCULATOR.PRODUCT_ID.in(products))
                .orderBy(PRODUCT.NAME_KEY, PRODUCT.ID)
                .forEach(row -> all.put(
                        row.value1(),
                        new OfProduct(
                                row.value1(),
                                row.value2(),
                                json.readValue(row.value3().data(), Calculator.class),
                                row.value4())));
        return all;
    }

    /**
     * This calculator and no other; an empty one takes it away.
     *
     * @param version the one that was looked at; null takes what is there
     * @return the change set; null when it was this one already
     * @throws BadInput naming the input or formula
     */
    @Transactional
    public @Nullable UUID replace(UUID product, Calculator wanted, @Nullable Integer version, Actor me) {
        me.mayWrite();
        if (!Sellers.mayEdit(me)) {
            throw new NotAllowed("offer-settings");
        }
        sql.select(PRODUCT.ID)
                .from(PRODUCT)
                .where(PRODUCT.ID.eq(product))
                .forUpdate()
                .fetch();
        var present = of(product, me);
        if (version != null && version != present.version()) {
            throw new StaleVersion(version, present.version());
        }
        var faults = faults(wanted);
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
        if (present.calculator().equals(wanted)) {
            return null;
        }
        var changeSet = changeSets.open(me, "product.updated", present.name());
        changeSets.updated(changeSet, "product", product, Map.of(KEY, present.calculator()), Map.of(KEY, wanted));
        write(sql, product, json.writeValueAsString(wanted), wanted.isEmpty());
        return changeSet;
    }

    static void write(DSLContext sql, UUID product, String content, boolean empty) {
        if (empty) {
            sql.deleteFrom(ROI_CALCULATOR)
                    .where(ROI_CALCULATOR.PRODUCT_ID.eq(product))
                    .execute();
            return;
        }
        sql.insertInto(ROI_CALCULATOR)
                .set(ROI_CALCULATOR.PRODUCT_ID, product)
                .set(ROI_CALCULATOR.CONTENT, JSONB.valueOf(content))
                .onDuplicateKeyUpdate()
                .set(ROI_CALCULATOR.CONTENT, JSONB.valueOf(content))
                .set(ROI_CALCULATOR.VERSION, ROI_CALCULATOR.VERSION.plus(1))
                .execute();
    }

    private List<Fault> faults(Calculator wanted) {
        var faults = new ArrayList<Fault>();
        var names = new LinkedHashSet<>(Calculator.PRICES);
        if (wanted.inputs().size() > Calculator.MOST || wanted.results().size() > Calculator.MOST) {
            faults.add(new Fault("inputs", "roi.fault.many", Calculator.MOST));
        }
        var at = 0;
        for (var input : wanted.inputs()) {
            var place = "inputs." + at++;
            named(place, input.key(), input.label(), names, faults);
            // Little may be the good end as well as much, so the low value needn't be the smaller one.
            if ((input.low().compareTo(input.expected()) > 0 && input.high().compareTo(input.expected()) > 0)
                    || (input.low().compareTo(input.expected()) < 0
                            && input.high().compareTo(input.expected()) < 0)) {
                faults.add(new Fault(place, "roi.fault.spread"));
            }
        }
        at = 0;
        for (var result : wanted.results()) {
            var place = "results." + at++;
            var fault = formulas.fault(result.formula(), names);
            if (fault != null) {
                faults.add(new Fault(place, fault.key(), fault.args()));
            }
            named(place, result.key(), result.label(), names, faults);
            if (result.due() < 1 || result.due() > 120) {
                faults.add(new Fault(place, "quote.fault.term"));
            }
        }
        return faults;
    }

    private static void named(String place, String key, String label, LinkedHashSet<String> names, List<Fault> faults) {
        if (label.isBlank()) {
            faults.add(new Fault(place, "roi.fault.label"));
        }
        if (!key.matches(NAME) || !names.add(key)) {
            faults.add(new Fault(place, "roi.fault.key", key));
        }
    }
}
