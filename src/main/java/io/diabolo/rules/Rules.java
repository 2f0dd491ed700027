package io.diabolo.rules;

import static org.jooq.impl.DSL.noCondition;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Snapshot;
import io.diabolo.platform.Texts;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rules of a workspace: what they are, whether one is right, and how they run. Everybody may read them. */
@Service
public class Rules {
    static final int MOST = 100;
    private static final Set<String> EDITORS = Set.of("salesops", "manager");
    private final DSLContext sql;
    private final ObjectProvider<RulePurpose> purposes;
    private final Vocabularies vocabularies;
    private final RuleLanguage language;
    private final RuleSets store;
    private final RecordTypes types;
    private final Texts texts;
    private final Clock clock;

    Rules(
            DSLContext sql,
            ObjectProvider<RulePurpose> purposes,
            Vocabularies vocabularies,
            RuleLanguage language,
            RuleSets store,
            RecordTypes types,
            Texts texts,
            Clock clock) {
        this.sql = sql;
        this.purposes = purposes;
        this.vocabularies = vocabularies;
        this.language = language;
        this.store = store;
        this.types = types;
        this.texts = texts;
        this.clock = clock;
    }

    /** Those of which the workspace keeps a set. */
    public List<RulePurpose> purposes() {
        return purposes.orderedStream().filter(RulePurpose::isKept).toList();
    }

    /** @throws NoSuchRecord when there are no rules for it */
    public RulePurpose purpose(String id) {
        return purposes.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("rule_set", id));
    }

    @Transactional(readOnly = true)
    public RuleSet of(String purpose) {
        return Snapshot.once("rule_set", purpose, () -> store.find(kept(purpose)));
    }

    private RulePurpose kept(String id) {
        var purpose = purpose(id);
        if (!purpose.isKept()) {
            throw new NoSuchRecord("rule_set", id);
        }
        return purpose;
    }

    /** Who may change rules: administrators, sales operations and managers. */
    public static boolean mayEdit(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(EDITORS::contains);
    }

    /** A set as it stands, ready to be run. */
    @Transactional(readOnly = true)
    public RuleRun run(String purpose) {
        var words = vocabularies.of(purpose(purpose));
        return Snapshot.once("rule_set", new RunOf(purpose, words.signature()), () -> run(of(purpose), words))
                .at(clock.instant());
    }

    private record RunOf(String purpose, String words) {}

    @Transactional(readOnly = true)
    public RuleRun run(RuleSet set) {
        return run(set, vocabularies.of(purpose(set.purpose())));
    }

    /** The same as if it were another moment, by which the days since something are counted. */
    @Transactional(readOnly = true)
    public RuleRun run(RuleSet set, Instant now) {
        return new RuleRun(set, vocabularies.of(purpose(set.purpose())), language, texts, now);
    }

    private RuleRun run(RuleSet set, Vocabulary words) {
        return new RuleRun(set, words, language, texts, clock.instant());
    }

    /** What is wrong with an expression; null when it may be a rule of this purpose. */
    @Transactional(readOnly = true)
    public @Nullable RuleFault fault(String purpose, String expression) {
        var asked = purpose(purpose);
        return fault(asked, vocabularies.of(asked), expression);
    }

    private @Nullable RuleFault fault(RulePurpose purpose, Vocabulary words, String expression) {
        return switch (language.compile(words, expression)) {
            case RuleLanguage.Compilation.Wrong(var fault) -> fault;
            case RuleLanguage.Compilation.Right(var rule) -> purpose.asksSets() ? unsaid(words, rule) : null;
        };
    }

    /** What runs over all records has to be something that SQL can say. */
    private @Nullable RuleFault unsaid(Vocabulary words, CompiledRule rule) {
        try {
            new RuleConditions(words, clock.instant()).of(rule.expression());
            return null;
        } catch (RuleConditions.Unsaid unsaid) {
            var position = rule.tree().getSource().getPositionsMap().getOrDefault(unsaid.id(), 0);
            return RuleFault.at(position + 1, "rules.fault.sets", unsaid.what());
        }
    }

    /** An expression in words; the expression itself where it is wrong or has none. */
    @Transactional(readOnly = true)
    public String says(String purpose, String expression, Locale locale) {
        var words = vocabularies.of(purpose(purpose));
        return language.compile(words, expression) instanceof RuleLanguage.Compilation.Right(var rule)
                ? java.util.Objects.requireNonNullElse(
                        new RuleWords(words, texts, locale).of(rule.expression()), expression)
                : expression;
    }

    /** Writes an expression from a field, a comparison and a value. @throws BadInput when they don't go together */
    @Transactional(readOnly = true)
    public String written(String purpose, String field, String op, String value) {
        return new RuleBuilder(vocabularies.of(purpose(purpose))).write(field, op, value);
    }

    /** What the rules of a purpose may name, in the order in which it is offered. */
    @Transactional(readOnly = true)
    public List<RuleWord> words(String purpose, Locale locale) {
        var vocabulary = vocabularies.of(purpose(purpose));
        var words = new RuleWords(vocabulary, texts, locale);
        return vocabulary.variables().values().stream()
                .map(one -> new RuleWord(
                        one.name(), words.label(one), one.holds().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** How many of the records that {@code me} may see fulfil it. @throws BadInput when it is wrong */
    @Transactional(readOnly = true)
    public long count(String purpose, String expression, Actor me) {
        var fault = fault(purpose, expression);
        if (fault != null) {
            throw new BadInput(List.of(fault.of("expression")));
        }
        var asked = purpose(purpose);
        var rule = Rule.giving(1, expression);
        var run = run(new RuleSet(null, purpose, 0, List.of(rule), Map.of()));
        var type = asked.lookedAt(types);
        // What nobody writes has no bin.
        var deleted = type.table().field("deleted_at");
        var found = sql.selectCount()
                .from(run.from())
                .where(run.holds(rule))
                .and(deleted == null ? noCondition() : deleted.isNull())
                .and(Visible.to(me, type))
                .fetchSingle()
                .value1();
        return found;
    }

    /**
     * Puts these rules in the place of the present ones.
     *
     * @param version the one that was looked at; null takes what is there
     * @throws io.diabolo.platform.StaleVersion when someone changed them meanwhile
     * @throws BadInput naming each rule that is wrong, and where
     */
    @Transactional
    public RuleSet save(
            String purpose, List<Rule> rules, Map<String, Long> settings, @Nullable Integer version, Actor me) {
        me.mayWrite();
        if (!mayEdit(me)) {
            throw new NotAllowed("rules");
        }
        var asked = kept(purpose);
        refuse(asked, rules, settings);
        var title = texts.text(me.locale(), "rules.purpose." + purpose);
        var saved = store.store(asked, rules, settings, version, title, me);
        asked.changed(saved, me);
        return saved;
    }

    /** @throws BadInput naming each rule that is wrong, and where */
    @Transactional(readOnly = true)
    public void refuse(RulePurpose purpose, List<Rule> rules, Map<String, Long> settings) {
        var faults = new ArrayList<BadInput.Fault>();
        if (rules.size() > MOST) {
            faults.add(new BadInput.Fault("rules", "rules.fault.many", MOST));
        }
        var words = vocabularies.of(purpose);
        var ids = new HashSet<UUID>();
        for (var i = 0; i < Math.min(MOST, rules.size()); i++) {
            refuse(purpose, words, rules.get(i), "rules[" + i + "]", ids, faults);
        }
        settings.forEach((name, value) -> {
            var fault = purpose.settings().containsKey(name) ? purpose.fault(name, value) : "rules.fault.setting";
            if (fault != null) {
                faults.add(new BadInput.Fault("settings." + name, fault));
            }
        });
        if (!faults.isEmpty()) {
            throw new BadInput(faults);
        }
    }

    private void refuse(
            RulePurpose purpose, Vocabulary words, Rule rule, String at, Set<UUID> ids, List<BadInput.Fault> faults) {
        if (rule.name().length() > 200 || rule.name().indexOf('\0') >= 0) {
            faults.add(new BadInput.Fault(at + ".name", "problem.field.too-long", 200));
        }
        if (!ids.add(rule.id())) {
            faults.add(new BadInput.Fault(at + ".id", "rules.fault.twice"));
        }
        if (Math.abs((long) rule.points()) > 100) {
            faults.add(new BadInput.Fault(at + ".points", "rules.fault.points"));
        }
        var fault = fault(purpose, words, rule.expression());
        if (fault != null) {
            faults.add(fault.of(at + ".expression"));
        }
        var outcome = purpose.givesPoints() ? null : purpose.fault(rule.outcome());
        if (outcome != null) {
            faults.add(new BadInput.Fault(at + ".outcome", outcome));
        }
    }
}
