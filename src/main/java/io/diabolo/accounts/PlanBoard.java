package io.diabolo.accounts;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is added to an account's plan where it is looked at: the plan itself, objectives, actions, reviews. */
@Service
class PlanBoard {
    private static final int MONTHS = 12;
    private final AccountFacts accounts;
    private final CountAccounts counting;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final Said said;

    /** In which words and on which day something is added. */
    @org.springframework.stereotype.Component
    record Said(Workspaces workspaces, Texts texts, Clock clock) {
        LocalDate today() {
            return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
        }

        String text(String key, Object... args) {
            return texts.text(workspaces.settings().locale(), key, args);
        }
    }

    PlanBoard(
            AccountFacts accounts,
            CountAccounts counting,
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            Said said) {
        this.accounts = accounts;
        this.counting = counting;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.said = said;
    }

    private UUID create(String type, Map<String, @Nullable Object> input, String title, Actor me) {
        var changeSet = changeSets.open(me, type + ".created", title);
        return records.createAlong(types.byId(type).orElseThrow(), input, changeSet, AccountRights.everywhere(me));
    }

    /** A plan of twelve months, in force at once. Where one is, that one. @return the plan */
    @Transactional
    public UUID begin(UUID account, Actor me) {
        AccountRights.work(me);
        var row = accounts.get(account, me);
        var present = accounts.plan(account);
        if (present != null) {
            return present.getId();
        }
        var from = said.today();
        var input = new HashMap<String, @Nullable Object>();
        var name = said.text("plan.name", row.getName(), String.valueOf(from.getYear()));
        input.put("name", name);
        input.put("company", account.toString());
        input.put("state", "active");
        input.put("starts_on", from.toString());
        input.put("ends_on", from.plusMonths(MONTHS).minusDays(1).toString());
        input.put("owner", me.member().value().toString());
        return create("account_plan", input, name, me);
    }

    /** @throws BadInput without a name, or for a day that is none */
    @Transactional
    public UUID objective(UUID account, String name, String target, String unit, String due, Actor me) {
        AccountRights.work(me);
        accounts.get(account, me);
        var plan = accounts.plan(account);
        if (plan == null) {
            throw new BadInput("name", "objective.fault.plan");
        }
        var input = new HashMap<String, @Nullable Object>();
        input.put("name", name.strip());
        input.put("plan", plan.getId().toString());
        input.put("target", target.strip());
        input.put("unit", unit.strip());
        input.put("due_on", due.strip());
        input.put("owner", me.member().value().toString());
        return create("account_objective", input, name.strip(), me);
    }

    /** A task of the customer. @throws BadInput without words, or for a day that is none */
    @Transactional
    public UUID action(UUID account, String subject, String due, Actor me) {
        AccountRights.work(me);
        var row = accounts.get(account, me);
        if (subject.isBlank()) {
            throw new BadInput("subject", "plan.fault.action");
        }
        var input = new HashMap<String, @Nullable Object>();
        input.put("kind", "task");
        input.put("subject", subject.strip());
        input.put("company", account.toString());
        input.put("due_on", due.strip());
        input.put("owner", me.member().value().toString());
        var task = create("activity", input, row.getName(), me);
        counting.of(List.of(account));
        return task;
    }

    /**
     * A review of the last quarter.
     *
     * @param day when it is held; empty: today
     */
    @Transactional
    public UUID review(UUID account, String day, Actor me) {
        AccountRights.work(me);
        var row = accounts.get(account, me);
        var input = new HashMap<String, @Nullable Object>();
        var name = said.text("review.name", row.getName());
        input.put("name", name);
        input.put("company", account.toString());
        input.put("held_on", day.isBlank() ? said.today().toString() : day.strip());
        input.put("owner", me.member().value().toString());
        return create("account_review", input, name, me);
    }
}
