package io.diabolo.rules;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import dev.cel.common.values.NullValue;
import io.diabolo.platform.Texts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** The rules of a set, ready to be run: over one record, rule by rule, or over all in one statement. */
public final class RuleRun {
    private final RuleSet set;
    private final Vocabulary words;
    private final Instant now;
    private final Texts texts;
    private final Map<UUID, CompiledRule> ready;
    private final Map<UUID, RuleFault> broken;
    private final Map<Said, String> said;

    RuleRun(RuleSet set, Vocabulary words, RuleLanguage language, Texts texts, Instant now) {
        this.set = set;
        this.words = words;
        this.texts = texts;
        this.now = precise(now);
        this.ready = new LinkedHashMap<>();
        this.broken = new HashMap<>();
        this.said = new ConcurrentHashMap<>();
        for (var rule : set.active()) {
            switch (language.compile(words, rule.expression())) {
                case RuleLanguage.Compilation.Right(var compiled) -> ready.put(rule.id(), compiled);
                case RuleLanguage.Compilation.Wrong(var fault) -> broken.put(rule.id(), fault);
            }
        }
    }

    private RuleRun(RuleRun same, Instant now) {
        this.set = same.set;
        this.words = same.words;
        this.texts = same.texts;
        this.ready = same.ready;
        this.broken = same.broken;
        this.said = same.said;
        this.now = precise(now);
    }

    /** As precise as the database, so that both ways count the same days. */
    private static Instant precise(Instant now) {
        return now.truncatedTo(ChronoUnit.MICROS);
    }

    /** The same rules at another moment. */
    RuleRun at(Instant other) {
        return new RuleRun(this, other);
    }

    public RuleSet set() {
        return set;
    }

    /** The records with what they refer to. */
    public Table<?> from() {
        return words.from();
    }

    public Field<UUID> id() {
        return words.id().coerce(UUID.class);
    }

    /** Whether a rule holds, as SQL over {@link #from()}; null where a value is missing. */
    public Condition holds(Rule rule) {
        var compiled = ready.get(rule.id());
        try {
            return compiled == null ? falseCondition() : new RuleConditions(words, now).of(compiled.expression());
        } catch (RuleConditions.Unsaid _) {
            return falseCondition();
        }
    }

    /** The points of all rules that hold. */
    public Field<Integer> points() {
        Field<Integer> sum = inline(0);
        for (var rule : set.active()) {
            sum = sum.plus(when(holds(rule), inline(rule.points())).otherwise(inline(0)));
        }
        return sum;
    }

    /** Whether any rule holds. */
    public Condition any() {
        var all = set.active().stream()
                .map(rule -> condition("({0})", holds(rule)))
                .reduce(Condition::or)
                .orElse(falseCondition());
        return condition("({0})", all);
    }

    /** What each active rule says of one record, in order; none when there is no such record. */
    public List<Verdict> of(UUID record, DSLContext sql, Locale locale) {
        return judged(values(List.of(record), sql).getOrDefault(record, Map.of()), locale);
    }

    /** All rules that hold, in order. */
    public List<Rule> holding(Map<String, Object> values) {
        return set.active().stream().filter(rule -> holds(rule, values)).toList();
    }

    /** The first rule that holds; null when none does. */
    public @Nullable Rule first(Map<String, Object> values) {
        return set.active().stream()
                .filter(rule -> holds(rule, values))
                .findFirst()
                .orElse(null);
    }

    private boolean holds(Rule rule, Map<String, Object> values) {
        var compiled = ready.get(rule.id());
        return compiled != null && !values.isEmpty() && compiled.holds(values);
    }

    /** What each active rule says of these values, in order. */
    public List<Verdict> judged(Map<String, Object> values, Locale locale) {
        var all = new ArrayList<Verdict>();
        for (var rule : set.active()) {
            all.add(new Verdict(rule, holds(rule, values), says(rule, locale), broken.get(rule.id())));
        }
        return all;
    }

    /** The fields that a rule asks for, by their full names; none where it can't be run. */
    public Set<String> asks(Rule rule) {
        var compiled = ready.get(rule.id());
        return compiled == null
                ? Set.of()
                : compiled.variables().stream()
                        .map(name -> name.replace(RuleVariable.FOLDED, ""))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Its name, else its expression in words. */
    public String says(Rule rule, Locale locale) {
        return rule.name().isEmpty()
                ? said.computeIfAbsent(new Said(rule.id(), locale), _ -> inWords(rule, locale))
                : rule.name();
    }

    private record Said(UUID rule, Locale locale) {}

    private String inWords(Rule rule, Locale locale) {
        var compiled = ready.get(rule.id());
        var words = compiled == null ? null : new RuleWords(this.words, texts, locale).of(compiled.expression());
        return words == null ? rule.expression() : words;
    }

    /** What the rules ask of these records, by variable. */
    public Map<UUID, Map<String, Object>> values(List<UUID> records, DSLContext sql) {
        var asked = asked();
        var columns = new ArrayList<Field<?>>();
        columns.add(id());
        columns.addAll(asked.values());
        var names = List.copyOf(asked.keySet());
        var all = new HashMap<UUID, Map<String, Object>>();
        sql.select(columns)
                .from(words.from())
                .where(id().in(records))
                .forEach(row -> all.put(row.get(0, UUID.class), values(row, 1, names, now)));
        return all;
    }

    /**
     * The same of rows that another query gives, such as records as they once were.
     *
     * @param from names its columns as {@link #from()} does
     * @param number tells the rows apart
     * @param at what is now for each
     */
    public Map<Long, Map<String, Object>> values(
            Table<?> from, Condition where, Field<Long> number, Field<OffsetDateTime> at, DSLContext sql) {
        var asked = asked();
        var columns = new ArrayList<Field<?>>(List.of(number, at));
        columns.addAll(asked.values());
        var names = List.copyOf(asked.keySet());
        var all = new HashMap<Long, Map<String, Object>>();
        sql.select(columns).from(from).where(where).forEach(row -> {
            var then = row.get(1, OffsetDateTime.class).toInstant().truncatedTo(ChronoUnit.MICROS);
            all.put(row.get(0, Long.class), values(row, 2, names, then));
        });
        return all;
    }

    private static Map<String, Object> values(org.jooq.Record row, int from, List<String> names, Instant now) {
        var values = new HashMap<String, Object>();
        values.put(RuleLanguage.NOW, now);
        for (var i = 0; i < names.size(); i++) {
            values.put(names.get(i), plain(row.get(from + i)));
        }
        return values;
    }

    private TreeMap<String, Field<?>> asked() {
        var asked = new TreeMap<String, Field<?>>();
        ready.values()
                .forEach(rule -> rule.variables().forEach(name -> {
                    var variable = words.variables().get(name.replace(RuleVariable.FOLDED, ""));
                    if (variable != null) {
                        asked.put(
                                name,
                                name.endsWith(RuleVariable.FOLDED) ? RuleConditions.folded(variable) : variable.sql());
                    }
                }));
        return asked;
    }

    private static Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> NullValue.NULL_VALUE;
            case OffsetDateTime at -> at.toInstant();
            case Object[] several -> List.of(several);
            default -> value;
        };
    }
}
