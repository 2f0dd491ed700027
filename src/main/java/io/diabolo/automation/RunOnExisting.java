package io.diabolo.automation;

import static io.diabolo.jooq.Tables.SEARCH_ENTRY;

import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has an automation act on the records that are there already: looked at first, then done as a job under one change set, with
 * which all that came of it can be taken back.
 */
@Service
class RunOnExisting implements Jobs.Work {
    static final String KIND = "automation.existing";
    private static final int NAMED = 50;
    private static final int AT_ONCE = 500;
    private static final int MOST = 100_000;
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final Automations automations;
    private final Facts facts;
    private final Runs runs;
    private final Parts parts;

    /** What it is done with. */
    @org.springframework.stereotype.Component
    record Parts(Members members, ChangeSets changeSets, Jobs jobs, Clock clock) {}

    RunOnExisting(
            DSLContext sql,
            TransactionTemplate transactions,
            Automations automations,
            Facts facts,
            Runs runs,
            Parts parts) {
        this.sql = sql;
        this.transactions = transactions;
        this.automations = automations;
        this.facts = facts;
        this.runs = runs;
        this.parts = parts;
    }

    record One(UUID id, String label) {}

    /** @param first some of them, by name */
    record Preview(long count, List<One> first) {}

    /** On which records it would act now; nothing is written. */
    @Transactional(readOnly = true)
    public Preview preview(UUID id, Actor me) {
        AutomationRights.read(me);
        var plan = automations.get(id, me).plan();
        var run = facts.run(plan, parts.clock().instant());
        var which = facts.now(run, plan, me);
        var count =
                sql.selectCount().from(run.from()).where(which).fetchSingle().value1();
        var first = sql.select(SEARCH_ENTRY.RECORD_ID, SEARCH_ENTRY.LABEL)
                .from(SEARCH_ENTRY)
                .where(SEARCH_ENTRY.KIND.eq(plan.recordType()))
                .and(SEARCH_ENTRY.RECORD_ID.in(
                        org.jooq.impl.DSL.select(run.id()).from(run.from()).where(which)))
                .orderBy(SEARCH_ENTRY.NAME_KEY)
                .limit(NAMED)
                .fetch(row -> new One(row.value1(), row.value2()));
        return new Preview(count, first);
    }

    record Wanted(UUID automation, UUID changeSet) {}

    /** @return the job; @throws BadInput unless it is on, and {@code me} its keeper */
    @Transactional
    public UUID begin(UUID id, Actor me) {
        AutomationRights.write(me);
        var automation = automations.get(id, me);
        if (!automation.isOn()) {
            throw new BadInput("state", "automation.fault.off");
        }
        AutomationRights.keep(automation.keeper(), me);
        var changeSet = parts.changeSets().open(me.through(Origin.RULE), "automation.existing", automation.name());
        return parts.jobs().submit(KIND, automation.name(), new Wanted(id, changeSet), me);
    }

    @Override
    public String kind() {
        return KIND;
    }

    record Result(long begun, UUID changeSet) {}

    @Override
    public Object run(Jobs.Run job) {
        var wanted = job.input(Wanted.class);
        var ids = transactions.execute(_ -> matching(wanted, job.member()));
        var done = 0;
        for (var from = 0; from < ids.size(); from += AT_ONCE) {
            var some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
            transactions.executeWithoutResult(_ -> write(wanted, job.id(), some));
            done += some.size();
            job.progress(done, ids.size());
        }
        return new Result(done, wanted.changeSet());
    }

    private List<UUID> matching(Wanted wanted, MemberId member) {
        var me = parts.members().actor(member, Origin.RULE, Scope.WRITE);
        var plan = automations.known(wanted.automation()).plan();
        var run = facts.run(plan, parts.clock().instant());
        return sql.select(run.id())
                .from(run.from())
                .where(facts.now(run, plan, me))
                .orderBy(run.id())
                .limit(MOST)
                .fetch(row -> row.value1());
    }

    /** A second run of the job, after a crash, finds those of the first. */
    private void write(Wanted wanted, UUID job, List<UUID> some) {
        var automation = automations.known(wanted.automation());
        var now = parts.clock().instant();
        var found = some.stream()
                .map(id -> Runs.Found.of(existing(automation, job, id, now, wanted.changeSet())))
                .toList();
        var said = automation.plan().conditions().stream()
                .map(one -> new Facts.Said(one, true))
                .toList();
        runs.write(
                automation,
                found,
                found.stream().map(_ -> new Runs.Judged("acting", null, said)).toList(),
                now);
        // Each that is acted upon is a consequence of it; so many there were.
        parts.changeSets().count(wanted.changeSet(), 0, some.size(), 0);
    }

    private static Occurrence existing(
            Automation automation, UUID job, UUID record, Instant now, @Nullable UUID changeSet) {
        return new Occurrence(
                "existing/" + job + "/" + record,
                "existing",
                automation.plan().recordType(),
                record,
                null,
                Set.of(),
                now,
                changeSet,
                false);
    }
}
