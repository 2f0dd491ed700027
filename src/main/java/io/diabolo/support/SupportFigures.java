package io.diabolo.support;

import static io.diabolo.jooq.Tables.CLOCK;
import static io.diabolo.jooq.Tables.TICKET;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.count;

import io.diabolo.clocks.Calendars;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What support is measured by: how soon it answers and solves, what customers say of it, and what it promised and kept. */
@Component
@Order(45)
class SupportFigures implements FigureSource {
    private static final String FIRST = "first-response";
    private static final String RESOLUTION = "resolution";
    private static final String CSAT = "csat";
    private static final String KEPT = "sla-kept";
    /** Of more than these the newest stand for all: a median of so many moves by nothing that can be seen. */
    private static final int MEASURED = 5_000;

    private final DSLContext sql;
    private final Calendars calendars;

    SupportFigures(DSLContext sql, Calendars calendars) {
        this.sql = sql;
        this.calendars = calendars;
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(FIRST, Figure.Unit.MINUTES, List.of("support"), true),
                new Figure(RESOLUTION, Figure.Unit.MINUTES, List.of("support"), true),
                new Figure(CSAT, Figure.Unit.RATIO, List.of("support", "csm")),
                new Figure(KEPT, Figure.Unit.SHARE, List.of("support")));
    }

    private static TableField<?, OffsetDateTime> moment(String figure) {
        return switch (figure) {
            case FIRST -> TICKET.FIRST_RESPONSE_AT;
            case RESOLUTION -> TICKET.SOLVED_AT;
            default -> TICKET.CSAT_AT;
        };
    }

    /** Reads the indexes ticket_answered, ticket_solved and ticket_judged. */
    private static Condition counted(String figure, FigureRequest request) {
        var at = moment(figure);
        return TICKET.DELETED_AT
                .isNull()
                .and(TICKET.JOINED_ID.isNull())
                .and(owned(request))
                .and(at.ge(utc(request.from())))
                .and(at.lt(utc(request.to())))
                .and(figure.equals(CSAT) ? TICKET.CSAT.isNotNull() : at.gt(TICKET.OPENED_AT));
    }

    private static Condition owned(FigureRequest request) {
        return request.members().isEmpty()
                ? org.jooq.impl.DSL.noCondition()
                : TICKET.OWNER_ID.in(
                        request.members().stream().map(member -> member.value()).toList());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        return switch (figure) {
            case CSAT -> {
                var row = sql.select(avg(TICKET.CSAT), count())
                        .from(TICKET)
                        .where(counted(figure, request))
                        .fetchSingle();
                yield new FigureValue(
                        row.value1() == null
                                ? null
                                : Double.valueOf(row.value1().doubleValue()),
                        row.value2());
            }
            case KEPT -> {
                var all = sql.select(CLOCK.OUTCOME, count())
                        .from(CLOCK)
                        .join(TICKET)
                        .on(TICKET.WORKSPACE_ID.eq(CLOCK.WORKSPACE_ID))
                        .and(TICKET.ID.eq(CLOCK.SUBJECT_ID))
                        .where(kept(request))
                        .groupBy(CLOCK.OUTCOME)
                        .fetchMap(CLOCK.OUTCOME, count());
                var met = all.getOrDefault("met", 0);
                yield FigureValue.of(met, met + all.getOrDefault("breached", 0));
            }
            default -> median(figure, request);
        };
    }

    /** Reads the index clock_stopped. */
    private static Condition kept(FigureRequest request) {
        return CLOCK.SUBJECT_TYPE
                .eq("ticket")
                .and(CLOCK.STOPPED_AT.ge(utc(request.from())))
                .and(CLOCK.STOPPED_AT.lt(utc(request.to())))
                .and(CLOCK.OUTCOME.in("met", "breached"))
                .and(owned(request));
    }

    /** Working minutes, because nobody promises the night. */
    private FigureValue median(String figure, FigureRequest request) {
        var at = moment(figure);
        var calendar = calendars.ofWorkspace();
        var all = new ArrayList<Long>();
        sql.select(TICKET.OPENED_AT, at)
                .from(TICKET)
                .where(counted(figure, request))
                .orderBy(at.desc())
                .limit(MEASURED)
                .forEach(row -> all.add(calendar.workingBetween(
                                row.value1().toInstant(), row.value2().toInstant())
                        .toMinutes()));
        if (all.isEmpty()) {
            return new FigureValue(null, 0);
        }
        all.sort(null);
        var half = all.size() / 2;
        var median = all.size() % 2 == 1 ? all.get(half) : (all.get(half - 1) + all.get(half)) / 2.0;
        return new FigureValue(median, sql.fetchCount(TICKET, counted(figure, request)));
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        if (figure.equals(KEPT)) {
            return sql.select(TICKET.ID, TICKET.SUBJECT, TICKET.REFERENCE, CLOCK.STOPPED_AT, CLOCK.OUTCOME)
                    .from(CLOCK)
                    .join(TICKET)
                    .on(TICKET.WORKSPACE_ID.eq(CLOCK.WORKSPACE_ID))
                    .and(TICKET.ID.eq(CLOCK.SUBJECT_ID))
                    .where(kept(request))
                    .orderBy(CLOCK.STOPPED_AT.desc(), CLOCK.ID.desc())
                    .limit(limit)
                    .fetch(row -> new FigureRecord(
                            row.value2(),
                            row.value3(),
                            instant(row.value4()),
                            "met".equals(row.value5()),
                            "/tickets/" + row.value1()));
        }
        var at = moment(figure);
        return sql.select(TICKET.ID, TICKET.SUBJECT, TICKET.REFERENCE, at, TICKET.CSAT)
                .from(TICKET)
                .where(counted(figure, request))
                .orderBy(at.desc(), TICKET.ID.desc())
                .limit(limit)
                .fetch(row -> new FigureRecord(
                        row.value2(),
                        figure.equals(CSAT) ? Objects.toString(row.value5(), "") : row.value3(),
                        instant(row.value4()),
                        true,
                        "/tickets/" + row.value1()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
