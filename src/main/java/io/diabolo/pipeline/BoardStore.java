package io.diabolo.pipeline;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.sum;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.records.ListQuery;
import io.diabolo.records.Lists;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The board's figures and cards. A column's counts and sums come from one reading of the index opportunity_board. */
@Component
class BoardStore {
    private static final io.diabolo.jooq.tables.Company CUSTOMER = COMPANY.as("customer");
    private static final io.diabolo.jooq.tables.Member LEADER = MEMBER.as("leader");

    private static final List<SelectField<?>> SHOWN = List.of(
            OPPORTUNITY.ID,
            OPPORTUNITY.NAME,
            CUSTOMER.NAME,
            LEADER.NAME,
            OPPORTUNITY.AMOUNT_MINOR,
            OPPORTUNITY.CURRENCY,
            OPPORTUNITY.CLOSE_DATE,
            OPPORTUNITY.NEXT_STEP,
            OPPORTUNITY.STAGE_ON,
            CycleLengths.OPENED,
            OPPORTUNITY.CYCLE,
            OPPORTUNITY.SUB_STAGE,
            OPPORTUNITY.STAGE);

    private final DSLContext sql;
    private final Lists lists;

    BoardStore(DSLContext sql, Lists lists) {
        this.sql = sql;
        this.lists = lists;
    }

    /**
     * What the board is asked for.
     *
     * @param query the list that it shows, its pipeline among the conditions
     * @param wonSince from when on signed deals are shown
     */
    record Asked(ListQuery query, Lanes lanes, LocalDate wonSince, Actor me) {}

    /** How many deals of a stage, lane and currency there are, and what they come to. */
    record Total(String stage, String lane, String laneName, long deals, long minor, String currency) {}

    /** A place in a column: the last card shown. */
    record Place(@Nullable LocalDate closes, UUID id) {}

    List<Total> totals(Asked asked) {
        var all = new ArrayList<>(totals(asked, OPPORTUNITY.STAGE.in(Pipeline.OPEN)));
        all.addAll(totals(asked, stage("won", asked)));
        return all;
    }

    private List<Total> totals(Asked asked, Condition stages) {
        var lane = key(asked.lanes());
        var laneName = asked.lanes() == Lanes.OWNER ? DSL.max(LEADER.NAME) : inline("");
        return sql.select(
                        OPPORTUNITY.STAGE, lane, laneName, count(), sum(OPPORTUNITY.AMOUNT_MINOR), OPPORTUNITY.CURRENCY)
                .from(counted(asked))
                .where(lists.where(asked.query(), asked.me()))
                .and(stages)
                .groupBy(OPPORTUNITY.STAGE, lane, OPPORTUNITY.CURRENCY)
                .fetch(one -> new Total(
                        one.value1(),
                        one.value2() == null ? "" : one.value2(),
                        one.value3() == null ? "" : one.value3(),
                        one.value4(),
                        one.value5().longValueExact(),
                        one.value6()));
    }

    private static Condition stage(String stage, Asked asked) {
        return stage.equals("won")
                ? OPPORTUNITY.STAGE.eq("won").and(OPPORTUNITY.CLOSE_DATE.ge(asked.wonSince()))
                : OPPORTUNITY.STAGE.eq(stage);
    }

    /** Only what has to be read for the conditions and the lanes. */
    private static Table<?> counted(Asked asked) {
        var from = asked.query().specials().isEmpty()
                ? Lists.countedFrom(asked.query())
                : asked.query().type().from();
        return switch (asked.lanes()) {
            case SEGMENT -> withCustomer(from);
            case OWNER -> withLeader(from);
            case NONE, TYPE -> from;
        };
    }

    private static Table<?> withCustomer(Table<?> from) {
        return from.leftJoin(CUSTOMER)
                .on(CUSTOMER.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(CUSTOMER.ID.eq(OPPORTUNITY.COMPANY_ID));
    }

    private static Table<?> withLeader(Table<?> from) {
        return from.leftJoin(LEADER)
                .on(LEADER.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(LEADER.ID.eq(OPPORTUNITY.OWNER_ID));
    }

    private static Field<String> key(Lanes lanes) {
        return switch (lanes) {
            // A bare word can't be grouped by.
            case NONE -> field("cast('' as text)", String.class);
            case OWNER -> OPPORTUNITY.OWNER_ID.cast(String.class);
            case SEGMENT -> CUSTOMER.SEGMENT;
            case TYPE -> OPPORTUNITY.TYPE;
        };
    }

    /** A column's cards, the next to close on top; those without a date come last. Reads the index opportunity_board. */
    List<Card> cards(Asked asked, String stage, String lane, @Nullable Place after, int limit) {
        var where = stage(stage, asked).and(inLane(asked.lanes(), lane));
        var cards = new ArrayList<Card>();
        if (after == null || after.closes() != null) {
            var from = after == null
                    ? noCondition()
                    : row(OPPORTUNITY.CLOSE_DATE, OPPORTUNITY.ID).gt(after.closes(), after.id());
            cards.addAll(
                    part(asked, where.and(OPPORTUNITY.CLOSE_DATE.isNotNull()).and(from), limit));
        }
        if (cards.size() < limit) {
            var from = after == null || after.closes() != null ? noCondition() : OPPORTUNITY.ID.gt(after.id());
            cards.addAll(part(asked, where.and(OPPORTUNITY.CLOSE_DATE.isNull()).and(from), limit - cards.size()));
        }
        return cards;
    }

    private static Condition inLane(Lanes lanes, String lane) {
        if (lanes == Lanes.NONE) {
            return noCondition();
        }
        if (lanes == Lanes.OWNER) {
            return lane.isEmpty() ? OPPORTUNITY.OWNER_ID.isNull() : OPPORTUNITY.OWNER_ID.eq(uuid(lane));
        }
        return lane.isEmpty() ? key(lanes).isNull() : key(lanes).eq(lane);
    }

    /** One that is none names nobody. */
    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return new UUID(0, 0);
        }
    }

    private List<Card> part(Asked asked, Condition where, int limit) {
        return sql.select(SHOWN)
                .select(key(asked.lanes()).as("lane"))
                .from(withLeader(withCustomer(read(asked))))
                .where(lists.where(asked.query(), asked.me()))
                .and(where)
                .orderBy(OPPORTUNITY.CLOSE_DATE, OPPORTUNITY.ID)
                .limit(limit)
                .fetch(BoardStore::card);
    }

    private static Table<?> read(Asked asked) {
        return asked.query().specials().isEmpty()
                ? Lists.countedFrom(asked.query())
                : asked.query().type().from();
    }

    /** The first cards of every column in every lane at once. */
    List<Card> firstOfLanes(Asked asked, List<String> lanes, int limit) {
        var lane = key(asked.lanes());
        var id = OPPORTUNITY.ID.as("id");
        var ranked = sql.select(id)
                .select(rowNumber()
                        .over()
                        .partitionBy(OPPORTUNITY.STAGE, lane)
                        .orderBy(OPPORTUNITY.CLOSE_DATE, OPPORTUNITY.ID)
                        .as("place"))
                .from(counted(asked))
                .where(lists.where(asked.query(), asked.me()))
                .and(OPPORTUNITY.STAGE.in(Pipeline.OPEN).or(stage("won", asked)))
                .and(lanes.stream()
                        .map(one -> inLane(asked.lanes(), one))
                        .reduce(Condition::or)
                        .orElse(noCondition()))
                .asTable("ranked");
        return sql.select(SHOWN)
                .select(lane.as("lane"))
                .from(withLeader(withCustomer(OPPORTUNITY)))
                .join(ranked)
                .on(field(name("ranked", "id"), UUID.class).eq(OPPORTUNITY.ID))
                .where(field(name("ranked", "place"), Integer.class).le(limit))
                .orderBy(OPPORTUNITY.CLOSE_DATE, OPPORTUNITY.ID)
                .fetch(BoardStore::card);
    }

    private static Card card(Record row) {
        return new Card(
                row.get(0, UUID.class),
                row.get(1, String.class),
                text(row.get(2, String.class)),
                text(row.get(3, String.class)),
                Money.ofMinor(row.get(4, Long.class), row.get(5, String.class)),
                row.get(6, LocalDate.class),
                !text(row.get(7, String.class)).isBlank(),
                row.get(8, LocalDate.class),
                row.get(9, LocalDate.class),
                row.get(10, String.class),
                text(row.get(11, String.class)),
                row.get(12, String.class),
                text(row.get(13, String.class)));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
