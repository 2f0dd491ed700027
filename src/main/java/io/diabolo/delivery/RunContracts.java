package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.CONTRACT_LINE;
import static org.jooq.impl.DSL.selectOne;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.ContractRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.ChangeSets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What comes of contracts by itself when its day has come: a tacit one renews for another term unless it was ended, one
 * whose last day is past has ended, and what was agreed for today is what it is worth.
 */
@Component
class RunContracts {
    private static final int AT_ONCE = 200;

    private final DSLContext sql;
    private final Contracts contracts;
    private final ContractLines lines;
    private final ContractRules rules;
    private final ChangeSets changeSets;
    private final Members members;
    private final CustomerStages stages;
    private final ObjectProvider<FollowsContract> followers;

    RunContracts(
            DSLContext sql,
            Contracts contracts,
            ContractLines lines,
            ContractRules rules,
            ChangeSets changeSets,
            Members members,
            CustomerStages stages,
            ObjectProvider<FollowsContract> followers) {
        this.sql = sql;
        this.contracts = contracts;
        this.lines = lines;
        this.rules = rules;
        this.changeSets = changeSets;
        this.members = members;
        this.stages = stages;
        this.followers = followers;
    }

    /** Some of them; what is left is done the next time. @return how many */
    @Transactional
    public int run() {
        var today = rules.today();
        var due = sql.selectFrom(CONTRACT)
                .where(CONTRACT.STATE.eq("running"))
                .and(CONTRACT.DELETED_AT.isNull())
                .and(renews(today).or(ends(today)).or(changes(today)))
                .orderBy(CONTRACT.RENEWAL_ON, CONTRACT.ID)
                .limit(AT_ONCE)
                .forUpdate()
                .skipLocked()
                .fetch();
        if (!due.isEmpty()) {
            var me = actor(members);
            due.forEach(contract -> settle(contract, today, me));
        }
        return due.size();
    }

    private static Condition renews(LocalDate today) {
        return CONTRACT.RENEWAL_KIND.eq("tacit").and(CONTRACT.ENDS_ON.isNull()).and(CONTRACT.RENEWAL_ON.le(today));
    }

    private static Condition ends(LocalDate today) {
        return CONTRACT.ENDS_ON.lt(today);
    }

    /** A line begins or ends since it was looked at last; it was whenever the contract was written. */
    private static Condition changes(LocalDate today) {
        var day = org.jooq.impl.DSL.val(today);
        return org.jooq.impl.DSL.exists(selectOne()
                .from(CONTRACT_LINE)
                .where(CONTRACT_LINE.CONTRACT_ID.eq(CONTRACT.ID))
                .and(CONTRACT_LINE
                        .FROM_ON
                        .le(day)
                        .and(CONTRACT_LINE.FROM_ON.gt(CONTRACT.SETTLED_ON))
                        .or(CONTRACT_LINE.UNTIL_ON.le(day).and(CONTRACT_LINE.UNTIL_ON.gt(CONTRACT.SETTLED_ON)))));
    }

    private void settle(ContractRecord contract, LocalDate today, Actor me) {
        var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
        var renewal = contract.getRenewalOn();
        var renewed =
                "tacit".equals(contract.getRenewalKind()) && contract.getEndsOn() == null && !renewal.isAfter(today);
        var action = renewed
                ? "contract.renewed"
                : contract.getEndsOn() != null && contract.getEndsOn().isBefore(today)
                        ? "contract.ended"
                        : "contract.updated";
        var changeSet = changeSets.open(me, action, contract.getName());
        if (renewed) {
            var next = ContractRules.next(renewal, contract.getTermMonths(), today);
            lines.amendment(contract.getId(), Amendment.Kind.RENEWAL, renewal, "", changeSet, me);
            columns.put(CONTRACT.RENEWAL_ON, next);
            columns.put(CONTRACT.NOTICE_ON, next.minusMonths(contract.getNoticeMonths()));
            followers.orderedStream().forEach(module -> module.renewed(contract.getId(), renewal, changeSet, me));
            if (contract.getCompanyId() != null) {
                // Also where no sale of it was opened ahead; where one was, it has said so already.
                stages.grown(contract.getCompanyId(), renewal, changeSet, me);
            }
        }
        contracts.settle(contract, columns, changeSet, me);
    }

    private static Actor actor(Members members) {
        return members.firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace()))
                .through(Origin.RULE);
    }

    /** Every quarter of an hour, on one node, so that it happens soon after midnight wherever the workspace is. */
    @Configuration(proxyBeanMethods = false)
    static class Task {

        @Bean
        RecurringTask<Void> runContractsTask(EachWorkspace each, ObjectProvider<RunContracts> contracts) {
            return Tasks.recurring("run-contracts", FixedDelay.ofMinutes(15))
                    .execute((_, _) -> each.run(
                            "the contracts of a workspace could not be run on",
                            () -> contracts.getObject().run()));
        }
    }
}
