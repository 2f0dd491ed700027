package io.diabolo.automation;

import static io.diabolo.jooq.Tables.AUTOMATION_RUN;

import io.diabolo.jooq.tables.records.AutomationRunRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Says of what happened whether an automation acts, and why or why not. */
@Component
class Judge {
    static final String LOOP = "automation.reason.loop";
    static final String RATE = "automation.reason.rate";
    static final String UNSEEN = "automation.reason.unseen";
    static final String OFF = "automation.reason.off";
    static final String RATE_TROUBLE = "automation.trouble.rate";
    private static final int AT_ONCE = 500;
    private final DSLContext sql;
    private final Facts facts;
    private final Runs runs;
    private final Causes causes;
    private final Keepers keepers;
    private final Automations automations;
    private final JsonMapper json;

    Judge(
            DSLContext sql,
            Facts facts,
            Runs runs,
            Causes causes,
            Keepers keepers,
            Automations automations,
            JsonMapper json) {
        this.sql = sql;
        this.facts = facts;
        this.runs = runs;
        this.causes = causes;
        this.keepers = keepers;
        this.automations = automations;
        this.json = json;
    }

    /** What is new: judged at once, or when its delay is over. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(Automation automation, List<Runs.Found> found, Instant now) {
        if (found.isEmpty()) {
            return;
        }
        if (!Runs.delay(automation.plan()).isZero()) {
            runs.wait(automation, found);
            return;
        }
        var keeper = keepers.of(automation);
        if (keeper != null) {
            var fresh = withoutKnown(automation, found);
            runs.write(automation, fresh, judge(automation, keeper, fresh, now), now);
        }
    }

    /** What was told twice would count twice against the hour's limit. */
    private List<Runs.Found> withoutKnown(Automation automation, List<Runs.Found> found) {
        var known = Set.copyOf(sql.select(AUTOMATION_RUN.KEY)
                .from(AUTOMATION_RUN)
                .where(AUTOMATION_RUN.AUTOMATION_ID.eq(automation.id()))
                .and(AUTOMATION_RUN.KEY.in(
                        found.stream().map(one -> one.what().key()).toList()))
                .fetch(row -> row.value1()));
        return found.stream().filter(one -> !known.contains(one.what().key())).toList();
    }

    /** Those whose time has come. @return whether there may be more */
    @Transactional
    public boolean some(Instant now) {
        var due = sql.selectFrom(AUTOMATION_RUN)
                .where(AUTOMATION_RUN.STATE.eq("waiting"))
                .and(AUTOMATION_RUN.DUE_AT.le(Runs.utc(now)))
                .orderBy(AUTOMATION_RUN.DUE_AT, AUTOMATION_RUN.ID)
                .limit(AT_ONCE)
                .forUpdate()
                .skipLocked()
                .fetch();
        var by = new HashMap<UUID, List<AutomationRunRecord>>();
        due.forEach(one -> by.computeIfAbsent(one.getAutomationId(), _ -> new ArrayList<>())
                .add(one));
        by.forEach((id, rows) -> settle(id, rows, now));
        return due.size() == AT_ONCE;
    }

    private void settle(UUID id, List<AutomationRunRecord> rows, Instant now) {
        var automation = present(id);
        var keeper = automation == null ? null : keepers.of(automation);
        var found = rows.stream().map(Judge::found).toList();
        var judged = automation == null || keeper == null
                ? found.stream()
                        .map(_ -> new Runs.Judged("skipped", OFF, List.of()))
                        .toList()
                : judge(automation, keeper, found, now);
        for (var i = 0; i < rows.size(); i++) {
            write(rows.get(i), judged.get(i), automation, now);
        }
    }

    /** Null when it was switched off, or thrown away, while they waited. */
    private @Nullable Automation present(UUID id) {
        try {
            var automation = automations.known(id);
            return automation.isOn() || RATE_TROUBLE.equals(automation.trouble()) ? automation : null;
        } catch (NoSuchRecord _) {
            return null;
        }
    }

    private static Runs.Found found(AutomationRunRecord row) {
        return new Runs.Found(
                new Occurrence(
                        row.getKey(),
                        row.getEvent(),
                        row.getRecordType(),
                        row.getRecordId(),
                        row.getDetail(),
                        Set.of(),
                        row.getAt().toInstant(),
                        row.getChangeSetId(),
                        false),
                row.getCauseId(),
                row.getDepth());
    }

    private void write(AutomationRunRecord row, Runs.Judged judged, @Nullable Automation automation, Instant now) {
        row.setState(judged.state());
        row.setReason(judged.reason());
        row.setVerdicts(JSONB.valueOf(json.writeValueAsString(judged.said())));
        if (automation != null) {
            row.setNumber(automation.number());
            if (Runs.WITH_ACTIONS.contains(judged.state())) {
                runs.actions(row.getId(), automation.plan());
            }
        }
        if (judged.state().equals("acting")) {
            row.setActedAt(Runs.utc(now));
        } else if (!judged.state().equals("held")) {
            row.setFinishedAt(Runs.utc(now));
        }
        row.update();
    }

    private List<Runs.Judged> judge(Automation automation, Actor keeper, List<Runs.Found> found, Instant now) {
        var plan = automation.plan();
        var all = new ArrayList<Runs.Judged>();
        // What comes to one that was stopped waits with the rest until somebody lets it go.
        var left = automation.isOn() ? plan.mostAnHour() - acted(automation.id(), now) : 0;
        for (var from = 0; from < found.size(); from += AT_ONCE) {
            var some = found.subList(from, Math.min(found.size(), from + AT_ONCE));
            var said = facts.judge(plan, moments(plan, some), keeper);
            for (var i = 0; i < some.size(); i++) {
                var one = judged(automation, some.get(i), said.get(i), left);
                all.add(one);
                left -= one.state().equals("acting") ? 1 : 0;
            }
        }
        if (automation.isOn() && all.stream().anyMatch(one -> one.state().equals("held"))) {
            keepers.stop(automation, RATE_TROUBLE);
        }
        return all;
    }

    static List<Facts.Moment> moments(Plan plan, List<Runs.Found> some) {
        return some.stream()
                .map(one ->
                        new Facts.Moment(one.what().record(), one.what().at().plus(Runs.delay(plan))))
                .toList();
    }

    private Runs.Judged judged(Automation automation, Runs.Found found, @Nullable List<Facts.Said> said, int left) {
        if (said == null) {
            return new Runs.Judged("skipped", UNSEEN, List.of());
        }
        if (!Facts.hold(said)) {
            return new Runs.Judged("unmet", null, said);
        }
        if (causes.isCircle(automation.id(), found)) {
            return new Runs.Judged("skipped", LOOP, said);
        }
        return left > 0 ? new Runs.Judged("acting", null, said) : new Runs.Judged("held", RATE, said);
    }

    /** Within the last hour. Reads the index automation_run_acted. */
    private int acted(UUID automation, Instant now) {
        return sql.fetchCount(
                AUTOMATION_RUN,
                AUTOMATION_RUN.AUTOMATION_ID.eq(automation),
                AUTOMATION_RUN.ACTED_AT.gt(Runs.utc(now.minus(Duration.ofHours(1)))));
    }
}
