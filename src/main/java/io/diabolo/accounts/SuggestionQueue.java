package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_REVIEW;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.jooq.Tables.SUGGESTION;

import io.diabolo.platform.Workspaces;
import io.diabolo.queues.QueueActions;
import io.diabolo.queues.QueueEntry;
import io.diabolo.queues.QueueRequest;
import io.diabolo.queues.QueueSource;
import io.diabolo.queues.Text;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * On the desks of those who look after customers: what is suggested there, a sponsor who left before what could be sold, and
 * the reviews to prepare. a takes a suggestion up.
 */
@Component
@Order(49)
class SuggestionQueue implements QueueSource, QueueActions {
    private static final String KIND = "suggestion";
    /** So many days before a review it is prepared. */
    private static final int PREPARED = 7;

    private static final Set<String> SELLERS = Set.of("am", "ae");
    private final DSLContext sql;
    private final Workspaces workspaces;

    SuggestionQueue(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    @Override
    public Set<String> topics() {
        return Set.of("suggestion");
    }

    /** Reads the indexes suggestion_open_of_owner, suggestion_open_of_csm and account_review_planned. */
    @Override
    public List<QueueEntry> next(QueueRequest request) {
        var whose = SELLERS.contains(request.desk())
                ? SUGGESTION.OWNER_ID
                : request.desk().equals("csm") ? SUGGESTION.CSM_ID : null;
        if (whose == null) {
            return List.of();
        }
        var all = new ArrayList<>(sql.select(
                        SUGGESTION.ID,
                        SUGGESTION.KIND,
                        SUGGESTION.NAME,
                        SUGGESTION.REASON_FR,
                        SUGGESTION.REASON_EN,
                        SUGGESTION.COMPANY_ID,
                        PRODUCT.NAME,
                        PERSON.NAME)
                .from(SUGGESTION)
                .leftJoin(PRODUCT)
                .on(PRODUCT.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                .and(PRODUCT.ID.eq(SUGGESTION.PRODUCT_ID))
                .leftJoin(PERSON)
                .on(PERSON.WORKSPACE_ID.eq(SUGGESTION.WORKSPACE_ID))
                .and(PERSON.ID.eq(SUGGESTION.PERSON_ID))
                .where(SUGGESTION.STATE.eq(DSL.inline("open")))
                .and(whose.eq(request.member().value()))
                .orderBy(SUGGESTION.KIND.eq("sponsor").desc(), SUGGESTION.CREATED_AT, SUGGESTION.ID)
                .limit(request.limit())
                .fetch(SuggestionQueue::entry));
        all.addAll(reviews(request));
        return all;
    }

    /** A sponsor who left is of today; what could be sold is the best that can be done next. */
    private static QueueEntry entry(Record row) {
        var kind = row.get(SUGGESTION.KIND);
        var product = row.get(PRODUCT.NAME);
        var person = row.get(PERSON.NAME);
        return new QueueEntry(
                KIND,
                kind.equals("sponsor") ? QueueEntry.TODAY : QueueEntry.BEST,
                null,
                "company",
                row.get(SUGGESTION.COMPANY_ID),
                row.get(SUGGESTION.NAME),
                product != null ? product : person == null ? "" : person,
                new Text("queue.suggestion." + kind, row.get(SUGGESTION.REASON_FR), row.get(SUGGESTION.REASON_EN)),
                "queue.suggestion.open",
                "/suggestions/" + row.get(SUGGESTION.ID));
    }

    private List<QueueEntry> reviews(QueueRequest request) {
        var zone = workspaces.settings().zone();
        var today = LocalDate.ofInstant(request.now(), zone);
        return sql.select(
                        ACCOUNT_REVIEW.ID,
                        ACCOUNT_REVIEW.NAME,
                        ACCOUNT_REVIEW.HELD_ON,
                        ACCOUNT_REVIEW.COMPANY_ID,
                        COMPANY.NAME)
                .from(ACCOUNT_REVIEW)
                .join(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(ACCOUNT_REVIEW.WORKSPACE_ID))
                .and(COMPANY.ID.eq(ACCOUNT_REVIEW.COMPANY_ID))
                .where(ACCOUNT_REVIEW.STATE.eq(DSL.inline("planned")))
                .and(ACCOUNT_REVIEW.DELETED_AT.isNull())
                .and(ACCOUNT_REVIEW.OWNER_ID.eq(request.member().value()))
                .and(ACCOUNT_REVIEW.HELD_ON.le(today.plusDays(PREPARED)))
                .orderBy(ACCOUNT_REVIEW.HELD_ON, ACCOUNT_REVIEW.ID)
                .limit(request.limit())
                .fetch(row -> {
                    var day = row.get(ACCOUNT_REVIEW.HELD_ON);
                    var over = day.isBefore(today);
                    return new QueueEntry(
                            "account-review",
                            over ? QueueEntry.OVERDUE : QueueEntry.TODAY,
                            day.plusDays(1).atStartOfDay(zone).toInstant(),
                            "company",
                            row.get(ACCOUNT_REVIEW.COMPANY_ID),
                            row.get(COMPANY.NAME),
                            row.get(ACCOUNT_REVIEW.NAME),
                            new Text(over ? "queue.review.over" : "queue.review.soon", day),
                            "queue.review.open",
                            "/account-reviews/" + row.get(ACCOUNT_REVIEW.ID) + "/document");
                });
    }

    @Override
    public List<Action> of(QueueEntry entry, Ui ui) {
        return !entry.kind().equals(KIND) || !AccountRights.mayWork(ui.me())
                ? List.of()
                : List.of(new Action("a", ui.t("suggestion.accept"), entry.link() + "/acceptance", true, true));
    }
}
