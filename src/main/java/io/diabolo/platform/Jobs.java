package io.diabolo.platform;

import static io.diabolo.jooq.Tables.JOB;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.diabolo.jooq.tables.records.JobRecord;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Long work: an import, an export, an undo. A job is a row with progress and a wish to cancel, run by whichever node
 * is free; after a crash it is run again from its beginning, so a {@link Work} commits in steps that may be repeated.
 */
@Service
public class Jobs {
    static final String TASK = "job";
    /** After so long one looks again whether those before it are over. */
    private static final Duration NEXT = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final TransactionTemplate reads;
    private final ObjectProvider<SchedulerClient> scheduler;
    private final ObjectProvider<Work> works;
    private final JsonMapper json;
    private final Clock clock;

    Jobs(
            DSLContext sql,
            TransactionTemplate transactions,
            ObjectProvider<SchedulerClient> scheduler,
            ObjectProvider<Work> works,
            JsonMapper json,
            Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.reads = new TransactionTemplate(java.util.Objects.requireNonNull(transactions.getTransactionManager()));
        this.reads.setReadOnly(true);
        this.scheduler = scheduler;
        this.works = works;
        this.json = json;
        this.clock = clock;
    }

    /** One kind of long work, a bean of the module that does it. It runs in the job's workspace, outside a transaction. */
    public interface Work {
        String kind();

        /** @return a short result, kept as JSON with the job */
        Object run(Run run) throws Exception;

        /** Whether those of a workspace wait for each other, the oldest first: side by side they would do the same work twice. */
        default boolean isAlone() {
            return false;
        }
    }

    /** A job in hand: what to do, and how to tell how far it is. */
    public interface Run {
        UUID id();

        MemberId member();

        <T> T input(Class<T> type);

        /** Saves the progress. @throws Cancelled when somebody asked to stop: let it through */
        void progress(long done, long total);

        /** The file that the job leaves to be fetched. */
        void result(UUID file);

        /**
         * Called in the transaction of the work: the job is done with what it did, or neither is. Where a second run,
         * after a crash, would do something else than the first.
         *
         * @throws Overtaken when another run did it already: let it through
         */
        void done(Object result);
    }

    /** The job was asked to stop; what its current step did is rolled back. */
    public static final class Cancelled extends RuntimeException {}

    /** Another run of the same job came through first; what this one did is rolled back. */
    public static final class Overtaken extends RuntimeException {}

    /** The work has to wait for something else: let it through, and it is run again after a while, from its beginning. */
    public static final class Later extends RuntimeException {
        private final Duration after;

        public Later(Duration after) {
            super("again after " + after);
            this.after = after;
        }
    }

    public record Job(
            UUID id,
            String kind,
            String title,
            MemberId member,
            String state,
            long done,
            long total,
            @Nullable UUID file,
            @Nullable String error,
            OffsetDateTime createdAt,
            String result) {
        public boolean isOver() {
            return !state.equals("waiting") && !state.equals("running");
        }
    }

    record Ticket(UUID workspace, UUID job) implements Serializable {}

    /** Begins long work; it starts once the caller's transaction commits. Job and schedule are there together or not at all. */
    public UUID submit(String kind, String title, Object input, Actor me) {
        return WorkspaceScope.in(
                me.workspace(),
                () -> inTransaction(() -> {
                    var id = create(kind, title, input, me);
                    schedule(id, me.workspace(), clock.instant());
                    return id;
                }));
    }

    /**
     * The same unless one of the kind is waiting, whose id it then answers: work that looks at everything need not be asked for
     * twice. One that runs already may have passed by what is new.
     */
    public UUID submitUnlessWaiting(String kind, Object input, Actor me) {
        return submitUnless(List.of("waiting"), kind, input, me);
    }

    /** The same unless one of the kind is waiting or running. */
    public UUID submitUnlessUnderWay(String kind, Object input, Actor me) {
        return submitUnless(List.of("waiting", "running"), kind, input, me);
    }

    private UUID submitUnless(List<String> states, String kind, Object input, Actor me) {
        var there = WorkspaceScope.in(
                me.workspace(),
                () -> inTransaction(() -> Optional.ofNullable(sql.select(JOB.ID)
                        .from(JOB)
                        .where(JOB.KIND.eq(kind))
                        .and(JOB.STATE.in(states))
                        .limit(1)
                        .fetchOne(JOB.ID))));
        return there.orElseGet(() -> submit(kind, "", input, me));
    }

    private void schedule(UUID id, WorkspaceId workspace, Instant at) {
        var instance = new TaskInstance<>(TASK, id.toString(), new Ticket(workspace.value(), id));
        scheduler.getObject().scheduleIfNotExists(SchedulableInstance.of(instance, at));
    }

    /** Does long work at once, in this thread: for the console. */
    public UUID runNow(String kind, String title, Object input, Actor me) {
        UUID id = create(kind, title, input, me);
        var later = WorkspaceScope.in(me.workspace(), () -> run(id));
        if (later != null) {
            schedule(id, me.workspace(), clock.instant().plus(later));
        }
        return id;
    }

    private UUID create(String kind, String title, Object input, Actor me) {
        return WorkspaceScope.in(
                me.workspace(),
                () -> inTransaction(() -> sql.insertInto(JOB)
                        .set(JOB.KIND, kind)
                        .set(JOB.TITLE, title)
                        .set(JOB.MEMBER_ID, me.member().value())
                        .set(JOB.INPUT, JSONB.valueOf(json.writeValueAsString(input)))
                        .returningResult(JOB.ID)
                        .fetchSingle()
                        .value1()));
    }

    /** @throws NoSuchRecord when there is none in this workspace */
    public Job find(UUID id) {
        return reading(() -> sql.selectFrom(JOB)
                .where(JOB.ID.eq(id))
                .fetchOptional(Jobs::job)
                .orElseThrow(() -> new NoSuchRecord("job", id)));
    }

    /** A member's newest jobs of one kind. Reads the index job_list. */
    public List<Job> newest(String kind, MemberId member, int limit) {
        return reading(() -> sql.selectFrom(JOB)
                .where(JOB.KIND.eq(kind))
                .and(JOB.MEMBER_ID.eq(member.value()))
                .orderBy(JOB.CREATED_AT.desc(), JOB.ID)
                .limit(limit)
                .fetch(Jobs::job));
    }

    /** Asks a job to stop at its next step; a job that is over stays as it is. */
    public void cancel(UUID id) {
        inTransaction(() -> sql.update(JOB)
                .set(JOB.CANCEL_REQUESTED, true)
                .where(JOB.ID.eq(id))
                .and(JOB.STATE.in("waiting", "running"))
                .execute());
    }

    private static Job job(io.diabolo.jooq.tables.records.JobRecord row) {
        return new Job(
                row.getId(),
                row.getKind(),
                row.getTitle(),
                new MemberId(row.getMemberId()),
                row.getState(),
                row.getDone(),
                row.getTotal(),
                row.getResultFileId(),
                row.getError(),
                row.getCreatedAt(),
                row.getResult().data());
    }

    /** @return after what time it wants to be run again; null when it is over */
    @Nullable
    Duration run(UUID id) {
        var row = inTransaction(() -> sql.selectFrom(JOB).where(JOB.ID.eq(id)).fetchOne());
        if (row == null || !(row.getState().equals("waiting") || row.getState().equals("running"))) {
            return null;
        }
        var work = works.stream()
                .filter(candidate -> candidate.kind().equals(row.getKind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody does jobs of kind " + row.getKind()));
        if (work.isAlone() && isBehindAnother(row)) {
            return NEXT;
        }
        inTransaction(() ->
                sql.update(JOB).set(JOB.STATE, "running").where(JOB.ID.eq(id)).execute());
        try {
            var result = work.run(new Started(
                    this, id, new MemberId(row.getMemberId()), row.getInput().data()));
            finish(id, "done", json.writeValueAsString(result), null);
        } catch (Cancelled _) {
            finish(id, "cancelled", "{}", null);
        } catch (Overtaken _) {
            LOG.info("job {} was done by another run", id);
        } catch (Later later) {
            inTransaction(() -> sql.update(JOB)
                    .set(JOB.STATE, "waiting")
                    .where(JOB.ID.eq(id))
                    .and(JOB.STATE.eq("running"))
                    .execute());
            return later.after;
        } catch (Throwable e) {
            if (DatabaseTrouble.of(e) != null) {
                // It says nothing of the work, which is tried again when the database is back or has space.
                throw new IllegalStateException("the database went away or was full during job " + id, e);
            }
            // An error too, such as a file that takes all memory: tried again it would only fail again, for ever.
            LOG.error("job {} of kind {} failed", id, row.getKind(), e);
            finish(id, "failed", "{}", String.valueOf(e.getMessage()));
        }
        return null;
    }

    private boolean isBehindAnother(JobRecord row) {
        return inTransaction(() -> sql.fetchExists(
                JOB,
                JOB.KIND.eq(row.getKind()),
                JOB.STATE.in("waiting", "running"),
                DSL.row(JOB.CREATED_AT, JOB.ID).lt(row.getCreatedAt(), row.getId())));
    }

    /** False when it was over before: it stays as it is. */
    private boolean finish(UUID id, String state, String result, @Nullable String error) {
        int finished = inTransaction(() -> sql.update(JOB)
                .set(JOB.STATE, state)
                .set(JOB.RESULT, JSONB.valueOf(result))
                .set(JOB.ERROR, error)
                .set(JOB.FINISHED_AT, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .where(JOB.ID.eq(id))
                .and(JOB.STATE.in("waiting", "running"))
                .execute());
        return finished == 1;
    }

    private <T extends @Nullable Object> T inTransaction(java.util.function.Supplier<T> work) {
        return transactions.execute(_ -> work.get());
    }

    private <T extends @Nullable Object> T reading(java.util.function.Supplier<T> work) {
        return reads.execute(_ -> work.get());
    }

    private record Started(Jobs jobs, UUID id, MemberId member, String input) implements Run {
        @Override
        public <T> T input(Class<T> type) {
            return jobs.json.readValue(input, type);
        }

        @Override
        public void progress(long done, long total) {
            // A transaction of its own, so that others see it while the work's is open.
            var apart = new TransactionTemplate(
                    java.util.Objects.requireNonNull(jobs.transactions.getTransactionManager()));
            apart.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
            var cancelled = apart.execute(_ -> jobs.sql
                    .update(JOB)
                    .set(JOB.DONE, done)
                    .set(JOB.TOTAL, total)
                    .where(JOB.ID.eq(id))
                    .returningResult(JOB.CANCEL_REQUESTED)
                    .fetchOne(JOB.CANCEL_REQUESTED));
            if (Boolean.TRUE.equals(cancelled)) {
                throw new Cancelled();
            }
        }

        @Override
        public void result(UUID file) {
            jobs.inTransaction(() -> jobs.sql
                    .update(JOB)
                    .set(JOB.RESULT_FILE_ID, file)
                    .where(JOB.ID.eq(id))
                    .execute());
        }

        @Override
        public void done(Object result) {
            if (!jobs.finish(id, "done", jobs.json.writeValueAsString(result), null)) {
                throw new Overtaken();
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class JobTask {
        /** A job runs once, unless it asks for more; if its node dies, the next one sees the dead heartbeat and runs it again. */
        @Bean
        CustomTask<Ticket> jobTask(ObjectProvider<Jobs> jobs, Clock clock) {
            return Tasks.custom(TASK, Ticket.class)
                    .onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofSeconds(10)))
                    .execute((instance, _) -> {
                        var ticket = instance.getData();
                        var later = WorkspaceScope.in(
                                new WorkspaceId(ticket.workspace()),
                                () -> jobs.getObject().run(ticket.job()));
                        return later == null
                                ? new CompletionHandler.OnCompleteRemove<>()
                                : (complete, operations) -> operations.reschedule(
                                        complete, clock.instant().plus(later));
                    });
        }
    }
}
