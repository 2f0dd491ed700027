package io.diabolo.automation;

import static io.diabolo.jooq.Tables.AUTOMATION_ACTION;
import static io.diabolo.jooq.Tables.AUTOMATION_RUN;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows of what automations did, do and will do. Two of the same happening are one. */
@Component
class Runs {
    static final Set<String> WITH_ACTIONS = Set.of("acting", "held");
    private static final int AT_ONCE = 500;
    private final DSLContext sql;
    private final JsonMapper json;

    Runs(DSLContext sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /**
     * Something that an automation looks at.
     *
     * @param cause the run that made it happen; null: somebody did
     */
    record Found(Occurrence what, @Nullable UUID cause, int depth) {
        static Found of(Occurrence what) {
            return new Found(what, null, 0);
        }
    }

    /** @param reason text key, where there is something to say */
    record Judged(String state, @Nullable String reason, List<Facts.Said> said) {}

    /** To be judged when their time has come. */
    void add(Automation automation, List<Occurrence> all) {
        wait(automation, all.stream().map(Found::of).toList());
    }

    void wait(Automation automation, List<Found> all) {
        if (automation.plan().settles()) {
            // One after the other: of several of one record in one part, each puts off the one before.
            for (var one : all) {
                if (!isPutOff(automation, one.what())) {
                    insert(automation, one, "waiting", null, List.of(), null).execute();
                }
            }
            return;
        }
        for (var from = 0; from < all.size(); from += AT_ONCE) {
            var rows = all.subList(from, Math.min(all.size(), from + AT_ONCE)).stream()
                    .map(one -> insert(automation, one, "waiting", null, List.of(), null))
                    .toList();
            sql.batch(rows).execute();
        }
    }

    /** The delay begins anew where an earlier event still waits. */
    private boolean isPutOff(Automation automation, Occurrence what) {
        var due = due(automation, what);
        return sql.update(AUTOMATION_RUN)
                        .set(AUTOMATION_RUN.DUE_AT, due)
                        .set(AUTOMATION_RUN.AT, utc(what.at()))
                        .set(AUTOMATION_RUN.CHANGE_SET_ID, what.changeSet())
                        .where(AUTOMATION_RUN.AUTOMATION_ID.eq(automation.id()))
                        .and(AUTOMATION_RUN.RECORD_ID.eq(what.record()))
                        .and(AUTOMATION_RUN.STATE.eq("waiting"))
                        .and(AUTOMATION_RUN.AT.le(utc(what.at())))
                        .execute()
                > 0;
    }

    /**
     * Judged at once.
     *
     * @param judged one for each of {@code all}
     */
    void write(Automation automation, List<Found> all, List<Judged> judged, Instant now) {
        var others = new ArrayList<org.jooq.Query>();
        for (var i = 0; i < all.size(); i++) {
            var one = judged.get(i);
            var row = insert(automation, all.get(i), one.state(), one.reason(), one.said(), now);
            if (WITH_ACTIONS.contains(one.state())) {
                var id = row.returningResult(AUTOMATION_RUN.ID).fetchOne(AUTOMATION_RUN.ID);
                if (id != null) {
                    actions(id, automation.plan());
                }
            } else {
                others.add(row);
            }
        }
        for (var from = 0; from < others.size(); from += AT_ONCE) {
            sql.batch(others.subList(from, Math.min(others.size(), from + AT_ONCE)))
                    .execute();
        }
    }

    /** What is to be done is fixed now, so that a plan changed meanwhile changes nothing of it. */
    void actions(UUID run, Plan plan) {
        var position = 0;
        for (var action : plan.actions()) {
            sql.insertInto(AUTOMATION_ACTION)
                    .set(AUTOMATION_ACTION.RUN_ID, run)
                    .set(AUTOMATION_ACTION.POSITION, position++)
                    .set(AUTOMATION_ACTION.KIND, action.kind())
                    .set(AUTOMATION_ACTION.TOLD, JSONB.valueOf(json.writeValueAsString(action)))
                    .execute();
        }
    }

    private org.jooq.InsertReturningStep<io.diabolo.jooq.tables.records.AutomationRunRecord> insert(
            Automation automation,
            Found found,
            String state,
            @Nullable String reason,
            List<Facts.Said> said,
            @Nullable Instant judgedAt) {
        var what = found.what();
        return sql.insertInto(AUTOMATION_RUN)
                .set(AUTOMATION_RUN.AUTOMATION_ID, automation.id())
                .set(AUTOMATION_RUN.NUMBER, automation.number())
                .set(AUTOMATION_RUN.KEY, what.key())
                .set(AUTOMATION_RUN.EVENT, what.event())
                .set(AUTOMATION_RUN.RECORD_TYPE, what.recordType())
                .set(AUTOMATION_RUN.RECORD_ID, what.record())
                .set(AUTOMATION_RUN.DETAIL, what.detail())
                .set(AUTOMATION_RUN.AT, utc(what.at()))
                .set(AUTOMATION_RUN.DUE_AT, due(automation, what))
                .set(AUTOMATION_RUN.STATE, state)
                .set(AUTOMATION_RUN.REASON, reason)
                .set(AUTOMATION_RUN.VERDICTS, JSONB.valueOf(json.writeValueAsString(said)))
                .set(AUTOMATION_RUN.CHANGE_SET_ID, what.changeSet())
                .set(AUTOMATION_RUN.CAUSE_ID, found.cause())
                .set(AUTOMATION_RUN.DEPTH, found.depth())
                .set(AUTOMATION_RUN.ACTED_AT, state.equals("acting") && judgedAt != null ? utc(judgedAt) : null)
                .set(
                        AUTOMATION_RUN.FINISHED_AT,
                        judgedAt == null || WITH_ACTIONS.contains(state) ? null : utc(judgedAt))
                .onConflictDoNothing();
    }

    private static OffsetDateTime due(Automation automation, Occurrence what) {
        return utc(what.at().plus(delay(automation.plan())));
    }

    static Duration delay(Plan plan) {
        return plan.trigger().isEvent() ? Duration.ofMinutes(plan.delayMinutes()) : Duration.ZERO;
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
