package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_OBJECTIVE;
import static io.diabolo.jooq.Tables.ACCOUNT_PLAN;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.PROMISE;

import io.diabolo.accounts.ReviewDocument.Figure;
import io.diabolo.accounts.ReviewDocument.Section;
import io.diabolo.platform.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was promised, what is paid for, and what is planned together, as a review tells it. */
@Component
class ReviewPlan {
    static final int MOST = 30;
    private final DSLContext sql;

    ReviewPlan(DSLContext sql) {
        this.sql = sql;
    }

    @Transactional(readOnly = true, propagation = Propagation.MANDATORY)
    public Section promises(UUID company, ReviewWords words) {
        var rows = new ArrayList<List<String>>();
        var kept = 0;
        var all = sql.selectFrom(PROMISE)
                .where(PROMISE.COMPANY_ID.eq(company))
                .and(PROMISE.DELETED_AT.isNull())
                .orderBy(PROMISE.STATE.eq("open").desc(), PROMISE.DUE_ON.asc().nullsLast(), PROMISE.ID)
                .limit(MOST)
                .fetch();
        for (var one : all) {
            if (one.getState().equals("kept")) {
                kept++;
            }
            rows.add(List.of(
                    one.getName(),
                    words.t("choice.promise.state." + one.getState()),
                    ReviewDocuments.due(one.getDueOn(), words)));
        }
        return new Section(
                "promises",
                words.t("review.promises"),
                "",
                all.isEmpty()
                        ? List.of()
                        : List.of(new Figure(words.t("review.of", kept, all.size()), words.t("review.promises.kept"))),
                words.all("review.promise", "review.state", "review.due"),
                rows);
    }

    /** Those that run on that day. */
    @Transactional(readOnly = true, propagation = Propagation.MANDATORY)
    public Section contracts(UUID company, LocalDate on, ReviewWords words) {
        var rows = sql.selectFrom(CONTRACT)
                .where(CONTRACT.COMPANY_ID.eq(company))
                .and(CONTRACT.DELETED_AT.isNull())
                .and(CONTRACT.STARTS_ON.le(on))
                .and(CONTRACT.ENDS_ON.isNull().or(CONTRACT.ENDS_ON.ge(on)))
                .orderBy(CONTRACT.RENEWAL_ON, CONTRACT.ID)
                .limit(MOST)
                .fetch(one -> List.of(
                        one.getName(),
                        words.money(Money.ofMinor(one.getRecurringMinor(), one.getCurrency())),
                        words.day(one.getRenewalOn())));
        return new Section(
                "contracts",
                words.t("review.contracts"),
                "",
                List.of(),
                words.all("review.contract", "review.yearly", "review.renewal"),
                rows);
    }

    /** The plan in force and its objectives; none where nothing is planned. */
    @Transactional(readOnly = true, propagation = Propagation.MANDATORY)
    public List<Section> of(UUID company, ReviewWords words) {
        var plan = sql.selectFrom(ACCOUNT_PLAN)
                .where(ACCOUNT_PLAN.COMPANY_ID.eq(company))
                .and(ACCOUNT_PLAN.STATE.eq("active"))
                .and(ACCOUNT_PLAN.DELETED_AT.isNull())
                .fetchOne();
        if (plan == null) {
            return List.of();
        }
        var objectives = sql.selectFrom(ACCOUNT_OBJECTIVE)
                .where(ACCOUNT_OBJECTIVE.PLAN_ID.eq(plan.getId()))
                .and(ACCOUNT_OBJECTIVE.STATE.ne("dropped"))
                .and(ACCOUNT_OBJECTIVE.DELETED_AT.isNull())
                .orderBy(ACCOUNT_OBJECTIVE.DUE_ON.asc().nullsLast(), ACCOUNT_OBJECTIVE.ID)
                .limit(MOST)
                .fetch(one -> List.of(
                        one.getName(),
                        ReviewDocuments.measure(one.getReached(), one.getUnit(), words),
                        ReviewDocuments.measure(one.getTarget(), one.getUnit(), words),
                        words.t("choice.account_objective.state." + one.getState()),
                        ReviewDocuments.due(one.getDueOn(), words)));
        return List.of(new Section(
                "plan",
                plan.getName(),
                "",
                List.of(),
                words.all("review.objective", "review.reached", "review.target", "review.state", "review.due"),
                objectives));
    }
}
