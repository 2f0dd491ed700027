package io.diabolo.directory.duplicates;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import io.diabolo.directory.LookForDuplicates;
import io.diabolo.identity.EachWorkspace;
import io.diabolo.importing.Applying;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Jobs;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The job that looks for duplicates in a whole workspace: each night, after an import, and when somebody asks. */
@Component
class FindDuplicates implements Jobs.Work, LookForDuplicates {
    static final String KIND = "duplicates";
    static final List<String> TYPES = List.of("company", "person");
    private final DSLContext sql;
    private final TransactionTemplate transactions;
    private final ObjectProvider<Jobs> jobs;
    private final JsonMapper json;

    FindDuplicates(DSLContext sql, TransactionTemplate transactions, ObjectProvider<Jobs> jobs, JsonMapper json) {
        this.sql = sql;
        this.transactions = transactions;
        this.jobs = jobs;
        this.json = json;
    }

    record Wanted() {}

    @Override
    public String kind() {
        return KIND;
    }

    /** Begins one, unless one is waiting; what runs already may have passed by what is new. */
    UUID begin(Actor me) {
        return jobs.getObject().submitUnlessWaiting(KIND, new Wanted(), me);
    }

    /** Within the import's transaction, so that a trial, which is taken back, begins nothing. */
    @Override
    public void after(Applying applying, String type) {
        var some = "select exists (select from staged_" + type + " where action in ('create', 'update'))";
        if (applying.sql().fetchSingle(some).get(0, Boolean.class)) {
            begin(applying.me());
        }
    }

    @Override
    public Object run(Jobs.Run run) {
        var found = new java.util.HashMap<String, Long>();
        for (var type : TYPES) {
            var total = Objects.requireNonNull(transactions.execute(
                    _ -> sql.fetchSingle("select count(*) from " + type + " where deleted_at is null")
                            .get(0, Long.class)));
            run.progress(0, total);
            found.put(
                    type,
                    Objects.requireNonNull(transactions.execute(_ -> new DuplicateSearch(sql, json, type)
                            .search(run.id(), done -> run.progress(Math.min(done, total), total)))));
        }
        return Map.copyOf(found);
    }

    @Configuration(proxyBeanMethods = false)
    static class EachNight {
        private static final LocalTime QUIET = LocalTime.of(2, 40);

        @Bean
        RecurringTask<Void> findDuplicatesTask(EachWorkspace each, ObjectProvider<FindDuplicates> work) {
            return Tasks.recurring("find-duplicates", new Daily(QUIET))
                    .execute((_, _) -> each.runAsAdministrator(
                            "a workspace could not be searched for duplicates",
                            me -> work.getObject().begin(me)));
        }
    }
}
