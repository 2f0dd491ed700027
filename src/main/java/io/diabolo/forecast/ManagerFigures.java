package io.diabolo.forecast;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import io.diabolo.identity.Members;
import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Origin;
import io.diabolo.platform.Scope;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What sellers and their managers are measured by: bookings, win rate and cycle of their own deals; and for a manager what
 * all whose deals they see have booked, and promise for the period.
 */
@Component
@Order(40)
class ManagerFigures implements FigureSource {
    static final String BOOKINGS = "bookings";
    static final String LINE_BOOKINGS = "line-bookings";
    static final String LINE_FORECAST = "line-forecast";
    private static final String WIN_RATE = "win-rate";
    private static final String CYCLE = "cycle-days";
    private static final List<String> SELLERS = List.of("ae", "inside", "am");

    private final DSLContext sql;
    private final Members members;
    private final Workspaces workspaces;
    private final Worths worths;

    ManagerFigures(DSLContext sql, Members members, Workspaces workspaces, Worths worths) {
        this.sql = sql;
        this.members = members;
        this.workspaces = workspaces;
        this.worths = worths;
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(BOOKINGS, Figure.Unit.MONEY, SELLERS),
                new Figure(WIN_RATE, Figure.Unit.SHARE, List.of("ae", "inside", "am", "manager")),
                new Figure(CYCLE, Figure.Unit.RATIO, SELLERS, true),
                new Figure(LINE_BOOKINGS, Figure.Unit.MONEY, List.of("manager")),
                new Figure(LINE_FORECAST, Figure.Unit.MONEY, List.of("manager")));
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var deals = deals(figure, request);
        return switch (figure) {
            case WIN_RATE -> {
                var won = sql.fetchCount(OPPORTUNITY, deals.and(Part.CLOSED.condition()));
                yield FigureValue.of(won, won + sql.fetchCount(OPPORTUNITY, deals.and(Part.LOST.condition())));
            }
            case CYCLE -> cycle(deals);
            default -> money(deals);
        };
    }

    private FigureValue money(Condition deals) {
        var currency = workspaces.settings().currency();
        var row = sql.select(count(), coalesce(sum(worths.now().minor()), BigDecimal.ZERO))
                .from(OPPORTUNITY)
                .where(deals)
                .fetchSingle();
        return new FigureValue(
                row.value2().movePointLeft(currency.getDefaultFractionDigits()).doubleValue(), row.value1());
    }

    private FigureValue cycle(Condition deals) {
        var days = DSL.avg(DSL.field("{0} - {1}", Integer.class, JOURNEY.ON_7, OPENED));
        var row = sql.select(days, count())
                .from(OPPORTUNITY)
                .join(JOURNEY)
                .on(JOURNEY.ID.eq(OPPORTUNITY.JOURNEY_ID))
                .where(deals)
                .fetchSingle();
        return new FigureValue(
                row.value1() == null ? null : Double.valueOf(row.value1().doubleValue()), row.value2());
    }

    /** The first day that is known of a deal as one. */
    static final Field<LocalDate> OPENED = DSL.least(JOURNEY.ON_4, JOURNEY.ON_5, JOURNEY.ON_6);

    /** Reads the index opportunity_by_close. */
    private Condition deals(String figure, FigureRequest request) {
        var zone = workspaces.settings().zone();
        var closing = OPPORTUNITY
                .CLOSE_DATE
                .ge(LocalDate.ofInstant(request.from(), zone))
                .and(OPPORTUNITY.CLOSE_DATE.lt(LocalDate.ofInstant(request.to(), zone)))
                .and(OPPORTUNITY.DELETED_AT.isNull());
        var own = worths.now().known();
        return switch (figure) {
            case BOOKINGS -> closing.and(owned(request)).and(own).and(Part.CLOSED.condition());
            case LINE_BOOKINGS -> closing.and(seen(request)).and(own).and(Part.CLOSED.condition());
            case LINE_FORECAST ->
                closing.and(seen(request)).and(own).and(Part.CLOSED.condition().or(Part.COMMIT.condition()));
            case CYCLE ->
                closing.and(owned(request))
                        .and(Part.CLOSED.condition())
                        .and(DSL.exists(DSL.selectOne()
                                .from(JOURNEY)
                                .where(JOURNEY.ID.eq(OPPORTUNITY.JOURNEY_ID))
                                .and(JOURNEY.ON_7.isNotNull())
                                .and(OPENED.isNotNull())));
            case WIN_RATE ->
                closing.and(owned(request)).and(Part.CLOSED.condition().or(Part.LOST.condition()));
            default -> throw new IllegalArgumentException("no figure " + figure);
        };
    }

    private static Condition owned(FigureRequest request) {
        return OPPORTUNITY.OWNER_ID.in(
                request.members().stream().map(MemberId::value).toList());
    }

    /** The deals that these members see, as their rights stand now. */
    private Condition seen(FigureRequest request) {
        return request.members().stream()
                .map(this::seenBy)
                .reduce(Condition::or)
                .orElse(DSL.falseCondition());
    }

    private Condition seenBy(MemberId member) {
        try {
            return DSL.trueCondition().and(Forecasts.visible(members.actor(member, Origin.RULE, Scope.READ)));
        } catch (NoSuchRecord _) {
            return OPPORTUNITY.OWNER_ID.eq(member.value());
        }
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        var reader = request.reader();
        return sql.select(
                        OPPORTUNITY.ID,
                        OPPORTUNITY.NAME,
                        COMPANY.NAME,
                        OPPORTUNITY.CLOSE_DATE,
                        OPPORTUNITY.STAGE,
                        OPPORTUNITY.OWNER_ID)
                .from(OPPORTUNITY)
                .leftJoin(COMPANY)
                .on(COMPANY.ID.eq(OPPORTUNITY.COMPANY_ID))
                .where(deals(figure, request))
                .orderBy(OPPORTUNITY.CLOSE_DATE.desc(), OPPORTUNITY.ID.desc())
                .limit(limit)
                .fetch(row -> {
                    var above = Part.WON.contains(row.value5()) || figure.equals(LINE_FORECAST);
                    var at = at(row.value4());
                    return isHidden(reader, row.value6() == null ? null : new MemberId(row.value6()))
                            ? FigureRecord.hidden(at, above)
                            : new FigureRecord(
                                    row.value2(),
                                    row.value3() == null ? "" : row.value3(),
                                    at,
                                    above,
                                    "/opportunities/" + row.value1());
                });
    }

    private Instant at(LocalDate day) {
        return day.atStartOfDay(workspaces.settings().zone()).toInstant();
    }

    private static boolean isHidden(
            @org.jspecify.annotations.Nullable Actor reader, @org.jspecify.annotations.Nullable MemberId owner) {
        return reader != null && !reader.visibility().covers(owner);
    }
}
