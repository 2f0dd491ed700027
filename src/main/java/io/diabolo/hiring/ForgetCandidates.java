package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.CANDIDATE;
import static io.diabolo.jooq.Tables.INTERVIEW;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.importing.FilesNaming;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Forgetting;
import io.diabolo.records.Records;
import io.diabolo.sheets.Sheets;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Erases candidates with all that is kept of them: one when asked, and in the night those whose time is up. */
@Component
class ForgetCandidates implements Jobs.Work {
    static final String KIND = "forget-candidates";
    private static final int STEP = 100;
    private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}]");
    private final DSLContext sql;
    private final CandidateRetention retention;
    private final CandidateType candidates;
    private final InterviewType interviews;
    private final Gone gone;
    private final TransactionTemplate transactions;

    /** What is left of them elsewhere. */
    @Component
    record Gone(
            Records records,
            Forgetting forgetting,
            Sheets sheets,
            FilesNaming files,
            Workspaces workspaces,
            Texts texts) {}

    ForgetCandidates(
            DSLContext sql,
            CandidateRetention retention,
            CandidateType candidates,
            InterviewType interviews,
            Gone gone,
            TransactionTemplate transactions) {
        this.sql = sql;
        this.retention = retention;
        this.candidates = candidates;
        this.interviews = interviews;
        this.gone = gone;
        this.transactions = transactions;
    }

    record Wanted() {}

    record Erased(long people) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public Object run(Jobs.Run run) {
        return new Erased(due(done -> run.progress(done, done)));
    }

    /**
     * In the present workspace, some at a time, each step committed.
     *
     * @return how many they were
     */
    long due(LongConsumer progress) {
        long all = 0;
        while (true) {
            var step = retention.now(STEP);
            if (step.isEmpty()) {
                return all;
            }
            transactions.executeWithoutResult(_ -> erase(step));
            all += step.size();
            progress.accept(all);
        }
    }

    /** One, because they ask or nobody needs them any more; kept files that name their address go too. */
    void one(UUID candidate, Actor me) {
        HiringRights.hire(me);
        gone.records.get(candidates, candidate, me);
        var email = transactions.execute(_ -> {
            var row = sql.select(CANDIDATE.EMAIL)
                    .from(CANDIDATE)
                    .where(CANDIDATE.ID.eq(candidate))
                    .forUpdate()
                    .fetchOne();
            if (row == null) {
                throw new NoSuchRecord("candidate", candidate);
            }
            erase(List.of(candidate));
            return row.value1() == null ? "" : row.value1();
        });
        if (email != null && !email.isEmpty()) {
            var files = gone.files.naming(line -> line.contains(email));
            gone.files.destroy(files, SPECIAL.matcher(email).replaceAll("\\\\$0"));
        }
    }

    private void erase(List<UUID> ids) {
        var nameless = gone.texts.text(gone.workspaces.settings().locale(), "hiring.nameless");
        var talks = sql.select(INTERVIEW.ID)
                .from(INTERVIEW)
                .where(INTERVIEW.CANDIDATE_ID.in(ids))
                .fetch(INTERVIEW.ID);
        gone.sheets.forget(talks);
        gone.forgetting.records(interviews, talks, nameless);
        // What hangs on them, such as their files, goes with the row.
        gone.forgetting.records(candidates, ids, nameless);
    }

    @Configuration(proxyBeanMethods = false)
    static class Nightly {

        /** One node does it: the task is a row that it locks. */
        @Bean
        RecurringTask<Void> forgetCandidatesTask(EachWorkspace each, ObjectProvider<ForgetCandidates> forget) {
            return Tasks.recurring("forget-candidates", Schedules.daily(LocalTime.of(3, 20)))
                    .execute((_, _) -> each.run(
                            "the candidates of a workspace could not be erased",
                            () -> forget.getObject().due(_ -> {})));
        }
    }
}
