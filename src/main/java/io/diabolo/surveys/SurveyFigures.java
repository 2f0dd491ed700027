package io.diabolo.surveys;

import static io.diabolo.jooq.Tables.SURVEY;
import static io.diabolo.jooq.Tables.SURVEY_ASK;
import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.Visible;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What answers come to: the figure with its margin, by month and by segment, and how many of those asked answered. */
@Service
class SurveyFigures {
    private static final int MOST = 60;
    private final DSLContext sql;
    private final ResponseType type;
    private final Workspaces workspaces;

    SurveyFigures(DSLContext sql, ResponseType type, Workspaces workspaces) {
        this.sql = sql;
        this.type = type;
        this.workspaces = workspaces;
    }

    /**
     * What is asked of the figures.
     *
     * @param survey null: all of the kind
     * @param from the first day
     * @param to the first day that isn't in it any more
     */
    record Request(SurveyKind kind, @Nullable UUID survey, LocalDate from, LocalDate to) {}

    /** @param group a month as 2026-11, a segment, or empty */
    record Line(String group, Estimate.Counts counts, Estimate estimate) {}

    /**
     * @param asked how many were asked in the period, and {@code answered} how many of these answered since
     */
    record Report(Request request, Line total, List<Line> months, List<Line> segments, long asked, long answered) {
        /** Between 0 and 1; null when nobody was asked. */
        @Nullable
        Double responseRate() {
            return asked == 0 ? null : answered / (double) asked;
        }
    }

    @Transactional(readOnly = true)
    public Report of(Request request, Actor me) {
        var zone = workspaces.settings().zone().getId();
        var month = DSL.field(
                "to_char({0} at time zone {1}, 'YYYY-MM')",
                String.class, SURVEY_RESPONSE.ANSWERED_AT, DSL.inline(zone));
        var segment = DSL.coalesce(SURVEY_RESPONSE.SEGMENT, inline(""));
        // All are of one kind, so that this is one group, or none.
        var total = lines(request, SURVEY_RESPONSE.KIND, me);
        var asked = asked(request, me);
        return new Report(
                request,
                total.isEmpty() ? line("", request.kind(), new Estimate.Counts(0, 0, 0, 0, 0)) : total.getFirst(),
                lines(request, month, me),
                lines(request, segment, me),
                asked[0],
                asked[1]);
    }

    /** Reads the index survey_response_answered. */
    private List<Line> lines(Request request, Field<String> group, Actor me) {
        var kind = request.kind();
        var score = SURVEY_RESPONSE.SCORE;
        return sql.select(
                        group,
                        count(),
                        count().filterWhere(score.ge(kind.happy())),
                        count().filterWhere(score.le(kind.unhappy())),
                        sum(score),
                        sum(score.mul(score)))
                .from(SURVEY_RESPONSE)
                .where(SURVEY_RESPONSE.KIND.eq(kind.id()))
                .and(SURVEY_RESPONSE.ANSWERED_AT.ge(start(request.from())))
                .and(SURVEY_RESPONSE.ANSWERED_AT.lt(start(request.to())))
                .and(request.survey() == null ? DSL.noCondition() : SURVEY_RESPONSE.SURVEY_ID.eq(request.survey()))
                .and(SURVEY_RESPONSE.DELETED_AT.isNull())
                .and(Visible.to(me, type))
                .groupBy(group)
                .orderBy(group)
                .limit(MOST)
                .fetch(row -> line(
                        row.value1(),
                        kind,
                        new Estimate.Counts(
                                row.value2(), row.value3(), row.value4(), whole(row.value5()), whole(row.value6()))));
    }

    private static long whole(@Nullable BigDecimal number) {
        return number == null ? 0 : number.longValue();
    }

    private static Line line(String group, SurveyKind kind, Estimate.Counts counts) {
        return new Line(group, counts, Estimate.of(kind, counts));
    }

    private OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(workspaces.settings().zone()).toOffsetDateTime();
    }

    /** Reads the index survey_ask_period. Who sees only their own doesn't see how many others were asked. */
    private long[] asked(Request request, Actor me) {
        Condition seen = Visible.to(me, List.of(SURVEY.OWNER_ID));
        var row = sql.select(countDistinct(SURVEY_ASK.ID), countDistinct(SURVEY_RESPONSE.ASK_ID))
                .from(SURVEY_ASK)
                .join(SURVEY)
                .on(SURVEY.WORKSPACE_ID.eq(SURVEY_ASK.WORKSPACE_ID))
                .and(SURVEY.ID.eq(SURVEY_ASK.SURVEY_ID))
                .leftJoin(SURVEY_RESPONSE)
                .on(SURVEY_RESPONSE.WORKSPACE_ID.eq(SURVEY_ASK.WORKSPACE_ID))
                .and(SURVEY_RESPONSE.ASK_ID.eq(SURVEY_ASK.ID))
                .and(SURVEY_RESPONSE.DELETED_AT.isNull())
                .where(SURVEY_ASK.ASKED_AT.ge(start(request.from())))
                .and(SURVEY_ASK.ASKED_AT.lt(start(request.to())))
                .and(SURVEY_ASK.REFUSAL.isNull())
                .and(SURVEY.KIND.eq(request.kind().id()))
                .and(request.survey() == null ? DSL.noCondition() : SURVEY_ASK.SURVEY_ID.eq(request.survey()))
                .and(seen)
                .fetchSingle();
        return new long[] {Objects.requireNonNull(row.value1()), Objects.requireNonNull(row.value2())};
    }
}
