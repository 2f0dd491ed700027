package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.CUSTOMER_ACCOUNT;
import static io.diabolo.jooq.Tables.PRODUCT;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.records.Visible;
import io.diabolo.rules.Replay;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleRun;
import io.diabolo.rules.RuleSet;
import io.diabolo.rules.Rules;
import io.diabolo.rules.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rules of expansion tried before they act: on one account, and on all of today. */
@Component
class ExpansionTrials {
    private static final int MOST_PRODUCTS = 200;
    private static final int STEP = 1_000;
    /** The most valuable; beyond it a page would wait. */
    private static final int MOST = 20_000;

    private final DSLContext sql;
    private final Rules rules;
    private final AccountType type;
    private final Texts texts;

    ExpansionTrials(DSLContext sql, Rules rules, AccountType type, Texts texts) {
        this.sql = sql;
        this.rules = rules;
        this.type = type;
        this.texts = texts;
    }

    private String kind(SuggestionKind kind, Actor me) {
        return texts.text(me.locale(), "choice.suggestion.kind." + kind.id());
    }

    @Transactional(readOnly = true)
    public Map<String, String> outcomes(Actor me) {
        var all = new LinkedHashMap<String, String>();
        SuggestionKind.BY_RULES.forEach(one -> all.put(one.id(), kind(one, me)));
        sql.select(PRODUCT.ID, PRODUCT.NAME)
                .from(PRODUCT)
                .where(PRODUCT.DELETED_AT.isNull())
                .orderBy(PRODUCT.NAME_KEY, PRODUCT.ID)
                .limit(MOST_PRODUCTS)
                .forEach(row -> all.put(
                        new ExpansionOutcome(SuggestionKind.CROSS_SELL, row.value1()).text(),
                        texts.text(me.locale(), "expansion.of", kind(SuggestionKind.CROSS_SELL, me), row.value2())));
        return all;
    }

    @Transactional(readOnly = true)
    public boolean isOutcome(String text) {
        var outcome = ExpansionOutcome.of(text);
        return outcome != null
                && (outcome.product() == null
                        || sql.fetchExists(PRODUCT, PRODUCT.ID.eq(outcome.product()), PRODUCT.DELETED_AT.isNull()));
    }

    /** Of a product that is gone, its kind alone. */
    @Transactional(readOnly = true)
    public String called(String text, Actor me) {
        var outcome = ExpansionOutcome.of(text);
        if (outcome == null) {
            return text;
        }
        var product = outcome.product() == null
                ? null
                : sql.select(PRODUCT.NAME)
                        .from(PRODUCT)
                        .where(PRODUCT.ID.eq(outcome.product()))
                        .fetchOne(PRODUCT.NAME);
        return product == null
                ? kind(outcome.kind(), me)
                : texts.text(me.locale(), "expansion.of", kind(outcome.kind(), me), product);
    }

    /** @param named an id, a name or its beginning */
    @Transactional(readOnly = true)
    public @Nullable Trial trial(RuleSet candidate, String named, Actor me) {
        var text = named.strip();
        var isId = text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        var found = text.isEmpty()
                ? null
                : sql.select(CUSTOMER_ACCOUNT.ID, CUSTOMER_ACCOUNT.NAME)
                        .from(CUSTOMER_ACCOUNT)
                        .where(
                                isId
                                        ? CUSTOMER_ACCOUNT.ID.eq(UUID.fromString(text))
                                        : DSL.condition("{0} ^@ fold({1})", CUSTOMER_ACCOUNT.NAME_KEY, DSL.val(text)))
                        .and(Visible.to(me, type))
                        .orderBy(CUSTOMER_ACCOUNT.NAME_KEY, CUSTOMER_ACCOUNT.ID)
                        .limit(1)
                        .fetchOne();
        if (found == null) {
            return null;
        }
        var verdicts = rules.run(candidate).of(found.value1(), sql, me.locale());
        var lines = verdicts.stream()
                .map(verdict -> new Trial.Line(
                        verdict.says(),
                        verdict.holds(),
                        called(verdict.rule().outcome(), me),
                        verdict.broken() != null))
                .toList();
        var total = verdicts.stream()
                .filter(verdict -> verdict.holds())
                .map(verdict -> called(verdict.rule().outcome(), me))
                .distinct()
                .collect(Collectors.joining(", "));
        return new Trial(
                found.value2(),
                "/accounts/" + found.value1(),
                total.isEmpty() ? texts.text(me.locale(), "expansion.nothing") : total,
                lines);
    }

    @Transactional(readOnly = true)
    public Replay replay(RuleSet candidate, Actor me) {
        var before = rules.run(ExpansionRules.ID);
        var after = rules.run(candidate);
        var looked = new LinkedHashMap<UUID, String>();
        sql.select(CUSTOMER_ACCOUNT.ID, CUSTOMER_ACCOUNT.NAME)
                .from(CUSTOMER_ACCOUNT)
                .where(Visible.to(me, type))
                .orderBy(CUSTOMER_ACCOUNT.YEARLY_MINOR.desc(), CUSTOMER_ACCOUNT.ID.desc())
                .limit(MOST)
                .forEach(row -> looked.put(row.value1(), row.value2()));
        var changed = 0L;
        var lines = new ArrayList<Replay.Line>();
        var ids = List.copyOf(looked.keySet());
        for (var from = 0; from < ids.size(); from += STEP) {
            var some = ids.subList(from, Math.min(ids.size(), from + STEP));
            var old = outcomes(before, some);
            var fresh = outcomes(after, some);
            for (var id : some) {
                var was = old.getOrDefault(id, new TreeSet<>());
                var becomes = fresh.getOrDefault(id, new TreeSet<>());
                if (!was.equals(becomes)) {
                    changed++;
                    if (lines.size() < Replay.SHOWN) {
                        lines.add(new Replay.Line(
                                id, looked.getOrDefault(id, ""), "/accounts/" + id, said(was, me), said(becomes, me)));
                    }
                }
            }
        }
        return new Replay(looked.size(), changed, lines);
    }

    private String said(TreeSet<String> outcomes, Actor me) {
        return outcomes.isEmpty()
                ? texts.text(me.locale(), "expansion.nothing")
                : outcomes.stream().map(one -> called(one, me)).collect(Collectors.joining(", "));
    }

    private Map<UUID, TreeSet<String>> outcomes(RuleRun run, List<UUID> accounts) {
        var all = new HashMap<UUID, TreeSet<String>>();
        run.values(accounts, sql)
                .forEach((id, values) -> all.put(
                        id,
                        run.holding(values).stream()
                                .map(Rule::outcome)
                                .collect(Collectors.toCollection(TreeSet::new))));
        return all;
    }
}
