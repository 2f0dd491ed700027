package io.diabolo.growth;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.RENEWAL;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.diabolo.offers.Conversion;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is to be renewed, month by month: what is decided, what is open, and the contracts whose turn comes later. */
@Service
class RenewalList {
    static final int ON_PAGE = 100;

    private static final Field<String> STATE = DSL.field(DSL.name("state"), String.class);
    private static final Field<LocalDate> DAY = DSL.field(DSL.name("renewal_on"), LocalDate.class);
    private static final Field<UUID> KEY = DSL.field(DSL.name("key"), UUID.class);

    private final DSLContext sql;
    private final RecordTypes types;
    private final Workspaces workspaces;

    RenewalList(DSLContext sql, RecordTypes types, Workspaces workspaces) {
        this.sql = sql;
        this.types = types;
        this.workspaces = workspaces;
    }

    /** How many, and what a year of them comes to in the workspace's currency, in minor units. */
    record Sum(int count, long minor) {
        static final Sum NONE = new Sum(0, 0);

        Sum plus(Sum other) {
            return new Sum(count + other.count, minor + other.minor);
        }
    }

    /** @param sums by state; those that are missing are nothing */
    record Month(YearMonth month, Map<Renewal.State, Sum> sums) {
        Sum of(Renewal.State state) {
            return sums.getOrDefault(state, Sum.NONE);
        }

        Sum total() {
            return sums.values().stream().reduce(Sum.NONE, Sum::plus);
        }
    }

    record Overview(Currency currency, List<Month> months) {}

    /**
     * Which of them.
     *
     * @param from the first day, and {@code until} the day after the last; null: all that are open, whenever
     * @param after the place after which it goes on, as {@link Part#next} says it; empty: from the beginning
     */
    record Which(@Nullable LocalDate from, @Nullable LocalDate until, Renewal.@Nullable State state, String after) {
        static Which of(@Nullable YearMonth month, Renewal.@Nullable State state, String after) {
            return month == null
                    ? new Which(null, null, state == null ? Renewal.State.OPEN : state, after)
                    : new Which(month.atDay(1), month.plusMonths(1).atDay(1), state, after);
        }
    }

    /** @param next where it goes on; empty: that was all */
    record Part(List<Renewal> all, String next) {}

    @Transactional(readOnly = true)
    public Overview overview(YearMonth from, int months, Actor me) {
        var first = from.atDay(1);
        var span = new Which(first, from.plusMonths(months).atDay(1), null, "");
        // What nobody knows a rate for counts for nothing.
        var worth = coalesce(
                Conversion.minor(
                        DSL.field(DSL.name("yearly_minor"), Long.class),
                        DSL.field(DSL.name("currency"), String.class),
                        workspaces.settings().currency().getCurrencyCode(),
                        DSL.field(DSL.name("rate"), BigDecimal.class)),
                inline(BigDecimal.ZERO));
        var month = DSL.field("to_char({0}, 'YYYY-MM')", String.class, DAY);
        var rows = new TreeMap<YearMonth, Map<Renewal.State, Sum>>();
        for (var i = 0; i < months; i++) {
            rows.put(from.plusMonths(i), new EnumMap<>(Renewal.State.class));
        }
        sql.select(month, STATE, DSL.count(), DSL.sum(worth))
                .from(all(span, me).asTable("one"))
                .groupBy(month, STATE)
                .fetch()
                .forEach(row -> Objects.requireNonNull(rows.get(YearMonth.parse(row.value1())))
                        .put(
                                Renewal.State.of(row.value2()),
                                new Sum(
                                        row.value3(),
                                        row.value4() == null ? 0 : row.value4().longValue())));
        return new Overview(
                workspaces.settings().currency(),
                rows.entrySet().stream()
                        .map(entry -> new Month(entry.getKey(), entry.getValue()))
                        .toList());
    }

    @Transactional(readOnly = true)
    public Part part(Which which, Actor me) {
        var found = sql.select()
                .from(all(which, me).asTable("one"))
                .where(after(which.after()))
                .orderBy(DAY, KEY)
                .limit(ON_PAGE + 1)
                .fetch(RenewalList::renewal);
        var more = found.size() > ON_PAGE;
        var shown = more ? found.subList(0, ON_PAGE) : found;
        var last = more ? shown.getLast() : null;
        return new Part(
                List.copyOf(shown),
                last == null ? "" : last.renewalOn() + "_" + (last.id() == null ? last.contract() : last.id()));
    }

    private static Condition after(String place) {
        var parts = place.split("_");
        try {
            return parts.length == 2
                    ? row(DAY, KEY).gt(LocalDate.parse(parts[0]), UUID.fromString(parts[1]))
                    : DSL.noCondition();
        } catch (IllegalArgumentException | java.time.DateTimeException _) {
            return DSL.noCondition();
        }
    }

    /** One that may be seen; null where there is none. */
    @Transactional(readOnly = true)
    public @Nullable Renewal find(UUID id, Actor me) {
        return sql.select()
                .from(opened(me).and(RENEWAL.ID.eq(id)).asTable("one"))
                .fetchOne(RenewalList::renewal);
    }

    /** What stands beside a record: the renewals of a contract or a deal, the latest first. */
    @Transactional(readOnly = true)
    public List<Renewal> beside(Condition which, Actor me) {
        return sql.select()
                .from(opened(me).and(which).asTable("one"))
                .orderBy(DAY.desc())
                .limit(ON_PAGE)
                .fetch(RenewalList::renewal);
    }

    private org.jooq.Select<Record> all(Which which, Actor me) {
        var opened = opened(me)
                .and(within(RENEWAL.RENEWAL_ON, which))
                .and(
                        which.state() == null
                                ? DSL.noCondition()
                                : RENEWAL.STATE.eq(which.state().id()));
        var state = which.state();
        if (state == null) {
            return opened.unionAll(upcoming(which, me));
        }
        return state == Renewal.State.UPCOMING ? upcoming(which, me) : opened;
    }

    private static Condition within(Field<LocalDate> day, Which which) {
        return which.from() == null || which.until() == null
                ? DSL.noCondition()
                : day.ge(which.from()).and(day.lt(which.until()));
    }

    /** Whoever sees the deal or the contract sees the renewal. */
    private org.jooq.SelectConditionStep<Record> opened(Actor me) {
        return select(columns(
                        RENEWAL.ID,
                        RENEWAL.RENEWAL_ON,
                        RENEWAL.NOTICE_ON,
                        RENEWAL.YEARLY_MINOR,
                        RENEWAL.CHANGE_PERCENT,
                        RENEWAL.STATE,
                        OPPORTUNITY.ID,
                        OPPORTUNITY.STAGE,
                        RENEWAL.VERSION,
                        RENEWAL.ID))
                .from(RENEWAL)
                .join(CONTRACT)
                .on(CONTRACT.WORKSPACE_ID.eq(RENEWAL.WORKSPACE_ID))
                .and(CONTRACT.ID.eq(RENEWAL.CONTRACT_ID))
                .join(OPPORTUNITY)
                .on(OPPORTUNITY.WORKSPACE_ID.eq(RENEWAL.WORKSPACE_ID))
                .and(OPPORTUNITY.ID.eq(RENEWAL.OPPORTUNITY_ID))
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(CONTRACT.WORKSPACE_ID))
                .and(COMPANY.ID.eq(CONTRACT.COMPANY_ID))
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                .and(MEMBER.ID.eq(OPPORTUNITY.OWNER_ID))
                .where(CONTRACT.DELETED_AT.isNull())
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(seen(me, List.of(OPPORTUNITY.OWNER_ID, CONTRACT.OWNER_ID, CONTRACT.CSM_ID)));
    }

    /** Contracts whose renewal isn't opened yet. */
    private org.jooq.Select<Record> upcoming(Which which, Actor me) {
        return select(columns(
                        castNull(SQLDataType.UUID),
                        CONTRACT.RENEWAL_ON,
                        coalesce(CONTRACT.NOTICE_ON, CONTRACT.RENEWAL_ON),
                        CONTRACT.RECURRING_MINOR,
                        inline(0),
                        inline("upcoming"),
                        castNull(SQLDataType.UUID),
                        inline(""),
                        inline(0),
                        CONTRACT.ID))
                .from(CONTRACT)
                .leftJoin(COMPANY)
                .on(COMPANY.WORKSPACE_ID.eq(CONTRACT.WORKSPACE_ID))
                .and(COMPANY.ID.eq(CONTRACT.COMPANY_ID))
                .leftJoin(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(CONTRACT.WORKSPACE_ID))
                .and(MEMBER.ID.eq(CONTRACT.OWNER_ID))
                .where(CONTRACT.STATE.eq("running"))
                .and(CONTRACT.DELETED_AT.isNull())
                .and(RenewalStore.goesOn())
                .and(within(CONTRACT.RENEWAL_ON, which))
                .and(notExists(selectOne()
                        .from(RENEWAL)
                        .where(RENEWAL.CONTRACT_ID.eq(CONTRACT.ID))
                        .and(RENEWAL.STATE.eq("open").or(RENEWAL.RENEWAL_ON.eq(CONTRACT.RENEWAL_ON)))))
                .and(Visible.to(me, types.byId("contract").orElseThrow()));
    }

    private static Condition seen(Actor me, List<? extends Field<UUID>> owners) {
        return Visible.to(me, owners);
    }

    private static List<Field<?>> columns(
            Field<UUID> id,
            Field<LocalDate> day,
            Field<LocalDate> notice,
            Field<Long> yearly,
            Field<Integer> percent,
            Field<String> state,
            Field<UUID> opportunity,
            Field<String> stage,
            Field<Integer> version,
            Field<UUID> key) {
        var all = new ArrayList<Field<?>>();
        all.add(id.as("id"));
        all.add(CONTRACT.ID.as("contract_id"));
        all.add(CONTRACT.NAME.as("name"));
        all.add(COMPANY.ID.as("company_id"));
        all.add(coalesce(COMPANY.NAME, inline("")).as("company"));
        all.add(day.as("renewal_on"));
        all.add(notice.as("notice_on"));
        all.add(yearly.as("yearly_minor"));
        all.add(CONTRACT.CURRENCY.as("currency"));
        all.add(CONTRACT.RATE.as("rate"));
        all.add(percent.as("change_percent"));
        all.add(state.as("state"));
        all.add(opportunity.as("opportunity_id"));
        all.add(stage.as("stage"));
        all.add(coalesce(MEMBER.NAME, inline("")).as("owner"));
        all.add(version.as("version"));
        all.add(key.as("key"));
        return all;
    }

    private static Renewal renewal(Record row) {
        return new Renewal(
                row.get("id", UUID.class),
                row.get("contract_id", UUID.class),
                row.get("name", String.class),
                row.get("company_id", UUID.class),
                row.get("company", String.class),
                row.get("renewal_on", LocalDate.class),
                row.get("notice_on", LocalDate.class),
                Money.ofMinor(row.get("yearly_minor", Long.class), row.get("currency", String.class)),
                row.get("change_percent", Integer.class),
                Renewal.State.of(row.get("state", String.class)),
                row.get("opportunity_id", UUID.class),
                row.get("stage", String.class),
                row.get("owner", String.class),
                row.get("version", Integer.class));
    }
}
