package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;
import static io.diabolo.jooq.Tables.TICKET;
import static io.diabolo.jooq.Tables.USAGE_DAY;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;

import io.diabolo.accounts.ReviewDocument.Figure;
import io.diabolo.accounts.ReviewDocument.Section;
import io.diabolo.platform.Workspaces;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a customer lived in the period of a review: how much it used, what it asked, what it said of it. */
@Component
class ReviewService {
    private static final int FEATURES = 8;
    private static final int PROMOTER = 9;
    private static final int DETRACTOR = 6;
    private final DSLContext sql;
    private final Workspaces workspaces;

    ReviewService(DSLContext sql, Workspaces workspaces) {
        this.sql = sql;
        this.workspaces = workspaces;
    }

    @Transactional(readOnly = true, propagation = Propagation.MANDATORY)
    public List<Section> of(UUID company, LocalDate from, LocalDate to, ReviewWords words) {
        return List.of(
                adoption(company, from, to, words),
                tickets(company, from, to, words),
                scores(company, from, to, words));
    }

    /** Both days are within, in the workspace's zone. */
    private Condition within(Field<OffsetDateTime> at, LocalDate from, LocalDate to) {
        var zone = workspaces.settings().zone();
        return at.ge(from.atStartOfDay(zone).toOffsetDateTime())
                .and(at.lt(to.plusDays(1).atStartOfDay(zone).toOffsetDateTime()));
    }

    private Section adoption(UUID company, LocalDate from, LocalDate to, ReviewWords words) {
        var days = ChronoUnit.DAYS.between(from, to) + 1;
        var now = USAGE_DAY.DAY.between(from, to);
        var before = USAGE_DAY.DAY.between(from.minusDays(days), from.minusDays(1));
        var mine = USAGE_DAY.COMPANY_ID.eq(company);
        var uses = coalesce(sum(USAGE_DAY.COUNT).filterWhere(now), inline(BigDecimal.ZERO));
        var earlier = coalesce(sum(USAGE_DAY.COUNT).filterWhere(before), inline(BigDecimal.ZERO));
        var whole = sql.select(
                        countDistinct(USAGE_DAY.DAY).filterWhere(now),
                        countDistinct(USAGE_DAY.FEATURE).filterWhere(now),
                        uses,
                        earlier)
                .from(USAGE_DAY)
                .where(mine)
                .and(now.or(before))
                .fetchSingle();
        var figures = new ArrayList<Figure>();
        var rows = new ArrayList<List<String>>();
        if (whole.value3().signum() > 0 || whole.value4().signum() > 0) {
            figures.add(new Figure(words.t("review.of", whole.value1(), days), words.t("review.active")));
            figures.add(new Figure(words.number(whole.value2()), words.t("review.features")));
            figures.add(new Figure(words.number(whole.value3()), words.t("review.uses")));
            sql.select(USAGE_DAY.FEATURE, uses, earlier)
                    .from(USAGE_DAY)
                    .where(mine)
                    .and(now.or(before))
                    .groupBy(USAGE_DAY.FEATURE)
                    .orderBy(uses.desc(), USAGE_DAY.FEATURE)
                    .limit(FEATURES)
                    .forEach(row -> rows.add(List.of(
                            row.value1(),
                            words.number(row.value2()),
                            words.number(row.value3()),
                            change(row.value2(), row.value3(), words))));
        }
        return new Section(
                "adoption",
                words.t("review.adoption"),
                words.t("review.adoption.note", days),
                figures,
                words.all("review.feature", "review.uses", "review.before", "review.change"),
                rows);
    }

    private static String change(BigDecimal now, BigDecimal before, ReviewWords words) {
        if (before.signum() == 0) {
            return "–";
        }
        var part = 100 * (now.doubleValue() - before.doubleValue()) / before.doubleValue();
        return (part > 0 ? "+" : "") + words.percent(part);
    }

    private Section tickets(UUID company, LocalDate from, LocalDate to, ReviewWords words) {
        var mine = TICKET.COMPANY_ID.eq(company).and(TICKET.DELETED_AT.isNull()).and(TICKET.JOINED_ID.isNull());
        var counted = sql.select(
                        count().filterWhere(within(TICKET.OPENED_AT, from, to)),
                        count().filterWhere(within(TICKET.SOLVED_AT, from, to)),
                        count().filterWhere(TICKET.STATUS.notIn("solved", "closed")),
                        avg(TICKET.CSAT).filterWhere(within(TICKET.CSAT_AT, from, to)),
                        count(TICKET.CSAT).filterWhere(within(TICKET.CSAT_AT, from, to)))
                .from(TICKET)
                .where(mine)
                .fetchSingle();
        var figures = new ArrayList<Figure>();
        var rows = new ArrayList<List<String>>();
        if (counted.value1() + counted.value2() + counted.value3() > 0) {
            figures.add(new Figure(words.number(counted.value1()), words.t("review.tickets.opened")));
            figures.add(new Figure(words.number(counted.value2()), words.t("review.tickets.solved")));
            figures.add(new Figure(words.number(counted.value3()), words.t("review.tickets.open")));
            if (counted.value4() != null) {
                figures.add(new Figure(
                        words.t("review.rating", words.number(counted.value4().doubleValue(), 1), counted.value5()),
                        words.t("review.tickets.csat")));
            }
            sql.select(TICKET.REFERENCE, TICKET.SUBJECT, TICKET.STATUS, TICKET.OPENED_AT)
                    .from(TICKET)
                    .where(mine)
                    .and(TICKET.STATUS.notIn("solved", "closed"))
                    .orderBy(TICKET.OPENED_AT, TICKET.ID)
                    .limit(ReviewPlan.MOST)
                    .forEach(row -> rows.add(List.of(
                            row.value1(),
                            row.value2(),
                            words.t("choice.ticket.status." + row.value3()),
                            words.day(row.value4()
                                    .atZoneSameInstant(workspaces.settings().zone())
                                    .toLocalDate()))));
        }
        return new Section(
                "tickets",
                words.t("review.tickets"),
                words.t("review.tickets.note"),
                figures,
                words.all("review.reference", "review.subject", "review.state", "review.since"),
                rows);
    }

    private Section scores(UUID company, LocalDate from, LocalDate to, ReviewWords words) {
        var rows = new ArrayList<List<String>>();
        var score = SURVEY_RESPONSE.SCORE;
        sql.select(
                        SURVEY_RESPONSE.KIND,
                        count(),
                        avg(score),
                        count().filterWhere(score.ge(PROMOTER)),
                        count().filterWhere(score.le(DETRACTOR)))
                .from(SURVEY_RESPONSE)
                .where(SURVEY_RESPONSE.COMPANY_ID.eq(company))
                .and(SURVEY_RESPONSE.DELETED_AT.isNull())
                .and(within(SURVEY_RESPONSE.ANSWERED_AT, from, to))
                .groupBy(SURVEY_RESPONSE.KIND)
                .orderBy(SURVEY_RESPONSE.KIND)
                .forEach(row -> {
                    var nps = row.value1().equals("nps");
                    var points = nps
                            ? words.number(Math.round(100.0 * (row.value4() - row.value5()) / row.value2()))
                            : words.number(row.value3().doubleValue(), 1);
                    rows.add(
                            List.of(words.t("choice.survey.kind." + row.value1()), points, words.number(row.value2())));
                });
        return new Section(
                "scores",
                words.t("review.scores"),
                words.t("review.scores.note"),
                List.of(),
                words.all("review.survey", "review.score", "review.answers"),
                rows);
    }
}
