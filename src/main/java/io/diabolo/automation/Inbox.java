package io.diabolo.automation;

import static io.diabolo.jooq.Tables.AUTOMATION_CAUSE;

import io.diabolo.acquisition.FormSubmitted;
import io.diabolo.clocks.ClockBreached;
import io.diabolo.clocks.ClockWarned;
import io.diabolo.journey.HandoffAccepted;
import io.diabolo.journey.HandoffOffered;
import io.diabolo.journey.HandoffReturned;
import io.diabolo.platform.Actor;
import io.diabolo.records.HearsCommands;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Notes what happens, in the very transaction in which it happens: a process that dies afterwards has lost nothing, and what is
 * rolled back never was. Nothing is noted where no automation waits for anything.
 */
@Component
class Inbox implements HearsCommands {
    private static final String WAITED_FOR =
            "exists (select from automation where state = 'on' and begins = 'event' and deleted_at is null)";
    private final DSLContext sql;
    private final Acting acting;

    Inbox(DSLContext sql, Acting acting) {
        this.sql = sql;
        this.acting = acting;
    }

    @Override
    public @Nullable UUID causeOf(Actor me) {
        var cause = acting.cause();
        return cause == null ? null : cause.changeSet();
    }

    @Override
    public void opened(UUID changeSet, String action, Actor me) {
        var cause = acting.cause();
        if (cause != null) {
            sql.insertInto(AUTOMATION_CAUSE)
                    .set(AUTOMATION_CAUSE.CHANGE_SET_ID, changeSet)
                    .set(AUTOMATION_CAUSE.RUN_ID, cause.run())
                    .onConflictDoNothing()
                    .execute();
        }
        sql.execute(
                "insert into automation_inbox (key, change_set_id) select ?, ? where " + WAITED_FOR,
                "set/" + changeSet,
                changeSet);
    }

    @EventListener
    void on(HandoffOffered event) {
        note(
                "handoff_offered/" + event.handoff(),
                "handoff_offered",
                event.subjectType(),
                event.subject(),
                event.kind().id(),
                event.changeSet(),
                event.at());
    }

    @EventListener
    void on(HandoffAccepted event) {
        note(
                "handoff_accepted/" + event.handoff(),
                "handoff_accepted",
                event.subjectType(),
                event.subject(),
                event.kind().id(),
                event.changeSet(),
                event.at());
    }

    @EventListener
    void on(HandoffReturned event) {
        note(
                "handoff_returned/" + event.handoff(),
                "handoff_returned",
                event.subjectType(),
                event.subject(),
                event.kind().id(),
                event.changeSet(),
                event.at());
    }

    @EventListener
    void on(ClockWarned event) {
        note(
                "clock_warned/" + event.clock() + "/" + event.due(),
                "clock_warned",
                event.subjectType(),
                event.subject(),
                event.kind(),
                null,
                event.at());
    }

    @EventListener
    void on(ClockBreached event) {
        note(
                "clock_breached/" + event.clock() + "/" + event.due(),
                "clock_breached",
                event.subjectType(),
                event.subject(),
                event.kind(),
                null,
                event.at());
    }

    @EventListener
    void on(FormSubmitted event) {
        sql.execute(
                "insert into automation_inbox (key, event, record_type, record_id) select ?, 'form', 'lead', ? where "
                        + WAITED_FOR + " on conflict do nothing",
                "form/" + event.submission(),
                event.lead());
    }

    private void note(
            String key,
            String event,
            String recordType,
            UUID record,
            String detail,
            @Nullable UUID changeSet,
            Instant at) {
        sql.execute(
                "insert into automation_inbox (key, event, record_type, record_id, detail, change_set_id, at)"
                        + " select ?, ?, ?, ?, ?, ?::uuid, ?::timestamptz where " + WAITED_FOR
                        + " on conflict do nothing",
                key,
                event,
                recordType,
                record,
                detail,
                changeSet,
                at.atOffset(ZoneOffset.UTC));
    }
}
