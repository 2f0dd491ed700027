package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.LEAD;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.trueCondition;

import io.diabolo.clocks.Calendars;
import io.diabolo.clocks.WorkingCalendar;
import io.diabolo.platform.MemberId;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import io.diabolo.records.Visible;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How fast an inbound lead is spoken to: the median of the working minutes from the promise to the first touch or decision. */
@Component
@Order(15)
class SpeedToLead implements FigureSource {
    private static final Figure FIGURE =
            new Figure("speed-to-lead", Figure.Unit.MINUTES, List.of("bdr", "inside"), true);
    private static final int MOST = 20_000;
    private final DSLContext sql;
    private final Calendars calendars;
    private final LeadType type;

    SpeedToLead(DSLContext sql, Calendars calendars, LeadType type) {
        this.sql = sql;
        this.calendars = calendars;
        this.type = type;
    }

    @Override
    public List<Figure> figures() {
        return List.of(FIGURE);
    }

    private record Kept(UUID lead, String name, Duration took, java.time.Instant at, boolean met, boolean seen) {}

    /** Of the clocks that were stopped by an answer in the period, the slowest last. Reads clock_of_owner_past. */
    private List<Kept> kept(FigureRequest request) {
        return request.members().stream()
                .flatMap(member -> kept(member, request, calendars.of(member)).stream())
                .sorted(Comparator.comparing(Kept::took))
                .toList();
    }

    private List<Kept> kept(MemberId member, FigureRequest request, WorkingCalendar calendar) {
        return sql.select(LEAD.ID, LEAD.NAME, CLOCK.STARTED_AT, CLOCK.STOPPED_AT, CLOCK.OUTCOME, field(seen(request)))
                .from(CLOCK)
                .join(LEAD)
                .on(LEAD.ID.eq(CLOCK.SUBJECT_ID))
                .where(CLOCK.OWNER_ID.eq(member.value()))
                .and(CLOCK.STOPPED_AT.ge(request.from().atOffset(ZoneOffset.UTC)))
                .and(CLOCK.STOPPED_AT.lt(request.to().atOffset(ZoneOffset.UTC)))
                .and(CLOCK.KIND.eq(ResponseClocks.KIND))
                .and(CLOCK.SUBJECT_TYPE.eq("lead"))
                .and(CLOCK.OUTCOME.in("met", "breached"))
                .limit(MOST)
                .fetch(row -> new Kept(
                        row.value1(),
                        row.value2(),
                        calendar.workingBetween(
                                row.value3().toInstant(), row.value4().toInstant()),
                        row.value4().toInstant(),
                        row.value5().equals("met"),
                        Boolean.TRUE.equals(row.value6())));
    }

    private Condition seen(FigureRequest request) {
        var reader = request.reader();
        return reader == null ? trueCondition() : trueCondition().and(Visible.to(reader, type));
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var all = kept(request);
        if (all.isEmpty()) {
            return new FigureValue(null, 0);
        }
        var middle = all.size() / 2;
        var median = all.size() % 2 == 1
                ? minutes(all.get(middle))
                : (minutes(all.get(middle - 1)) + minutes(all.get(middle))) / 2;
        return new FigureValue(median, all.size());
    }

    private static double minutes(Kept one) {
        return one.took().toSeconds() / 60.0;
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        return kept(request).stream()
                .sorted(Comparator.comparing(Kept::at).reversed())
                .limit(limit)
                .map(one -> one.seen()
                        ? new FigureRecord(
                                one.name(),
                                one.took().toMinutes() + " min",
                                one.at(),
                                one.met(),
                                "/leads/" + one.lead())
                        : FigureRecord.hidden(one.at(), one.met()))
                .toList();
    }
}
