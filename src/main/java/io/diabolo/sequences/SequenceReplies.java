package io.diabolo.sequences;

import static io.diabolo.jooq.Tables.ACTIVITY;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.ENROLLMENT;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.SEQUENCE;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who answered a sequence comes first on the desk, until somebody spoke or wrote to them, or decided on their lead. */
@Component
@Order(1)
class SequenceReplies implements QueueSource {
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private final DSLContext sql;

    SequenceReplies(DSLContext sql) {
        this.sql = sql;
    }

    /** Reads the index enrollment_answered. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        return sql.select(ENROLLMENT.LEAD_ID, LEAD.NAME, COMPANY.NAME, SEQUENCE.NAME, ENROLLMENT.ANSWERED_AT)
                .from(ENROLLMENT)
                .join(LEAD)
                .on(LEAD.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(LEAD.ID.eq(ENROLLMENT.LEAD_ID))
                .join(SEQUENCE)
                .on(SEQUENCE.WORKSPACE_ID.eq(ENROLLMENT.WORKSPACE_ID))
                .and(SEQUENCE.ID.eq(ENROLLMENT.SEQUENCE_ID))
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(LEAD.WORKSPACE_ID))
                .and(COMPANY.ID.eq(LEAD.COMPANY_ID))
                .where(ENROLLMENT.OWNER_ID.eq(request.member().value()))
                .and(ENROLLMENT.ANSWERED_AT.gt(request.now().minus(REMEMBERED).atOffset(ZoneOffset.UTC)))
                .and(LEAD.DELETED_AT.isNull())
                .and(LEAD.STAGE.in("market", "lead"))
                .and(LEAD.STATUS.ne("nurturing"))
                .andNotExists(spoken(ACTIVITY.LEAD_ID.eq(ENROLLMENT.LEAD_ID)))
                .andNotExists(spoken(ACTIVITY.PERSON_ID.eq(ENROLLMENT.PERSON_ID)))
                .orderBy(ENROLLMENT.ANSWERED_AT, ENROLLMENT.ID)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "sequence-reply",
                        QueueEntry.ANSWER,
                        row.value5().toInstant(),
                        "lead",
                        row.value1(),
                        row.value2(),
                        row.value3() == null ? "" : row.value3(),
                        new Text("queue.sequence.reply", row.value4()),
                        null,
                        "/leads/" + row.value1()));
    }

    private static org.jooq.Select<?> spoken(org.jooq.Condition whose) {
        Field<java.time.OffsetDateTime> since = ENROLLMENT.ANSWERED_AT;
        return selectOne()
                .from(ACTIVITY)
                .where(whose)
                .and(ACTIVITY.DELETED_AT.isNull())
                .and(ACTIVITY.KIND.in("call", "mail", "meeting"))
                .and(ACTIVITY.DIRECTION.isDistinctFrom("inbound"))
                .and(ACTIVITY.AT.gt(since));
    }

    @Override
    public Set<String> topics() {
        return Set.of("enrollment", "activity");
    }
}
