package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.CLAIM;
import static io.diabolo.jooq.Tables.COMPANY;

import io.diabolo.queues.QueueActions;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import io.diabolo.web.Ui;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A member's claims that end within a day, on their desk: then anybody may take the company. l lets it go at once. */
@Component
@Order(60)
class ClaimQueue implements QueueSource, QueueActions {
    private static final String KIND = "claim-ends";
    private static final Duration SOON = Duration.ofDays(1);
    private final DSLContext sql;

    ClaimQueue(DSLContext sql) {
        this.sql = sql;
    }

    /** Reads the index claim_of_member. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        return sql.select(CLAIM.UNTIL, CLAIM.CLAIMED_AT, COMPANY.ID, COMPANY.NAME, COMPANY.CITY)
                .from(CLAIM)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(CLAIM.WORKSPACE_ID))
                .and(COMPANY.ID.eq(CLAIM.COMPANY_ID))
                .and(COMPANY.DELETED_AT.isNull())
                .where(CLAIM.MEMBER_ID.eq(request.member().value()))
                .and(CLAIM.RELEASED_AT.isNull())
                .and(CLAIM.UNTIL.gt(request.now().atOffset(ZoneOffset.UTC)))
                .and(CLAIM.UNTIL.le(request.now().plus(SOON).atOffset(ZoneOffset.UTC)))
                .orderBy(CLAIM.UNTIL)
                .limit(request.limit())
                .fetch(row -> new QueueEntry(
                        KIND,
                        QueueEntry.TODAY,
                        row.value1().toInstant(),
                        "company",
                        row.value3(),
                        row.value4(),
                        row.value5() == null ? "" : row.value5(),
                        new Text(
                                "queue.claim.ends",
                                row.value1().toInstant(),
                                row.value2().toInstant()),
                        null,
                        "/companies/" + row.value3()));
    }

    @Override
    public Set<String> topics() {
        return Set.of(Claims.TOPIC);
    }

    @Override
    public List<Action> of(QueueEntry entry, Ui ui) {
        return entry.kind().equals(KIND)
                ? List.of(new Action("l", ui.t("claim.release"), entry.link() + "/claim/removal", true, false))
                : List.of();
    }
}
