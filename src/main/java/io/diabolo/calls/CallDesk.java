package io.diabolo.calls;

import static io.diabolo.jooq.Tables.CALL_SCRIPT;
import static io.diabolo.jooq.Tables.LEAD;

import io.diabolo.calls.CallQueue.Queue;
import io.diabolo.directory.People;
import io.diabolo.identity.AccessChanged;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.qualification.Leads;
import io.diabolo.qualification.Moved;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Calls one after the other: whom, why, and what came of it. A note is kept whatever the outcome. */
@Service
class CallDesk {
    static final int LONGEST = 10_000;
    private static final Duration FURTHEST = Duration.ofDays(366);

    private final DSLContext sql;
    private final CallQueue queue;
    private final CallStore store;
    private final Records records;
    private final RecordTypes types;
    private final Leads leads;
    private final People people;
    private final ChangeSets changeSets;
    private final Workspaces workspaces;
    private final Texts texts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CallDesk(
            DSLContext sql,
            CallQueue queue,
            CallStore store,
            Records records,
            RecordTypes types,
            Leads leads,
            People people,
            ChangeSets changeSets,
            Workspaces workspaces,
            Texts texts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.queue = queue;
        this.store = store;
        this.records = records;
        this.types = types;
        this.leads = leads;
        this.people = people;
        this.changeSets = changeSets;
        this.workspaces = workspaces;
        this.texts = texts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What is said of a call.
     *
     * @param after the last call that the page knew; null: none. Who presses twice has called once
     * @param again when they are to be called back; null: after the usual time
     * @param next what is to be done next; empty: nothing. Due on {@code nextOn}
     */
    record Said(
            CallOutcome outcome,
            String note,
            @Nullable UUID after,
            @Nullable Instant again,
            String next,
            @Nullable LocalDate nextOn) {}

    /** @param changeSet which takes all of it back; null when it had been said already */
    record Logged(@Nullable UUID changeSet) {}

    @Transactional(readOnly = true)
    public Queue queue(Actor me) {
        return queue.of(me.member(), clock.instant());
    }

    /** @throws NoSuchRecord also if {@code me} can't see the lead */
    @Transactional(noRollbackFor = NoSuchRecord.class)
    public Logged log(UUID lead, Said said, Actor me) {
        me.mayWrite();
        records.get(types.byId("lead").orElseThrow(), lead, me);
        refuse(said);
        sql.select(LEAD.ID).from(LEAD).where(LEAD.ID.eq(lead)).forUpdate().fetch();
        var now = clock.instant();
        var callee = store.one(lead, now);
        if (callee == null || !Objects.equals(callee.lastCall(), said.after())) {
            return new Logged(null);
        }
        var cause = said.outcome() == CallOutcome.NOT_INTERESTED ? disqualified(lead, me) : null;
        var changeSet = changeSets.open(me, "call.created", callee.name(), cause);
        UUID activity = null;
        if (said.outcome() != CallOutcome.SKIPPED) {
            activity = activity(callee, said, changeSet, me);
            follow(callee, said, changeSet, me);
        }
        store.write(lead, me.member(), said.outcome(), now, again(said, now), activity, changeSet);
        if (said.outcome() != CallOutcome.SKIPPED) {
            events.publishEvent(new CallMade(me.workspace(), lead, callee.person(), said.outcome(), changeSet, now));
        }
        // What caused it is undone with all that followed from it.
        return new Logged(cause == null ? changeSet : cause);
    }

    private static Instant again(Said said, Instant now) {
        var again = said.again();
        return again == null ? now.plus(said.outcome().pause()) : again;
    }

    private void refuse(Said said) {
        var now = clock.instant();
        if (said.note().length() > LONGEST || said.next().length() > 500) {
            throw new BadInput("note", "problem.field.too-long", LONGEST);
        }
        if (said.note().indexOf('\0') >= 0 || said.next().indexOf('\0') >= 0) {
            throw new BadInput("note", "problem.field.text");
        }
        var again = said.again();
        if (said.outcome() == CallOutcome.CALL_BACK
                && (again == null || !again.isAfter(now) || again.isAfter(now.plus(FURTHEST)))) {
            throw new BadInput("again", "calls.fault.again");
        }
    }

    /** Null where it is no lead's to be put out: an opportunity decides, or it is out already. */
    private @Nullable UUID disqualified(UUID lead, Actor me) {
        var reason = text("calls.reason.not-interested");
        return leads.move(lead, Stage.DISQUALIFIED, reason, me) instanceof Moved.Done done ? done.changeSet() : null;
    }

    private UUID activity(Callee callee, Said said, UUID changeSet, Actor me) {
        var input = of(callee);
        input.put("kind", "call");
        input.put("direction", "outbound");
        input.put("subject", text("choice.call.outcome." + said.outcome().id()));
        input.put("body", body(callee, said));
        return records.createAlong(types.byId("activity").orElseThrow(), input, changeSet, me);
    }

    /** A number that is taken away is still told. */
    private static String body(Callee callee, Said said) {
        var note = said.note().strip();
        if (said.outcome() != CallOutcome.WRONG_NUMBER || callee.number() == null) {
            return note;
        }
        return note.isEmpty() ? callee.number() : callee.number() + "\n" + note;
    }

    private static Map<String, @Nullable Object> of(Callee callee) {
        var input = new HashMap<String, @Nullable Object>();
        input.put("lead", callee.lead().toString());
        if (callee.person() != null) {
            input.put("person", callee.person().toString());
        }
        if (callee.company() != null) {
            input.put("company", callee.company().toString());
        }
        return input;
    }

    private void follow(Callee callee, Said said, UUID changeSet, Actor me) {
        if (said.outcome() == CallOutcome.WRONG_NUMBER
                && callee.person() != null
                && !callee.of().equals("company")) {
            var nothing = new HashMap<String, @Nullable Object>();
            nothing.put(callee.of(), null);
            people.update(callee.person(), nothing, changeSet, me);
        }
        if (said.outcome() != CallOutcome.NOT_INTERESTED && isNew(callee.lead())) {
            records.updateAlong(
                    types.byId("lead").orElseThrow(), callee.lead(), Map.of("status", "working"), changeSet, me);
        }
        if (!said.next().isBlank()) {
            var input = of(callee);
            input.put("kind", "task");
            input.put("subject", said.next().strip());
            input.put("due_on", said.nextOn() == null ? null : said.nextOn().toString());
            records.createAlong(types.byId("activity").orElseThrow(), input, changeSet, me);
        }
    }

    private boolean isNew(UUID lead) {
        return sql.fetchExists(LEAD, LEAD.ID.eq(lead), LEAD.STATUS.eq("new"));
    }

    private String text(String key) {
        return texts.text(workspaces.settings().locale(), key);
    }

    /** What the team says on the phone; empty when nobody wrote it down. */
    @Transactional(readOnly = true)
    public String script() {
        var row = sql.selectFrom(CALL_SCRIPT).fetchOne();
        return row == null ? "" : row.getBody();
    }

    @Transactional
    public void write(String script, Actor me) {
        me.mayWrite();
        if (!me.administrator() && !me.roles().contains("manager")) {
            throw new io.diabolo.platform.NotAllowed("administrator");
        }
        if (script.length() > LONGEST) {
            throw new BadInput("script", "problem.field.too-long", LONGEST);
        }
        sql.insertInto(CALL_SCRIPT)
                .set(CALL_SCRIPT.BODY, script.strip())
                .onConflict(CALL_SCRIPT.WORKSPACE_ID)
                .doUpdate()
                .set(CALL_SCRIPT.BODY, script.strip())
                .execute();
        events.publishEvent(new AccessChanged(me, "call-script.changed", ""));
    }
}
