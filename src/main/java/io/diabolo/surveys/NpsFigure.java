package io.diabolo.surveys;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.SURVEY_RESPONSE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.trueCondition;

import io.diabolo.platform.MemberId;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import io.diabolo.records.Visible;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The NPS of the customers whom somebody has in hand, as {@link Estimate} counts it. */
@Component
@Order(46)
class NpsFigure implements FigureSource {
    private final DSLContext sql;
    private final ResponseType type;

    NpsFigure(DSLContext sql, ResponseType type) {
        this.sql = sql;
        this.type = type;
    }

    @Override
    public List<Figure> figures() {
        return List.of(new Figure("nps", Figure.Unit.RATIO, List.of("perf", "csm", "am")));
    }

    /** Reads the index survey_response_answered. */
    private static Condition counted(FigureRequest request) {
        return SURVEY_RESPONSE
                .KIND
                .eq(SurveyKind.NPS.id())
                .and(SURVEY_RESPONSE.ANSWERED_AT.ge(request.from().atOffset(ZoneOffset.UTC)))
                .and(SURVEY_RESPONSE.ANSWERED_AT.lt(request.to().atOffset(ZoneOffset.UTC)))
                .and(SURVEY_RESPONSE.DELETED_AT.isNull())
                .and(
                        request.members().isEmpty()
                                ? noCondition()
                                : SURVEY_RESPONSE.OWNER_ID.in(request.members().stream()
                                        .map(MemberId::value)
                                        .toList()));
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var row = sql.select(
                        count(),
                        count().filterWhere(SURVEY_RESPONSE.SCORE.ge(SurveyKind.NPS.happy())),
                        count().filterWhere(SURVEY_RESPONSE.SCORE.le(SurveyKind.NPS.unhappy())))
                .from(SURVEY_RESPONSE)
                .where(counted(request))
                .fetchSingle();
        var counts = new Estimate.Counts(row.value1(), row.value2(), row.value3(), 0, 0);
        return new FigureValue(Estimate.of(SurveyKind.NPS, counts).value(), counts.answers());
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        var reader = request.reader();
        var seen = reader == null ? trueCondition() : trueCondition().and(Visible.to(reader, type));
        return sql.select(
                        SURVEY_RESPONSE.ID,
                        SURVEY_RESPONSE.NAME,
                        COMPANY.NAME,
                        SURVEY_RESPONSE.ANSWERED_AT,
                        SURVEY_RESPONSE.SCORE,
                        field(seen))
                .from(SURVEY_RESPONSE)
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(SURVEY_RESPONSE.WORKSPACE_ID))
                .and(COMPANY.ID.eq(SURVEY_RESPONSE.COMPANY_ID))
                .where(counted(request))
                .orderBy(SURVEY_RESPONSE.ANSWERED_AT.desc(), SURVEY_RESPONSE.ID.desc())
                .limit(limit)
                .fetch(row -> {
                    var at = row.value4().toInstant();
                    var happy = row.value5() >= SurveyKind.NPS.happy();
                    return row.value6()
                            ? new FigureRecord(
                                    row.value2(),
                                    Objects.toString(row.value3(), ""),
                                    at,
                                    happy,
                                    "/responses/" + row.value1())
                            : FigureRecord.hidden(at, happy);
                });
    }
}
