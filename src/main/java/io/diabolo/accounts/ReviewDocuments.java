package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.ACCOUNT_REVIEW;
import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.VALUE_METRIC;

import io.diabolo.accounts.ReviewDocument.Figure;
import io.diabolo.accounts.ReviewDocument.Labels;
import io.diabolo.accounts.ReviewDocument.Section;
import io.diabolo.jooq.tables.records.AccountReviewRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Records;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the document of a review together: value reached against promises, adoption, tickets, scores, the plan. */
@Component
class ReviewDocuments {
    private final DSLContext sql;
    private final Records records;
    private final ReviewType type;
    private final ReviewService service;
    private final ReviewPlan plan;
    private final Texts texts;
    private final Workspaces workspaces;
    private final Clock clock;

    ReviewDocuments(
            DSLContext sql,
            Records records,
            ReviewType type,
            ReviewService service,
            ReviewPlan plan,
            Texts texts,
            Workspaces workspaces,
            Clock clock) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.service = service;
        this.plan = plan;
        this.texts = texts;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** A review with its document. */
    record Shown(AccountReviewRecord review, ReviewDocument document) {}

    /** @throws io.diabolo.platform.NoSuchRecord also if {@code me} can't see the review */
    @Transactional(readOnly = true, noRollbackFor = io.diabolo.platform.NoSuchRecord.class)
    public Shown of(UUID id, Actor me) {
        records.get(type, id, me);
        var review =
                sql.selectFrom(ACCOUNT_REVIEW).where(ACCOUNT_REVIEW.ID.eq(id)).fetchSingle();
        return new Shown(review, document(review));
    }

    private ReviewDocument document(AccountReviewRecord review) {
        var locale = review.getLanguage().equals("fr") ? Locale.FRANCE : Locale.UK;
        var settings = workspaces.settings();
        var words = new ReviewWords(Ui.detached(texts, clock, locale, settings.zone()));
        var company = review.getCompanyId();
        var name = Objects.requireNonNull(sql.select(COMPANY.NAME)
                .from(COMPANY)
                .where(COMPANY.ID.eq(company))
                .fetchOne(COMPANY.NAME));
        var sections = new ArrayList<Section>();
        sections.add(value(company, words));
        sections.add(plan.promises(company, words));
        sections.addAll(service.of(company, review.getFromOn(), review.getToOn(), words));
        sections.add(plan.contracts(company, review.getToOn(), words));
        sections.addAll(plan.of(company, words));
        return new ReviewDocument(
                review.getLanguage(),
                review.getName(),
                name,
                settings.name(),
                words.day(review.getHeldOn()),
                words.t("review.period", words.day(review.getFromOn()), words.day(review.getToOn())),
                Objects.requireNonNullElse(review.getAgenda(), ""),
                Objects.requireNonNullElse(review.getDecisions(), ""),
                List.copyOf(sections),
                new Labels(words.t("review.agenda"), words.t("review.decisions"), words.t("review.nothing")));
    }

    /** What was promised to come of it, and how far it has come. */
    private Section value(UUID company, ReviewWords words) {
        var rows = new ArrayList<List<String>>();
        var sum = BigDecimal.ZERO;
        var counted = 0;
        var reached = 0;
        var all = sql.selectFrom(VALUE_METRIC)
                .where(VALUE_METRIC.COMPANY_ID.eq(company))
                .and(VALUE_METRIC.DELETED_AT.isNull())
                .orderBy(VALUE_METRIC.DUE_ON.asc().nullsLast(), VALUE_METRIC.NAME_KEY, VALUE_METRIC.ID)
                .limit(ReviewPlan.MOST)
                .fetch();
        for (var one : all) {
            var part = one.getReached();
            if (part != null) {
                sum = sum.add(part);
                counted++;
            }
            if (one.getState().equals("reached")) {
                reached++;
            }
            rows.add(List.of(
                    one.getName(),
                    measure(one.getBaseline(), one.getUnit(), words),
                    measure(one.getMeasured(), one.getUnit(), words),
                    measure(one.getTarget(), one.getUnit(), words),
                    part == null ? "–" : words.percent(part.doubleValue()),
                    due(one.getDueOn(), words)));
        }
        var figures = new ArrayList<Figure>();
        if (!all.isEmpty()) {
            figures.add(new Figure(words.t("review.of", reached, all.size()), words.t("review.value.kept")));
            if (counted > 0) {
                figures.add(new Figure(words.percent(sum.doubleValue() / counted), words.t("review.value.reached")));
            }
        }
        return new Section(
                "value",
                words.t("review.value"),
                words.t("review.value.note"),
                figures,
                words.all(
                        "review.metric",
                        "review.baseline",
                        "review.measured",
                        "review.target",
                        "review.reached",
                        "review.due"),
                rows);
    }

    static String measure(@Nullable BigDecimal value, String unit, ReviewWords words) {
        return value == null ? "–" : unit.isBlank() ? words.number(value) : words.number(value) + "\u00A0" + unit;
    }

    static String due(@Nullable LocalDate day, ReviewWords words) {
        return day == null ? "–" : words.day(day);
    }
}
