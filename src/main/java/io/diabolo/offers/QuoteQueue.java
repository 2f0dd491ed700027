package io.diabolo.offers;

import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.QUOTE;

import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On the desks of those who lead sales: quotes that are out and have expired, expire in days, or were just looked at. */
@Component
@Order(42)
class QuoteQueue implements QueueSource {
    private static final Set<String> DESKS = Set.of("inside", "ae", "am");
    private static final int SOON_DAYS = 3;
    private static final Duration FRESH = Duration.ofDays(2);

    private final DSLContext sql;
    private final Workspaces workspaces;

    QuoteQueue(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> topics() {
        return Set.of("quote");
    }

    /** Reads the indexes opportunity_of_owner and quote_of_opportunity. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        if (!DESKS.contains(request.desk())) {
            return List.of();
        }
        var zone = workspaces.settings().zone();
        var today = LocalDate.ofInstant(request.now(), zone);
        var looked = QuoteStore.utc(request.now().minus(FRESH));
        return sql.select(QUOTE.ID, QUOTE.TITLE, QUOTE.NUMBER, QUOTE.CUSTOMER_NAME, QUOTE.VALID_UNTIL, QUOTE.SEEN_AT)
                .from(OPPORTUNITY)
                .join(QUOTE)
                .on(QUOTE.OPPORTUNITY_ID.eq(OPPORTUNITY.ID))
                .where(OPPORTUNITY.OWNER_ID.eq(request.member().value()))
                .and(OPPORTUNITY.STAGE.in("discovery", "proposal", "closing"))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(QUOTE.STATE.eq("sent"))
                .and(QUOTE.VALID_UNTIL.le(today.plusDays(SOON_DAYS)).or(QUOTE.SEEN_AT.ge(looked)))
                .orderBy(QUOTE.VALID_UNTIL, QUOTE.ID)
                .limit(request.limit())
                .fetch(row -> entry(row, today, zone));
    }

    private static QueueEntry entry(Record row, LocalDate today, ZoneId zone) {
        var until = row.get(QUOTE.VALID_UNTIL);
        var expired = until.isBefore(today);
        var soon = !until.isAfter(today.plusDays(SOON_DAYS));
        var seen = row.get(QUOTE.SEEN_AT);
        Instant end = until.plusDays(1).atStartOfDay(zone).toInstant();
        var reason = expired
                ? new Text("queue.quote.expired", until)
                : soon
                        ? new Text(seen == null ? "queue.quote.expires.unseen" : "queue.quote.expires", until)
                        : new Text("queue.quote.seen", seen == null ? end : seen.toInstant(), until);
        return new QueueEntry(
                expired ? "quote-expired" : soon ? "quote-expires" : "quote-seen",
                expired ? QueueEntry.OVERDUE : QueueEntry.TODAY,
                expired ? end : null,
                "quote",
                row.get(QUOTE.ID),
                row.get(QUOTE.NUMBER) + " · " + row.get(QUOTE.TITLE),
                row.get(QUOTE.CUSTOMER_NAME),
                reason,
                null,
                "/quotes/" + row.get(QUOTE.ID));
    }
}
