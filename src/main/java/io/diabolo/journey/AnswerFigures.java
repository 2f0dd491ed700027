package io.diabolo.journey;

import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;
import static org.jooq.impl.DSL.count;

import io.diabolo.platform.MemberId;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many of the hand-offs that a member answered were answered in time: contributions, and signed quotes. */
@Component
@Order(11)
class AnswerFigures implements FigureSource {
    private static final Figure CONTRIBUTIONS =
            new Figure("contributions-in-time", Figure.Unit.SHARE, List.of("se", "ops"));
    private static final Figure SIGNED = new Figure("signed-in-time", Figure.Unit.SHARE, List.of("adv"));
    private static final Condition IN_TIME = HANDOFF.ANSWERED_AT.le(HANDOFF.DUE_AT);
    private final DSLContext sql;

    AnswerFigures(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Figure> figures() {
        return List.of(CONTRIBUTIONS, SIGNED);
    }

    /** answered before it was due ÷ answered, by the date of the answer. Reads handoff_answered. */
    private static Condition answered(String figure, FigureRequest request) {
        var kind = figure.equals(SIGNED.id()) ? HandoffKind.SIGNED_QUOTE : HandoffKind.CONTRIBUTION;
        return HANDOFF.ANSWERED_BY
                .in(request.members().stream().map(MemberId::value).toList())
                .and(HANDOFF.ANSWERED_AT.ge(HandoffStore.utc(request.from())))
                .and(HANDOFF.ANSWERED_AT.lt(HandoffStore.utc(request.to())))
                .and(HANDOFF.KIND.eq(kind.id()))
                .and(HANDOFF.STATE.in(Handoff.State.ACCEPTED.id(), Handoff.State.RETURNED.id()));
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var row = sql.select(count().filterWhere(IN_TIME), count())
                .from(HANDOFF)
                .where(answered(figure, request))
                .fetchSingle();
        return FigureValue.of(row.value1(), row.value2());
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        return sql.select(HANDOFF.ID, HANDOFF.ANSWERED_AT, HANDOFF.DUE_AT, SEARCH_ENTRY.LABEL)
                .from(HANDOFF)
                .leftJoin(SEARCH_ENTRY)
                .on(SEARCH_ENTRY.KIND.eq(HANDOFF.SUBJECT_TYPE))
                .and(SEARCH_ENTRY.RECORD_ID.eq(HANDOFF.SUBJECT_ID))
                .where(answered(figure, request))
                .orderBy(HANDOFF.ANSWERED_AT.desc(), HANDOFF.ID.desc())
                .limit(limit)
                .fetch(row -> {
                    var label = row.value4();
                    return new FigureRecord(
                            label == null ? "–" : label,
                            "",
                            row.value2().toInstant(),
                            !row.value2().isAfter(row.value3()),
                            "/handoffs/" + row.value1());
                });
    }
}
