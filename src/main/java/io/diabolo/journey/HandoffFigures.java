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

/** How many of the qualified leads that an SDR or BDR handed over the AEs accepted, seen from both sides. */
@Component
@Order(10)
class HandoffFigures implements FigureSource {
    private static final Figure ACCEPTANCE =
            new Figure("acceptance-rate", Figure.Unit.SHARE, List.of("sdr", "bdr", "inside"));
    private static final Figure TAKEN = new Figure("leads-accepted", Figure.Unit.COUNT, List.of("ae"));
    private static final Condition ACCEPTED = HANDOFF.STATE.eq(Handoff.State.ACCEPTED.id());
    private final DSLContext sql;

    HandoffFigures(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public List<Figure> figures() {
        return List.of(ACCEPTANCE, TAKEN);
    }

    /** accepted ÷ (accepted + returned), of those offered in the period; those still open wait. Reads handoff_sent. */
    private static Condition answered(FigureRequest request) {
        return HANDOFF.FROM_MEMBER
                .in(request.members().stream().map(MemberId::value).toList())
                .and(HANDOFF.OFFERED_AT.ge(HandoffStore.utc(request.from())))
                .and(HANDOFF.OFFERED_AT.lt(HandoffStore.utc(request.to())))
                .and(HANDOFF.KIND.eq(HandoffKind.QUALIFIED_LEAD.id()))
                .and(HANDOFF.STATE.in(Handoff.State.ACCEPTED.id(), Handoff.State.RETURNED.id()));
    }

    /** Those that the AEs accepted in the period. Reads handoff_answered. */
    private static Condition taken(FigureRequest request) {
        return HANDOFF.ANSWERED_BY
                .in(request.members().stream().map(MemberId::value).toList())
                .and(HANDOFF.ANSWERED_AT.ge(HandoffStore.utc(request.from())))
                .and(HANDOFF.ANSWERED_AT.lt(HandoffStore.utc(request.to())))
                .and(HANDOFF.KIND.eq(HandoffKind.QUALIFIED_LEAD.id()))
                .and(ACCEPTED);
    }

    private static boolean isTaken(String figure) {
        return figure.equals(TAKEN.id());
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        if (isTaken(figure)) {
            return FigureValue.of((long) sql.fetchCount(HANDOFF, taken(request)));
        }
        var row = sql.select(count().filterWhere(ACCEPTED), count())
                .from(HANDOFF)
                .where(answered(request))
                .fetchSingle();
        return FigureValue.of(row.value1(), row.value2());
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        return sql.select(HANDOFF.ID, HANDOFF.STATE, HANDOFF.REASON, HANDOFF.OFFERED_AT, SEARCH_ENTRY.LABEL)
                .from(HANDOFF)
                .leftJoin(SEARCH_ENTRY)
                .on(SEARCH_ENTRY.KIND.eq(HANDOFF.SUBJECT_TYPE))
                .and(SEARCH_ENTRY.RECORD_ID.eq(HANDOFF.SUBJECT_ID))
                .where(isTaken(figure) ? taken(request) : answered(request))
                .orderBy(HANDOFF.OFFERED_AT.desc(), HANDOFF.ID.desc())
                .limit(limit)
                .fetch(row -> {
                    var label = row.get(SEARCH_ENTRY.LABEL);
                    var reason = row.get(HANDOFF.REASON);
                    var accepted = row.get(HANDOFF.STATE).equals(Handoff.State.ACCEPTED.id());
                    return new FigureRecord(
                            label == null ? "–" : label,
                            accepted || reason == null ? "" : reason,
                            row.get(HANDOFF.OFFERED_AT).toInstant(),
                            accepted,
                            "/handoffs/" + row.get(HANDOFF.ID));
                });
    }
}
