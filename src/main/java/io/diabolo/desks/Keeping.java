package io.diabolo.desks;

import static io.diabolo.jooq.Tables.CLOCK;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.percentileCont;

import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.Visible;
import io.diabolo.web.Ui;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How promises of time are kept, by what was promised, and where work waits longest. No figure of a single member: it is
 * about the process.
 */
@Service
class Keeping {
    static final Duration SPAN = Duration.ofDays(30);
    /** Of fewer that ended nothing is said in percent. */
    private static final int ENOUGH = 5;

    /** Below that a kind of promise is weak: one of five comes too late. */
    private static final double WEAK = 0.8;

    private static final Set<String> READERS = Set.of("salesops", "manager");
    private final DSLContext sql;

    Keeping(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Promises of one kind.
     *
     * @param running how many wait now, {@code late} of them past their time
     * @param kept how many were kept in the span, and {@code missed} not; those called off count nowhere
     * @param hours median hours from the start to the answer, as the wall counts; null where none ended
     */
    record Row(
            String kind,
            int running,
            int late,
            int kept,
            int missed,
            @Nullable Double hours) {
        /** Kept ÷ (kept + missed), of those that ended in the span; null while they are too few. */
        @Nullable
        Double share() {
            return kept + missed < ENOUGH ? null : (double) kept / (kept + missed);
        }

        /** A hand-off by its name, any other by its clock's. */
        String label(Ui ui) {
            return HandoffKind.named(kind).isPresent() ? ui.t("handoff.kind." + kind) : ui.t("clock." + kind);
        }
    }

    static boolean mayRead(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(READERS::contains);
    }

    /**
     * What is kept worst on top.
     *
     * @throws NotAllowed for who doesn't watch over it
     */
    @Transactional(readOnly = true)
    public List<Row> rows(Actor me, Instant now) {
        if (!mayRead(me)) {
            throw new NotAllowed("keeping");
        }
        var all = new TreeMap<String, Row>();
        running(me, now).forEach(row -> all.put(row.kind(), row));
        ended(me, now)
                .forEach(row -> all.merge(
                        row.kind(),
                        row,
                        (open, ended) -> new Row(
                                row.kind(), open.running(), open.late(), ended.kept(), ended.missed(), ended.hours())));
        return all.values().stream()
                .sorted(Comparator.comparing((Row row) -> row.share(), Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Comparator.comparingInt(Row::late).reversed()))
                .toList();
    }

    /** Where most is late, or else where least is kept in time; null where all goes well. */
    static @Nullable Row bottleneck(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.late() > 0 || isWeak(row))
                .max(Comparator.comparingInt(Row::late)
                        .thenComparing(row -> 1 - Objects.requireNonNullElse(row.share(), 1.0)))
                .orElse(null);
    }

    private static boolean isWeak(Row row) {
        var share = row.share();
        return share != null && share < WEAK;
    }

    /** Reads the indexes clock_of_owner and clock_of_role. */
    private List<Row> running(Actor me, Instant now) {
        return sql.select(
                        CLOCK.KIND,
                        count(),
                        count().filterWhere(CLOCK.DUE_AT.lt(utc(now)).and(CLOCK.PAUSED_AT.isNull())))
                .from(CLOCK)
                .where(CLOCK.STOPPED_AT.isNull())
                .and(seen(me))
                .groupBy(CLOCK.KIND)
                .fetch(row -> new Row(row.value1(), row.value2(), row.value3(), 0, 0, null));
    }

    /** Reads the index clock_ended. */
    private List<Row> ended(Actor me, Instant now) {
        var hours =
                field("extract(epoch from {0} - {1})::float8 / 3600", Double.class, CLOCK.STOPPED_AT, CLOCK.STARTED_AT);
        return sql.select(
                        CLOCK.KIND,
                        count().filterWhere(CLOCK.OUTCOME.eq("met")),
                        count().filterWhere(CLOCK.OUTCOME.eq("breached")),
                        percentileCont(0.5).withinGroupOrderBy(hours))
                .from(CLOCK)
                .where(CLOCK.STOPPED_AT.ge(utc(now.minus(SPAN))))
                .and(CLOCK.OUTCOME.ne("cancelled"))
                .and(seen(me))
                .groupBy(CLOCK.KIND)
                .fetch(row -> new Row(
                        row.value1(),
                        0,
                        0,
                        row.value2(),
                        row.value3(),
                        row.value4() == null ? null : row.value4().doubleValue()));
    }

    /** What nobody promised in person is everybody's. */
    private static Condition seen(Actor me) {
        return CLOCK.OWNER_ID.isNull().or(Visible.to(me, List.of(CLOCK.OWNER_ID)));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
