package io.diabolo.acquisition;

import static io.diabolo.jooq.Tables.EXPERIMENT;
import static io.diabolo.jooq.Tables.FORM;
import static io.diabolo.jooq.Tables.SUBMISSION;
import static org.jooq.impl.DSL.count;

import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What waits for who brings people in: experiments that ended without a word on them, and answers held back as spam. */
@Component
@Order(50)
class MarketingQueue implements QueueSource {
    private final DSLContext sql;

    MarketingQueue(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public Set<String> topics() {
        return Set.of("experiment", "submission");
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        var all = new ArrayList<QueueEntry>(ended(request));
        all.addAll(held(request));
        return all;
    }

    /** Reads the index experiment_board. */
    private List<QueueEntry> ended(QueueRequest request) {
        var today = LocalDate.ofInstant(request.now(), ZoneOffset.UTC);
        return sql.select(EXPERIMENT.ID, EXPERIMENT.NAME, EXPERIMENT.METRIC, EXPERIMENT.ENDS_ON)
                .from(EXPERIMENT)
                .where(EXPERIMENT.STATE.eq("running"))
                .and(EXPERIMENT.OWNER_ID.eq(request.member().value()))
                .and(EXPERIMENT.ENDS_ON.lt(today))
                .and(EXPERIMENT.DELETED_AT.isNull())
                .orderBy(EXPERIMENT.ENDS_ON, EXPERIMENT.ID)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "experiment-ended",
                        QueueEntry.TODAY,
                        null,
                        "experiment",
                        row.value1(),
                        row.value2(),
                        row.value3() == null ? "" : row.value3(),
                        new Text("queue.experiment.ended", row.value4()),
                        null,
                        "/experiments/" + row.value1()));
    }

    /** Reads the index submission_by_state. */
    private List<QueueEntry> held(QueueRequest request) {
        return sql.select(FORM.ID, FORM.NAME, count())
                .from(SUBMISSION)
                .join(FORM)
                .on(FORM.WORKSPACE_ID.eq(SUBMISSION.WORKSPACE_ID))
                .and(FORM.ID.eq(SUBMISSION.FORM_ID))
                .and(FORM.DELETED_AT.isNull())
                .where(SUBMISSION.STATE.eq("held"))
                .and(FORM.OWNER_ID.eq(request.member().value()))
                .groupBy(FORM.ID, FORM.NAME)
                .orderBy(FORM.NAME)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "form-held",
                        QueueEntry.TODAY,
                        null,
                        "form",
                        row.value1(),
                        row.value2(),
                        "",
                        new Text("queue.form.held", row.value3()),
                        "submissions.title",
                        "/forms/" + row.value1() + "/submissions?state=held"));
    }
}
