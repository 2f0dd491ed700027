package io.diabolo.automation;

import static io.diabolo.jooq.Tables.AUTOMATION;
import static io.diabolo.jooq.Tables.AUTOMATION_ACTION;
import static io.diabolo.jooq.Tables.AUTOMATION_RUN;
import static io.diabolo.jooq.Tables.MAIL;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What automations did and didn't do, with the reasons; and doing again what failed. */
@Service
class RunLog {
    static final List<String> STATES = List.of("waiting", "unmet", "held", "acting", "done", "failed", "skipped");
    private final DSLContext sql;
    private final Automations automations;
    private final JsonMapper json;
    private final Clock clock;

    RunLog(DSLContext sql, Automations automations, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.automations = automations;
        this.json = json;
        this.clock = clock;
    }

    /**
     * One automation and one record.
     *
     * @param keeper with whose rights the automation acts now
     * @param label what the record is called; empty where it is gone, or isn't for who asks
     * @param reason text key; null where the conditions say it
     */
    record Run(
            UUID id,
            UUID automation,
            String automationName,
            MemberId keeper,
            int number,
            String event,
            String recordType,
            UUID record,
            String label,
            @Nullable String detail,
            Instant at,
            Instant dueAt,
            String state,
            @Nullable String reason,
            List<Facts.Said> said,
            @Nullable UUID changeSet,
            @Nullable UUID cause,
            @Nullable Instant finishedAt) {}

    /**
     * @param state waiting, done, failed, or uncertain where nobody knows whether the mail was taken
     * @param note text key of what was done, or why not
     */
    record Step(
            UUID id,
            UUID run,
            String kind,
            String state,
            @Nullable String note,
            List<String> args,
            @Nullable UUID changeSet,
            @Nullable UUID mail,
            @Nullable UUID delivery,
            int tries,
            @Nullable Instant at) {}

    /** What of the log is asked for; null: all. */
    record Asked(
            @Nullable UUID automation,
            @Nullable String state,
            @Nullable String recordType,
            @Nullable UUID record) {
        static final Asked ALL = new Asked(null, null, null, null);

        private Condition condition() {
            return (automation == null ? noCondition() : AUTOMATION_RUN.AUTOMATION_ID.eq(automation))
                    .and(state == null ? noCondition() : AUTOMATION_RUN.STATE.eq(state))
                    .and(
                            recordType == null || record == null
                                    ? noCondition()
                                    : AUTOMATION_RUN
                                            .RECORD_TYPE
                                            .eq(recordType)
                                            .and(AUTOMATION_RUN.RECORD_ID.eq(record)));
        }
    }

    /** The newest first, from behind the one named. */
    @Transactional(readOnly = true)
    public List<Run> runs(Asked asked, @Nullable UUID after, int limit, Actor me) {
        AutomationRights.read(me);
        return found(asked.condition().and(after == null ? noCondition() : behind(after)), me, limit);
    }

    private Condition behind(UUID after) {
        var at = sql.select(AUTOMATION_RUN.AT)
                .from(AUTOMATION_RUN)
                .where(AUTOMATION_RUN.ID.eq(after))
                .fetchOptional(AUTOMATION_RUN.AT)
                .orElseThrow(() -> new NoSuchRecord("automation_run", after));
        return row(AUTOMATION_RUN.AT, AUTOMATION_RUN.ID).lt(at, after);
    }

    private List<Run> found(Condition which, @Nullable Actor me, int limit) {
        return sql.select(AUTOMATION_RUN.asterisk(), AUTOMATION.NAME, AUTOMATION.KEEPER_ID)
                .select(SEARCH_ENTRY.LABEL, SEARCH_ENTRY.OWNER_ID)
                .from(AUTOMATION_RUN)
                .join(AUTOMATION)
                .on(AUTOMATION.WORKSPACE_ID.eq(AUTOMATION_RUN.WORKSPACE_ID))
                .and(AUTOMATION.ID.eq(AUTOMATION_RUN.AUTOMATION_ID))
                .leftJoin(SEARCH_ENTRY)
                .on(SEARCH_ENTRY.WORKSPACE_ID.eq(AUTOMATION_RUN.WORKSPACE_ID))
                .and(SEARCH_ENTRY.KIND.eq(AUTOMATION_RUN.RECORD_TYPE))
                .and(SEARCH_ENTRY.RECORD_ID.eq(AUTOMATION_RUN.RECORD_ID))
                .where(which)
                .orderBy(AUTOMATION_RUN.AT.desc(), AUTOMATION_RUN.ID.desc())
                .limit(limit)
                .fetch(one -> run(one, me));
    }

    private Run run(Record one, @Nullable Actor me) {
        var run = one.into(AUTOMATION_RUN);
        var isSeen = me == null || covers(me, one.get(SEARCH_ENTRY.OWNER_ID));
        return new Run(
                run.getId(),
                run.getAutomationId(),
                one.get(AUTOMATION.NAME),
                new MemberId(one.get(AUTOMATION.KEEPER_ID)),
                run.getNumber(),
                run.getEvent(),
                run.getRecordType(),
                run.getRecordId(),
                isSeen ? Objects.requireNonNullElse(one.get(SEARCH_ENTRY.LABEL), "") : "",
                run.getDetail(),
                run.getAt().toInstant(),
                run.getDueAt().toInstant(),
                run.getState(),
                run.getReason(),
                Arrays.asList(json.readValue(run.getVerdicts().data(), Facts.Said[].class)),
                run.getChangeSetId(),
                run.getCauseId(),
                instant(run.getFinishedAt()));
    }

    /** Whether a record of this owner is for who asks. */
    static boolean covers(Actor me, @Nullable UUID owner) {
        return me.visibility().covers(owner == null ? null : new MemberId(owner));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** @throws NoSuchRecord when there is none */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Run get(UUID id, Actor me) {
        AutomationRights.read(me);
        return found(AUTOMATION_RUN.ID.eq(id), me, 1).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchRecord("automation_run", id));
    }

    /** For who does it. */
    @Transactional(readOnly = true)
    public Run known(UUID id) {
        return found(AUTOMATION_RUN.ID.eq(id), null, 1).getFirst();
    }

    /** What these runs did, in order. */
    @Transactional(readOnly = true)
    public List<Step> steps(List<UUID> runs) {
        return sql.select(AUTOMATION_ACTION.asterisk(), MAIL.STATE)
                .from(AUTOMATION_ACTION)
                .leftJoin(MAIL)
                .on(MAIL.WORKSPACE_ID.eq(AUTOMATION_ACTION.WORKSPACE_ID))
                .and(MAIL.ID.eq(AUTOMATION_ACTION.MAIL_ID))
                .where(AUTOMATION_ACTION.RUN_ID.in(runs))
                .orderBy(AUTOMATION_ACTION.RUN_ID, AUTOMATION_ACTION.POSITION)
                .fetch(this::step);
    }

    private Step step(Record one) {
        var action = one.into(AUTOMATION_ACTION);
        return new Step(
                action.getId(),
                action.getRunId(),
                action.getKind(),
                "uncertain".equals(one.get(MAIL.STATE)) ? "uncertain" : action.getState(),
                action.getNote(),
                texts(action.getNoteArgs()),
                action.getChangeSetId(),
                action.getMailId(),
                action.getDeliveryId(),
                action.getTries(),
                instant(action.getAt()));
    }

    private List<String> texts(JSONB stored) {
        return Arrays.asList(json.readValue(stored.data(), String[].class));
    }

    /**
     * Goes on where a run failed, or lets go what was held; what is done already isn't done again.
     *
     * @return false when it neither failed nor is held
     * @throws io.diabolo.platform.BadInput unless {@code me} keeps the automation: it is done with the keeper's rights
     */
    @Transactional
    public boolean retry(UUID id, Actor me) {
        AutomationRights.write(me);
        AutomationRights.keep(get(id, me).keeper(), me);
        return again(AUTOMATION_RUN.ID.eq(id)) == 1;
    }

    /** The same of all of an automation. @return of how many */
    @Transactional
    public int retryAll(UUID automation, Actor me) {
        AutomationRights.write(me);
        AutomationRights.keep(automations.known(automation).keeper(), me);
        return again(AUTOMATION_RUN.AUTOMATION_ID.eq(automation));
    }

    private int again(Condition which) {
        var now = Runs.utc(clock.instant());
        var ids = sql.update(AUTOMATION_RUN)
                .set(AUTOMATION_RUN.STATE, "acting")
                .setNull(AUTOMATION_RUN.REASON)
                .setNull(AUTOMATION_RUN.FINISHED_AT)
                .set(AUTOMATION_RUN.DUE_AT, now)
                .set(AUTOMATION_RUN.ACTED_AT, now)
                .where(which)
                .and(AUTOMATION_RUN.STATE.in("failed", "held"))
                .returningResult(AUTOMATION_RUN.ID)
                .fetch(found -> found.value1());
        sql.update(AUTOMATION_ACTION)
                .set(AUTOMATION_ACTION.STATE, "waiting")
                .where(AUTOMATION_ACTION.RUN_ID.in(ids))
                .and(AUTOMATION_ACTION.STATE.eq("failed"))
                .execute();
        return ids.size();
    }

    /** How many of each state there were since then. Reads the index automation_run_of_automation. */
    @Transactional(readOnly = true)
    public java.util.Map<String, Integer> counts(UUID automation, Instant since) {
        return sql.select(AUTOMATION_RUN.STATE, org.jooq.impl.DSL.count())
                .from(AUTOMATION_RUN)
                .where(AUTOMATION_RUN.AUTOMATION_ID.eq(automation))
                .and(AUTOMATION_RUN.AT.ge(Runs.utc(since)))
                .groupBy(AUTOMATION_RUN.STATE)
                .fetchMap(AUTOMATION_RUN.STATE, org.jooq.impl.DSL.count());
    }
}
