package io.diabolo.journey;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;
import static org.jooq.impl.DSL.count;

import io.diabolo.platform.Visibility;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import io.diabolo.records.RecordTypes;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many of all promises of time that ended were kept, in the whole workspace: what Sales Ops answers for. */
@Component
@Order(12)
class PromisesKept implements FigureSource {
    private static final Figure FIGURE = new Figure("promises-kept", Figure.Unit.SHARE, List.of("salesops"));
    private static final Condition KEPT = CLOCK.OUTCOME.eq("met");
    private final DSLContext sql;
    private final RecordTypes types;

    PromisesKept(DSLContext sql, RecordTypes types) {
        this.sql = sql;
        this.types = types;
    }

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    /** Kept ÷ (kept + missed), by the date on which they ended; what was called off counts for nothing. Reads clock_stopped. */
    private static Condition ended(FigureRequest request) {
        return CLOCK.STOPPED_AT
                .ge(HandoffStore.utc(request.from()))
                .and(CLOCK.STOPPED_AT.lt(HandoffStore.utc(request.to())))
                .and(CLOCK.OUTCOME.in("met", "breached"));
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var row = sql.select(count().filterWhere(KEPT), count())
                .from(CLOCK)
                .where(ended(request))
                .fetchSingle();
        return FigureValue.of(row.value1(), row.value2());
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        var reader = request.reader();
        var seesAll = reader == null || reader.administrator() || reader.visibility() instanceof Visibility.All;
        return sql.select(CLOCK.SUBJECT_TYPE, CLOCK.SUBJECT_ID, CLOCK.STOPPED_AT, CLOCK.OUTCOME, SEARCH_ENTRY.LABEL)
                .from(CLOCK)
                .leftJoin(SEARCH_ENTRY)
                .on(SEARCH_ENTRY.KIND.eq(CLOCK.SUBJECT_TYPE))
                .and(SEARCH_ENTRY.RECORD_ID.eq(CLOCK.SUBJECT_ID))
                .where(ended(request))
                .orderBy(CLOCK.STOPPED_AT.desc(), CLOCK.ID.desc())
                .limit(limit)
                .fetch(row -> {
                    var at = row.value3().toInstant();
                    var kept = row.value4().equals("met");
                    var label = row.value5();
                    return seesAll
                            ? new FigureRecord(
                                    label == null ? "–" : label, "", at, kept, path(row.value1(), row.value2()))
                            : FigureRecord.hidden(at, kept);
                });
    }

    private String path(String type, UUID subject) {
        return type.equals("handoff")
                ? "/handoffs/" + subject
                : types.byId(type)
                        .map(one -> "/" + one.plural() + "/" + subject)
                        .orElse("");
    }
}
