package io.diabolo.hiring;

import static io.diabolo.jooq.Tables.CANDIDATE;
import static io.diabolo.jooq.Tables.INTERVIEW;
import static io.diabolo.jooq.Tables.JOB_DESCRIPTION;

import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the desk of recruiters and managers, applications that wait for an answer; on every desk, own talks without a verdict. */
@Component
@Order(70)
class HiringQueue implements QueueSource {
    /** Who waits longer than that has been forgotten. */
    private static final int PATIENCE = 5;

    private final DSLContext sql;
    private final Workspaces workspaces;

    HiringQueue(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> topics() {
        return Set.of("candidate", "interview");
    }

    @Override
    public List<QueueEntry> next(QueueRequest request) {
        var today = LocalDate.ofInstant(request.now(), workspaces.settings().zone());
        var all = new ArrayList<QueueEntry>();
        if (request.desk().equals("recruiter") || request.desk().equals("manager")) {
            all.addAll(applications(request, today));
        }
        all.addAll(talks(request, today));
        return all;
    }

    /** Reads the index candidate_pipeline. */
    private List<QueueEntry> applications(QueueRequest request, LocalDate today) {
        return sql.select(CANDIDATE.ID, CANDIDATE.NAME, CANDIDATE.APPLIED_ON, JOB_DESCRIPTION.NAME)
                .from(CANDIDATE)
                .leftJoin(JOB_DESCRIPTION)
                .on(JOB_DESCRIPTION.WORKSPACE_ID.eq(CANDIDATE.WORKSPACE_ID))
                .and(JOB_DESCRIPTION.ID.eq(CANDIDATE.JOB_DESCRIPTION_ID))
                .where(CANDIDATE.STAGE.eq("applied"))
                .and(CANDIDATE.DELETED_AT.isNull())
                .and(CANDIDATE.OWNER_ID.eq(request.member().value()))
                .orderBy(CANDIDATE.APPLIED_ON, CANDIDATE.ID)
                .limit(request.limit())
                .fetch(row -> {
                    var days = ChronoUnit.DAYS.between(row.value3(), today);
                    return new QueueEntry(
                            "application",
                            days > PATIENCE ? QueueEntry.OVERDUE : QueueEntry.TODAY,
                            null,
                            "candidate",
                            row.value1(),
                            row.value2(),
                            Objects.requireNonNullElse(row.value4(), ""),
                            new Text("queue.application", days),
                            "queue.application.open",
                            "/candidates/" + row.value1());
                });
    }

    /** Reads the index interview_owner. */
    private List<QueueEntry> talks(QueueRequest request, LocalDate today) {
        return sql.select(INTERVIEW.ID, INTERVIEW.NAME, INTERVIEW.HELD_ON, JOB_DESCRIPTION.NAME)
                .from(INTERVIEW)
                .join(CANDIDATE)
                .on(CANDIDATE.WORKSPACE_ID.eq(INTERVIEW.WORKSPACE_ID))
                .and(CANDIDATE.ID.eq(INTERVIEW.CANDIDATE_ID))
                .leftJoin(JOB_DESCRIPTION)
                .on(JOB_DESCRIPTION.WORKSPACE_ID.eq(CANDIDATE.WORKSPACE_ID))
                .and(JOB_DESCRIPTION.ID.eq(CANDIDATE.JOB_DESCRIPTION_ID))
                .where(INTERVIEW.OWNER_ID.eq(request.member().value()))
                .and(INTERVIEW.VERDICT.isNull())
                .and(INTERVIEW.HELD_ON.le(today))
                .and(INTERVIEW.DELETED_AT.isNull())
                .and(CANDIDATE.DELETED_AT.isNull())
                .and(CANDIDATE.STAGE.notIn("hired", "refused"))
                .orderBy(INTERVIEW.HELD_ON, INTERVIEW.ID)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "interview",
                        row.value3().isBefore(today) ? QueueEntry.OVERDUE : QueueEntry.TODAY,
                        null,
                        "interview",
                        row.value1(),
                        row.value2(),
                        Objects.requireNonNullElse(row.value4(), ""),
                        new Text("queue.interview", row.value3()),
                        "queue.interview.open",
                        "/interviews/" + row.value1() + "/sheet"));
    }
}
