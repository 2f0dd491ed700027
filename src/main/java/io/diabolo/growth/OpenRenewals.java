package io.diabolo.growth;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.RENEWAL;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.ContractRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Money;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Texts;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens the renewal of each contract whose notice comes near, once for a term, however often it looks. */
@Component
class OpenRenewals {
    private static final int AT_ONCE = 500;
    private final DSLContext sql;
    private final RenewalStore store;
    private final RenewalSettings settings;
    private final Records records;
    private final RecordTypes types;
    private final ChangeSets changeSets;
    private final Members members;
    private final Workspaces workspaces;
    private final Texts texts;
    private final Clock clock;

    OpenRenewals(
            DSLContext sql,
            RenewalStore store,
            RenewalSettings settings,
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            Members members,
            Workspaces workspaces,
            Texts texts,
            Clock clock) {
        this.sql = sql;
        this.store = store;
        this.settings = settings;
        this.records = records;
        this.types = types;
        this.changeSets = changeSets;
        this.members = members;
        this.workspaces = workspaces;
        this.texts = texts;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
    }

    /** Contracts whose renewal has to be opened, the most urgent first. Reads the index contract_notice_ahead. */
    @Transactional(readOnly = true)
    public List<UUID> due() {
        return sql.select(CONTRACT.ID)
                .from(CONTRACT)
                .where(isDue())
                .orderBy(CONTRACT.NOTICE_ON, CONTRACT.ID)
                .limit(AT_ONCE)
                .fetch(CONTRACT.ID);
    }

    private Condition isDue() {
        return CONTRACT.STATE
                .eq("running")
                .and(CONTRACT.DELETED_AT.isNull())
                .and(CONTRACT.NOTICE_ON.le(today().plusDays(settings.get().daysAhead())))
                .and(RenewalStore.goesOn())
                .and(notExists(selectOne()
                        .from(RENEWAL)
                        .where(RENEWAL.CONTRACT_ID.eq(CONTRACT.ID))
                        .and(RENEWAL.STATE.eq("open").or(RENEWAL.RENEWAL_ON.eq(CONTRACT.RENEWAL_ON)))));
    }

    /** Safe to run twice, and on two nodes: who comes second finds it opened. @return the opportunity; null: none was opened */
    @Transactional
    public @Nullable UUID open(UUID id) {
        var contract = sql.selectFrom(CONTRACT)
                .where(CONTRACT.ID.eq(id))
                .and(isDue())
                .forUpdate()
                .fetchOne();
        if (contract == null) {
            return null;
        }
        var me = members.firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace()))
                .through(Origin.RULE);
        var name = texts.text(me.locale(), "renewal.name", contract.getName());
        var changeSet = changeSets.open(me, "renewal.opened", name);
        var yearly = store.yearly(id, contract.getRenewalOn().minusDays(1));
        var opportunity = records.createAlong(
                types.byId("opportunity").orElseThrow(), input(contract, name, yearly, me), changeSet, me);
        var row = sql.newRecord(RENEWAL);
        row.setContractId(id);
        row.setOpportunityId(opportunity);
        row.setRenewalOn(contract.getRenewalOn());
        row.setNoticeOn(contract.getNoticeOn());
        row.setYearlyMinor(yearly);
        row.setOpenedAt(clock.instant().atOffset(ZoneOffset.UTC));
        row.setCreatedIn(changeSet);
        row.insert();
        changeSets.created(changeSet, "renewal", row.getId());
        return opportunity;
    }

    private LinkedHashMap<String, @Nullable Object> input(ContractRecord contract, String name, long yearly, Actor me) {
        var last = contract.getRenewalOn().minusDays(1);
        var input = new LinkedHashMap<String, @Nullable Object>();
        input.put("name", name);
        input.put("type", "renewal");
        input.put("pipeline", "renewal");
        if (contract.getCompanyId() != null) {
            input.put("company", contract.getCompanyId().toString());
        }
        input.put("recurring_amount", RenewalStore.money(Money.ofMinor(yearly, contract.getCurrency())));
        input.put("recurring_period", "year");
        input.put("term_months", contract.getTermMonths());
        input.put("close_date", (last.isBefore(today()) ? today() : last).toString());
        input.put("owner", owner(contract, me).toString());
        return input;
    }

    /** Who took the account over, else who sold it, else who looks after it. */
    private UUID owner(ContractRecord contract, Actor me) {
        var taken = contract.getCompanyId() == null
                ? null
                : sql.select(HANDOFF.ANSWERED_BY)
                        .from(HANDOFF)
                        .where(HANDOFF.SUBJECT_TYPE.eq("company"))
                        .and(HANDOFF.SUBJECT_ID.eq(contract.getCompanyId()))
                        .and(HANDOFF.KIND.in("customer-live", "customer-contact"))
                        .and(HANDOFF.STATE.eq("accepted"))
                        .orderBy(HANDOFF.ANSWERED_AT.desc())
                        .limit(1)
                        .fetchOne(HANDOFF.ANSWERED_BY);
        var owner = active(taken);
        if (owner == null) {
            owner = active(contract.getOwnerId());
        }
        if (owner == null) {
            owner = active(contract.getCsmId());
        }
        return owner == null ? me.member().value() : owner;
    }

    /** Whoever does their work now; null where nobody does. */
    private @Nullable UUID active(@Nullable UUID id) {
        var member = id == null ? null : members.find(members.present(new MemberId(id)));
        return member == null || !member.isActive() ? null : member.id().value();
    }

    /** Those whose contract says other dates or amounts than when it was looked at last follow it. @return how many */
    @Transactional
    public int follow() {
        var stale = sql.select(RENEWAL.fields())
                .from(RENEWAL)
                .join(CONTRACT)
                .on(CONTRACT.WORKSPACE_ID.eq(RENEWAL.WORKSPACE_ID))
                .and(CONTRACT.ID.eq(RENEWAL.CONTRACT_ID))
                .where(RENEWAL.STATE.eq("open"))
                .and(CONTRACT.DELETED_AT.isNull())
                .and(RenewalStore.goesOn())
                .and(RENEWAL.RENEWAL_ON
                        .ne(CONTRACT.RENEWAL_ON)
                        .or(RENEWAL.NOTICE_ON.ne(coalesce(CONTRACT.NOTICE_ON, CONTRACT.RENEWAL_ON))))
                .limit(AT_ONCE)
                .fetchInto(RENEWAL);
        if (!stale.isEmpty()) {
            var me = members.firstAdministrator(Objects.requireNonNull(WorkspaceScope.workspace()))
                    .through(Origin.RULE);
            var changeSet = changeSets.open(me, "renewal.followed", "");
            stale.forEach(row -> store.follow(row, changeSet, me));
        }
        return stale.size();
    }

    /** Every hour, on one node, so that it happens soon after midnight wherever the workspace is. */
    @Configuration(proxyBeanMethods = false)
    static class Task {
        private static final Logger LOG = LoggerFactory.getLogger(OpenRenewals.class);

        @Bean
        RecurringTask<Void> openRenewalsTask(EachWorkspace each, ObjectProvider<OpenRenewals> renewals) {
            return Tasks.recurring("open-renewals", FixedDelay.ofHours(1))
                    .execute((_, _) -> each.run(
                            "the renewals of a workspace could not be opened", () -> all(renewals.getObject())));
        }

        /** One that fails doesn't hold up the others; it is tried again. */
        private static void all(OpenRenewals renewals) {
            attempt(renewals::follow);
            try {
                renewals.due().forEach(contract -> attempt(() -> renewals.open(contract)));
            } catch (RuntimeException e) {
                LOG.error("the contracts to be renewed could not be read", e);
            }
        }

        private static void attempt(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("a renewal could not be opened", e);
            }
        }
    }
}
