package io.diabolo.offers;

import static io.diabolo.jooq.Tables.CONTRIBUTION;
import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.QUOTE;

import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * On the desks of sales engineers and operations: contributions that they took on, until they have given them for the lines
 * that the quote has, the quote has left or the deal is decided. Those that still wait for an answer are hand-offs, and stand above with their clock.
 */
@Component
@Order(43)
class ContributionQueue implements QueueSource {
    private static final Set<String> DESKS = Set.of("se", "ops");
    private final DSLContext sql;

    ContributionQueue(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public Set<String> topics() {
        return Set.of("handoff", "quote");
    }

    /** Reads the index handoff_answered. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!DESKS.contains(request.desk())) {
            return List.of();
        }
        var draft = DSL.field(DSL.select(QUOTE.ID)
                .from(QUOTE)
                .where(QUOTE.OPPORTUNITY_ID.eq(OPPORTUNITY.ID))
                .and(QUOTE.STATE.eq("draft"))
                .orderBy(QUOTE.CREATED_AT.desc(), QUOTE.ID.desc())
                .limit(1));
        var given = DSL.exists(DSL.selectOne()
                .from(QUOTE)
                .join(CONTRIBUTION)
                .on(CONTRIBUTION.WORKSPACE_ID.eq(QUOTE.WORKSPACE_ID))
                .and(CONTRIBUTION.SERIES_ID.eq(QUOTE.SERIES_ID))
                .and(CONTRIBUTION.SUBSTANCE.eq(QUOTE.SUBSTANCE))
                .where(QUOTE.ID.eq(draft))
                .and(CONTRIBUTION.ROLE.eq(HANDOFF.TO_ROLE)));
        var left = DSL.exists(DSL.selectOne()
                .from(QUOTE)
                .where(QUOTE.OPPORTUNITY_ID.eq(OPPORTUNITY.ID))
                .and(QUOTE.SENT_AT.ge(HANDOFF.ANSWERED_AT)));
        return sql.select(OPPORTUNITY.ID, OPPORTUNITY.NAME, MEMBER.NAME, HANDOFF.NOTE, HANDOFF.ANSWERED_AT, draft)
                .from(HANDOFF)
                .join(OPPORTUNITY)
                .on(OPPORTUNITY.ID.eq(HANDOFF.SUBJECT_ID))
                .join(MEMBER)
                .on(MEMBER.ID.eq(HANDOFF.FROM_MEMBER))
                .where(HANDOFF.ANSWERED_BY.eq(request.member().value()))
                .and(HANDOFF.KIND.eq("contribution"))
                .and(HANDOFF.SUBJECT_TYPE.eq("opportunity"))
                .and(HANDOFF.TO_ROLE.eq(request.desk()))
                .and(HANDOFF.STATE.eq("accepted"))
                .and(OPPORTUNITY.STAGE.in("discovery", "proposal", "closing"))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .andNot(left)
                .andNot(given)
                .orderBy(HANDOFF.ANSWERED_AT, HANDOFF.ID)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        "contribution",
                        QueueEntry.TODAY,
                        null,
                        "opportunity",
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4().isBlank()
                                ? new Text(
                                        "queue.contribution",
                                        row.value3(),
                                        row.value5().toInstant())
                                : new Text(
                                        "queue.contribution.note",
                                        row.value3(),
                                        row.value5().toInstant(),
                                        row.value4()),
                        null,
                        row.value6() == null
                                ? "/opportunities/" + row.value1()
                                : "/quotes/" + row.value6() + "/contributions/" + request.desk()));
    }
}
