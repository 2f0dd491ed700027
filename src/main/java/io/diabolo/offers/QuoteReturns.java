package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE;

import io.diabolo.offers.Calculator.Scenario;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.sheets.Sheets;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a quote says that its products bring: from the discovery sheet and the calculators while it is a draft, then for ever. */
@Service
class QuoteReturns {
    /** The key of a change under which what was put in before and after stands. */
    static final String KEY = "return_on_investment";

    private static final TypeReference<List<ReturnInput>> INPUTS = new TypeReference<>() {};
    private static final TypeReference<List<ReturnShown>> SHOWN = new TypeReference<>() {};

    private final DSLContext sql;
    private final Quotes quotes;
    private final QuoteStore store;
    private final Calculators calculators;
    private final ComputeReturns computing;
    private final Sheets sheets;
    private final ChangeSets changeSets;
    private final JsonMapper json;
    private final Clock clock;

    QuoteReturns(
            DSLContext sql,
            Quotes quotes,
            QuoteStore store,
            Calculators calculators,
            ComputeReturns computing,
            Sheets sheets,
            ChangeSets changeSets,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.quotes = quotes;
        this.store = store;
        this.calculators = calculators;
        this.computing = computing;
        this.sheets = sheets;
        this.changeSets = changeSets;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A calculator of a product of the quote.
     *
     * @param values by input; what was put in, else what discovery told, else the usual
     * @param discovered the inputs whose value the discovery sheet gave
     * @param used whether the quote says it
     */
    record Offered(
            Calculators.OfProduct of,
            Map<String, List<BigDecimal>> values,
            Set<String> discovered,
            boolean used,
            ReturnShown result) {}

    /** As the document says it; nothing of what nobody has looked at. */
    @Transactional(readOnly = true)
    public List<ReturnShown> of(Quote quote) {
        if (!quote.isDraft()) {
            return sql.select(QUOTE.RETURNED)
                    .from(QUOTE)
                    .where(QUOTE.ID.eq(quote.id()))
                    .fetchOptional()
                    .map(row -> json.readValue(row.value1().data(), SHOWN))
                    .orElse(List.of());
        }
        var given = given(quote.id());
        var all = given.isEmpty()
                ? Map.<UUID, Calculators.OfProduct>of()
                : calculators.of(given.stream().map(ReturnInput::product).toList());
        var sold = products(quote);
        return given.stream()
                .filter(one -> sold.contains(one.product()) && all.containsKey(one.product()))
                .map(one -> {
                    var of = Objects.requireNonNull(all.get(one.product()));
                    return computing.of(of, values(of.calculator(), one, Map.of()), quote);
                })
                .toList();
    }

    private List<ReturnInput> given(UUID quote) {
        return sql.select(QUOTE.RETURNS)
                .from(QUOTE)
                .where(QUOTE.ID.eq(quote))
                .fetchOptional()
                .map(row -> json.readValue(row.value1().data(), INPUTS))
                .orElse(List.of());
    }

    private static Set<UUID> products(Quote quote) {
        var all = new LinkedHashSet<UUID>();
        quote.lines().stream()
                .map(QuoteLine::product)
                .filter(Objects::nonNull)
                .forEach(product -> all.add(Objects.requireNonNull(product)));
        return all;
    }

    /** Of each product of the quote that has a calculator. */
    @Transactional(readOnly = true)
    public List<Offered> offered(Quote quote, Actor me) {
        var all = calculators.of(products(quote));
        if (all.isEmpty()) {
            return List.of();
        }
        var told = told(quote, me);
        var given = given(quote.id());
        return all.values().stream()
                .map(of -> {
                    var put = given.stream()
                            .filter(one -> one.product().equals(of.product()))
                            .findFirst()
                            .orElse(null);
                    var values = values(of.calculator(), put, told);
                    var discovered = new LinkedHashSet<String>();
                    of.calculator().inputs().stream()
                            .filter(input -> put == null && told.containsKey(input.question()))
                            .forEach(input -> discovered.add(input.key()));
                    return new Offered(of, values, discovered, put != null, computing.of(of, values, quote));
                })
                .toList();
    }

    /** Numbers that the discovery sheet has, by question. */
    private Map<String, BigDecimal> told(Quote quote, Actor me) {
        var all = new HashMap<String, BigDecimal>();
        sheets.of("opportunity", quote.opportunity(), me.locale()).entries().forEach(entry -> {
            var answer = entry.answer();
            var number = answer == null ? null : CalculatorForm.decimal(answer.value());
            if (number != null) {
                all.put(entry.question().id(), number);
            }
        });
        return all;
    }

    private static Map<String, List<BigDecimal>> values(
            Calculator calculator, @Nullable ReturnInput put, Map<String, BigDecimal> told) {
        var all = new LinkedHashMap<String, List<BigDecimal>>();
        for (var input : calculator.inputs()) {
            var said = put == null ? null : put.values().get(input.key());
            var known = told.get(input.question());
            all.put(
                    input.key(),
                    said != null && said.size() == Scenario.values().length
                            ? said
                            : known == null ? input.values() : input.around(known));
        }
        return all;
    }

    /**
     * The draft says it with these values; without any it says nothing of that product.
     *
     * @throws StaleVersion when somebody changed the quote meanwhile
     * @throws BadInput when it has been sent, or the product has no calculator
     */
    @Transactional
    public @Nullable UUID put(
            UUID id,
            UUID product,
            @Nullable Map<String, List<BigDecimal>> values,
            @Nullable Integer version,
            Actor me) {
        me.mayWrite();
        store.lock(quotes.get(id, me).series());
        var quote = quotes.get(id, me);
        if (!quote.isDraft()) {
            throw new BadInput("", "quote.fault.sent");
        }
        if (version != null && version != quote.version()) {
            throw new StaleVersion(version, quote.version());
        }
        if (!products(quote).contains(product)
                || calculators.of(List.of(product)).isEmpty()) {
            throw new BadInput("product", "product.fault.unknown");
        }
        var before = given(id);
        var after = new ArrayList<>(
                before.stream().filter(one -> !one.product().equals(product)).toList());
        if (values != null) {
            after.add(new ReturnInput(product, values));
        }
        if (before.equals(after)) {
            return null;
        }
        var changeSet = changeSets.open(me, "quote.updated", quote.words().title());
        changeSets.updated(changeSet, "quote", id, Map.of(KEY, before), Map.of(KEY, after));
        write(id, after);
        return changeSet;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void write(UUID quote, List<ReturnInput> inputs) {
        sql.update(QUOTE)
                .set(QUOTE.RETURNS, JSONB.valueOf(json.writeValueAsString(inputs)))
                .set(QUOTE.VERSION, QUOTE.VERSION.plus(1))
                .set(QUOTE.UPDATED_AT, QuoteStore.utc(clock.instant()))
                .where(QUOTE.ID.eq(quote))
                .execute();
    }

    /** What it says when it leaves. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void freeze(Quote draft) {
        sql.update(QUOTE)
                .set(QUOTE.RETURNED, JSONB.valueOf(json.writeValueAsString(of(draft))))
                .where(QUOTE.ID.eq(draft.id()))
                .execute();
    }
}
