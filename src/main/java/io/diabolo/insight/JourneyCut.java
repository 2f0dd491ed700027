package io.diabolo.insight;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.MEMBER;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;

import io.diabolo.insight.FunnelQuery.Basis;
import io.diabolo.insight.FunnelQuery.Dimension;
import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.records.Visible;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * The conditions on table journey of which every figure of the funnel is made: counted in {@link Funnels}, listed by
 * {@link JourneyType}. That both read them here is why counts and lists agree.
 *
 * <p>Without a period everything counts, undated entries too. In a cohort the period is that of the first dated entry. In
 * an activity it is that of each figure: a stage is passed on the day of its own first entry, else (when it was skipped)
 * on that of the next stage entered; a stage entered without a date was passed nobody knows when.
 */
final class JourneyCut {
    private final FunnelQuery query;
    private final Actor me;

    JourneyCut(FunnelQuery query, Actor me) {
        this.query = query;
        this.me = me;
    }

    static Field<LocalDate> on(Stage stage) {
        return Objects.requireNonNull(JOURNEY.field("on_" + stage.number(), LocalDate.class));
    }

    static Field<Integer> days(Stage from, Stage to) {
        return DSL.field("({0} - {1})", Integer.class, on(to), on(from));
    }

    /** The journeys that count at all, are wanted, and may be seen. */
    Condition base() {
        var all = JOURNEY.START_STAGE
                .isNotNull()
                .and(JOURNEY.CURRENT_STAGE.ne((short) Stage.JOINED.number()))
                .and(JOURNEY.TYPE.in(types()))
                .and(visible(me));
        for (var dimension : Dimension.values()) {
            if (dimension != Dimension.TYPE && !query.values(dimension).isEmpty()) {
                all = all.and(filter(dimension, query.values(dimension)));
            }
        }
        return all;
    }

    List<String> types() {
        var types = query.values(Dimension.TYPE);
        return types.isEmpty() ? List.of("new_business") : types;
    }

    /** The owner of the opportunity or of the lead is one whose records may be seen. */
    static Condition visible(Actor me) {
        return Visible.to(me, List.of(JOURNEY.OWNER_ID, JOURNEY.LEAD_OWNER_ID));
    }

    private static Condition filter(Dimension dimension, List<String> values) {
        var given =
                values.stream().filter(value -> !value.equals(FunnelQuery.NONE)).toList();
        var none = given.size() < values.size();
        return switch (dimension) {
            case TYPE -> JOURNEY.TYPE.in(given);
            case CHANNEL -> JOURNEY.CHANNEL.in(given);
            case SOURCE -> orNone(JOURNEY.SOURCE, given, none);
            case CAMPAIGN -> orNone(JOURNEY.CAMPAIGN, given, none);
            case SEGMENT -> orNone(JOURNEY.SEGMENT, given, none);
            case INDUSTRY -> orNone(JOURNEY.INDUSTRY, given, none);
            case COUNTRY -> orNone(JOURNEY.COUNTRY, given, none);
            case MEMBER -> orNone(JOURNEY.OWNER_ID, ids(given), none);
            case TEAM -> {
                var theirs = JOURNEY.OWNER_ID.in(select(MEMBER.ID).from(MEMBER).where(MEMBER.TEAM_ID.in(ids(given))));
                var nobodys = JOURNEY.OWNER_ID
                        .isNull()
                        .or(JOURNEY.OWNER_ID.in(select(MEMBER.ID).from(MEMBER).where(MEMBER.TEAM_ID.isNull())));
                yield none ? theirs.or(nobodys) : theirs;
            }
        };
    }

    private static List<UUID> ids(List<String> values) {
        return values.stream().map(UUID::fromString).toList();
    }

    private static <T> Condition orNone(Field<T> field, List<T> values, boolean none) {
        return none ? field.in(values).or(field.isNull()) : field.in(values);
    }

    private Condition during(Field<LocalDate> day) {
        var from = query.from();
        var to = query.to();
        return (from == null ? noCondition() : day.ge(from)).and(to == null ? noCondition() : day.le(to));
    }

    private boolean isActivity() {
        return query.basis() == Basis.ACTIVITY && query.hasPeriod();
    }

    /** The cohort; everything, when figures have their own days. */
    Condition cohort() {
        return isActivity() ? noCondition() : during(JOURNEY.ENTERED_ON);
    }

    /** A figure's own day lies in the period, when that is asked; in a cohort the journey's first one does. */
    private Condition counted(Field<LocalDate> day) {
        return isActivity() ? during(day) : during(JOURNEY.ENTERED_ON);
    }

    /** The day on which a stage was entered, or passed without entering it. */
    static Field<LocalDate> passed(Stage stage) {
        if (stage == Stage.GROWTH) {
            return on(stage);
        }
        return when(isUndated(stage), DSL.castNull(LocalDate.class))
                .otherwise(coalesce(on(stage), passed(Stage.of(stage.number() + 1))));
    }

    private static Condition isUndated(Stage stage) {
        return DSL.condition("({0} & {1}) <> 0", JOURNEY.UNDATED, DSL.inline(1 << stage.number()));
    }

    private static Condition startedBy(Stage stage) {
        return JOURNEY.START_STAGE.le(DSL.inline((short) stage.number()));
    }

    private static Condition cameTo(Stage stage) {
        return JOURNEY.FURTHEST_STAGE.ge(DSL.inline((short) stage.number()));
    }

    /** Start ≤ stage ≤ furthest. */
    Condition reached(Stage stage) {
        return startedBy(stage).and(cameTo(stage)).and(counted(passed(stage)));
    }

    Condition enteredDated(Stage stage) {
        return on(stage).isNotNull().and(counted(on(stage)));
    }

    /** Of those that reached a stage, the ones that came to a later one: on its own day in an activity. */
    Condition movedOn(Stage from, Stage to) {
        return startedBy(from).and(cameTo(to)).and(counted(passed(to)));
    }

    /** Left for good, and this was the furthest stage. */
    Condition exited(Stage stage) {
        return exitedBetween(stage, stage);
    }

    /** @param last the last stage from which leaving counts */
    Condition exitedBetween(Stage first, Stage last) {
        return JOURNEY.EXITED
                .isTrue()
                .and(startedBy(first))
                .and(JOURNEY.FURTHEST_STAGE.between(
                        DSL.inline((short) first.number()), DSL.inline((short) last.number())))
                .and(counted(JOURNEY.EXITED_ON));
    }

    /** Signed on its closing day and still so: who was lost after it, or is open again, isn't won. A customer who left was. */
    Condition won() {
        return reached(Stage.WON)
                .and(JOURNEY.CURRENT_STAGE
                        .between(DSL.inline((short) Stage.WON.number()), DSL.inline((short) Stage.GROWTH.number()))
                        .or(JOURNEY.CURRENT_STAGE.eq(DSL.inline((short) Stage.CHURNED.number()))));
    }

    /** Lost on its closing day, wherever it started. */
    Condition lost() {
        return JOURNEY.CURRENT_STAGE.eq(DSL.inline((short) Stage.LOST.number())).and(counted(JOURNEY.EXITED_ON));
    }

    /** By the last entry, as it is now. */
    Condition current(Stage stage) {
        return JOURNEY.CURRENT_STAGE.eq(DSL.inline((short) stage.number())).and(cohort());
    }

    /** Entered without a date; whatever the period, for it can't be said to lie outside. */
    Condition undated(Stage stage) {
        return isUndated(stage);
    }

    /** Has both days, came from one stage to the other, and did so in the period. */
    Condition timed(Stage from, Stage to) {
        return movedOn(from, to).and(on(from).isNotNull()).and(on(to).isNotNull());
    }

    /** Only cohorts can be too young: an activity counts what has happened. */
    boolean judgesAge() {
        return query.basis() == Basis.COHORT;
    }

    FunnelQuery query() {
        return query;
    }
}
