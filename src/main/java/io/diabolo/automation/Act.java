package io.diabolo.automation;

import static io.diabolo.jooq.Tables.AUTOMATION_ACTION;
import static io.diabolo.jooq.Tables.AUTOMATION_RUN;

import io.diabolo.jooq.tables.records.AutomationActionRecord;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.DatabaseTrouble;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.RecordTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does what runs have to do, one action after the other. An action and the word that it was done are one transaction: whoever is
 * killed in the middle has done nothing of it, and whoever comes next does it once.
 */
@Component
class Act {
    private static final Logger LOG = LoggerFactory.getLogger(Act.class);
    private static final int A_ROUND = 500;
    /** What fails for no reason that anybody could mend is tried again by itself. */
    private static final int TRIES = 3;

    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final RunLog log;
    private final Automations automations;
    private final Keepers keepers;
    private final Parts parts;

    /** What an action is done with. */
    @Component
    record Parts(ObjectProvider<Deed> deeds, Acting acting, RecordTypes types, JsonMapper json) {}

    Act(
            DSLContext sql,
            TransactionTemplate transactions,
            RunLog log,
            Automations automations,
            Keepers keepers,
            Parts parts) {
        this.sql = sql;
        this.transactions = transactions;
        this.log = log;
        this.automations = automations;
        this.keepers = keepers;
        this.parts = parts;
    }

    /** Those of the present workspace that are to act. @return whether there may be more */
    boolean some(Instant now) {
        List<UUID> due = transactions.execute(_ -> sql.select(AUTOMATION_RUN.ID)
                .from(AUTOMATION_RUN)
                .where(AUTOMATION_RUN.STATE.eq("acting"))
                .and(AUTOMATION_RUN.DUE_AT.le(Runs.utc(now)))
                .orderBy(AUTOMATION_RUN.DUE_AT, AUTOMATION_RUN.ID)
                .limit(A_ROUND)
                .fetch(AUTOMATION_RUN.ID));
        for (var run : due) {
            while (goesOn(run, now)) {
                // the next action
            }
        }
        return due.size() == A_ROUND;
    }

    /** The action that comes next; none is begun that another thread has in hand. */
    private boolean goesOn(UUID run, Instant now) {
        var begun = new UUID[1];
        try {
            return Boolean.TRUE.equals(transactions.execute(_ -> step(run, begun, now)));
        } catch (RuntimeException e) {
            if (DatabaseTrouble.of(e) != null || begun[0] == null) {
                // It says nothing of the action, which is done when the database is back.
                throw e;
            }
            transactions.executeWithoutResult(_ -> failed(run, begun[0], e, now));
            return false;
        }
    }

    private boolean step(UUID id, UUID[] begun, Instant now) {
        var locked = sql.select(AUTOMATION_RUN.ID)
                .from(AUTOMATION_RUN)
                .where(AUTOMATION_RUN.ID.eq(id))
                .and(AUTOMATION_RUN.STATE.eq("acting"))
                .forUpdate()
                .skipLocked()
                .fetchOne();
        if (locked == null) {
            return false;
        }
        var run = log.known(id);
        var next = sql.selectFrom(AUTOMATION_ACTION)
                .where(AUTOMATION_ACTION.RUN_ID.eq(id))
                .and(AUTOMATION_ACTION.STATE.eq("waiting"))
                .orderBy(AUTOMATION_ACTION.POSITION)
                .limit(1)
                .fetchOne();
        if (next == null) {
            finish(id, "done", null, now);
            return false;
        }
        begun[0] = next.getId();
        return act(run, next, now);
    }

    private boolean act(RunLog.Run run, AutomationActionRecord next, Instant now) {
        var automation = present(run.automation());
        var keeper = automation == null ? null : keepers.of(automation);
        if (automation == null || keeper == null) {
            finish(run.id(), "skipped", Judge.OFF, now);
            return false;
        }
        var told = parts.json().readValue(next.getTold().data(), Action.class);
        var type = parts.types().byId(run.recordType()).orElseThrow();
        var deed = parts.deeds().stream()
                .filter(one -> one.kind().equals(next.getKind()))
                .findFirst()
                .orElseThrow();
        var doing = new Deed.Doing(next.getId(), automation, run, told, type, keeper);
        var did = parts.acting().in(new Acting.Cause(run.id(), run.changeSet()), () -> deed.act(doing));
        next.setState("done");
        next.setNote(did.note());
        next.setNoteArgs(args(did.args()));
        next.setChangeSetId(did.changeSet());
        next.setMailId(did.mail());
        next.setDeliveryId(did.delivery());
        next.setTries(next.getTries() + 1);
        next.setAt(Runs.utc(now));
        next.update();
        return true;
    }

    /** Null when it was switched off or thrown away: then what it still had to do is left. */
    private @Nullable Automation present(UUID id) {
        try {
            var automation = automations.known(id);
            return automation.state().equals("off") ? null : automation;
        } catch (NoSuchRecord _) {
            return null;
        }
    }

    private JSONB args(List<Object> args) {
        return JSONB.valueOf(parts.json()
                .writeValueAsString(args.stream().map(String::valueOf).toList()));
    }

    private void finish(UUID run, String state, @Nullable String reason, Instant now) {
        sql.update(AUTOMATION_RUN)
                .set(AUTOMATION_RUN.STATE, state)
                .set(AUTOMATION_RUN.REASON, reason)
                .set(AUTOMATION_RUN.FINISHED_AT, Runs.utc(now))
                .where(AUTOMATION_RUN.ID.eq(run))
                .execute();
    }

    private void failed(UUID run, UUID action, RuntimeException failure, Instant now) {
        var why = why(failure);
        var row = sql.selectFrom(AUTOMATION_ACTION)
                .where(AUTOMATION_ACTION.ID.eq(action))
                .forUpdate()
                .fetchSingle();
        row.setTries(row.getTries() + 1);
        row.setNote(why.key());
        row.setNoteArgs(args(why.args()));
        row.setAt(Runs.utc(now));
        if (why.mendable() || row.getTries() % TRIES == 0) {
            row.setState("failed");
            finish(run, "failed", why.key(), now);
        } else {
            sql.update(AUTOMATION_RUN)
                    .set(
                            AUTOMATION_RUN.DUE_AT,
                            Runs.utc(now.plus(Duration.ofMinutes((long) row.getTries() * row.getTries()))))
                    .where(AUTOMATION_RUN.ID.eq(run))
                    .execute();
        }
        row.update();
    }

    /** @param mendable whether somebody has to do something, so that trying again by itself would be in vain */
    private record Why(String key, List<Object> args, boolean mendable) {}

    private static Why why(RuntimeException failure) {
        return switch (failure) {
            case Deed.Refused refused -> new Why(refused.key(), refused.args(), true);
            case BadInput bad -> {
                var fault = bad.faults().getFirst();
                yield new Why(fault.key(), new ArrayList<>(fault.args()), true);
            }
            case NotAllowed _ -> new Why("automation.fault.rights", List.of(), true);
            case NoSuchRecord _ -> new Why("automation.fault.gone", List.of(), true);
            default -> {
                LOG.error("an automation's action failed", failure);
                yield new Why("automation.fault.trouble", List.of(), false);
            }
        };
    }
}
