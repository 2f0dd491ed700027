package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.CUSTOMER_ACCOUNT;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.SUGGESTION;
import static io.diabolo.jooq.Tables.WIN_BACK;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.identity.Members;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.rules.Rule;
import io.diabolo.rules.RuleRun;
import io.diabolo.rules.Rules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks by the rules what could be done with whom. What waits already, was dismissed a short time ago or is under way isn't
 * suggested again.
 */
@Component
class FindSuggestions {
    private static final int AT_ONCE = 500;
    private static final List<String> OPEN = List.of("discovery", "proposal", "closing");
    private final DSLContext sql;
    private final Rules rules;
    private final SuggestionStore store;
    private final Offerable offerable;
    private final Around around;

    /** Whose account it is written on, and where it is announced. */
    @Component
    record Around(
            ChangeSets changeSets, Members members, Workspaces workspaces, Announcements announcements, Clock clock) {}

    FindSuggestions(DSLContext sql, Rules rules, SuggestionStore store, Offerable offerable, Around around) {
        this.sql = sql;
        this.rules = rules;
        this.store = store;
        this.offerable = offerable;
        this.around = around;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(
                around.clock().instant(), around.workspaces().settings().zone());
    }

    /** Safe to run twice, and on two nodes: one of a kind waits at an account. @return how many were made */
    @Transactional
    public int look() {
        var run = rules.run(ExpansionRules.ID);
        var quiet = run.set().setting(ExpansionRules.QUIET);
        var made = 0;
        UUID changeSet = null;
        for (var rule : run.set().active()) {
            var outcome = ExpansionOutcome.of(rule.outcome());
            if (outcome == null) {
                continue;
            }
            var found = sql.select(run.id())
                    .from(run.from())
                    .where(run.holds(rule))
                    .and(mayBe(outcome.kind()))
                    .and(notNow(outcome.kind(), (int) quiet))
                    .orderBy(CUSTOMER_ACCOUNT.YEARLY_MINOR.desc(), CUSTOMER_ACCOUNT.ID)
                    .limit(AT_ONCE)
                    .fetch(0, UUID.class);
            if (found.isEmpty()) {
                continue;
            }
            if (changeSet == null) {
                var me = around.members()
                        .firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace()))
                        .through(Origin.RULE);
                changeSet = around.changeSets().open(me, "suggestion.found", "");
            }
            made += suggest(found, rule, outcome, run, changeSet);
        }
        if (changeSet != null && made == 0) {
            around.changeSets().forget(changeSet);
        }
        if (made > 0) {
            around.announcements().changed("suggestion");
        }
        return made;
    }

    /** What has no sense any more: offers to who left, a return of who is back. @return how many */
    @Transactional
    public int expire() {
        var idle = sql.select(SUGGESTION.fields())
                .from(SUGGESTION)
                .join(CUSTOMER_ACCOUNT)
                .on(CUSTOMER_ACCOUNT.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                .and(CUSTOMER_ACCOUNT.ID.eq(SUGGESTION.COMPANY_ID))
                .where(SUGGESTION.STATE.eq("open"))
                .and(DSL.field(SUGGESTION.KIND.eq(SuggestionKind.WIN_BACK.id()))
                        .eq(DSL.field(CUSTOMER_ACCOUNT.STATE.eq("customer"))))
                .limit(AT_ONCE)
                .fetchInto(SUGGESTION);
        if (!idle.isEmpty()) {
            var me = around.members()
                    .firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace()))
                    .through(Origin.RULE);
            var changeSet = around.changeSets().open(me, "suggestion.expired", "");
            idle.forEach(row -> {
                row.setState("expired");
                store.decide(row, changeSet);
            });
        }
        return idle.size();
    }

    /** Customers are sold to and asked; those who left are won back where their departure is listed. */
    private static Condition mayBe(SuggestionKind kind) {
        return kind == SuggestionKind.WIN_BACK
                ? CUSTOMER_ACCOUNT
                        .STATE
                        .eq("churned")
                        .and(exists(selectOne()
                                .from(WIN_BACK)
                                .where(WIN_BACK.COMPANY_ID.eq(CUSTOMER_ACCOUNT.ID))
                                .and(WIN_BACK.STATE.eq("waiting"))
                                .and(WIN_BACK.DELETED_AT.isNull())))
                : CUSTOMER_ACCOUNT.STATE.eq("customer");
    }

    private Condition notNow(SuggestionKind kind, int quietDays) {
        var since = around.clock().instant().atOffset(ZoneOffset.UTC).minusDays(quietDays);
        var under = kind.sells()
                ? notExists(selectOne()
                        .from(OPPORTUNITY)
                        .where(OPPORTUNITY.COMPANY_ID.eq(CUSTOMER_ACCOUNT.ID))
                        .and(OPPORTUNITY.TYPE.eq(kind.id()))
                        .and(OPPORTUNITY.STAGE.in(OPEN))
                        .and(OPPORTUNITY.DELETED_AT.isNull()))
                : noCondition();
        return under.and(notExists(selectOne()
                .from(SUGGESTION)
                .where(SUGGESTION.COMPANY_ID.eq(CUSTOMER_ACCOUNT.ID))
                .and(SUGGESTION.KIND.eq(kind.id()))
                .and(SUGGESTION
                        .STATE
                        .eq("open")
                        .or(SUGGESTION.QUIET_UNTIL.gt(today()))
                        .or(SUGGESTION.STATE.eq("accepted").and(SUGGESTION.DECIDED_AT.gt(since))))));
    }

    private int suggest(List<UUID> accounts, Rule rule, ExpansionOutcome outcome, RuleRun run, UUID changeSet) {
        var values = run.values(accounts, sql);
        var rows = store.accounts(accounts);
        var offers = outcome.kind() == SuggestionKind.CROSS_SELL
                ? offerable.to(accounts, outcome.product(), today())
                : offerable.mainOf(outcome.kind() == SuggestionKind.UPSELL ? accounts : List.of(), today());
        Map<UUID, UUID> promoters = outcome.kind() == SuggestionKind.REFERRAL ? store.promoters(accounts) : Map.of();
        var made = 0;
        for (var account : rows) {
            var product = offers.get(account.getId());
            if (outcome.kind() == SuggestionKind.CROSS_SELL && product == null) {
                continue;
            }
            var asked = new TreeMap<>(values.getOrDefault(account.getId(), Map.of()));
            made += store.open(
                    new SuggestionStore.Found(
                            outcome.kind(),
                            account,
                            product,
                            promoters.get(account.getId()),
                            rule.id(),
                            run.says(rule, Locale.FRENCH),
                            run.says(rule, Locale.ENGLISH),
                            asked),
                    changeSet);
        }
        return made;
    }
}
