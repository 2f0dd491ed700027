package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.HANDOFF;
import static io.diabolo.jooq.Tables.ONBOARDING;
import static io.diabolo.jooq.Tables.ONBOARDING_STEP;
import static io.diabolo.jooq.Tables.SALES_ORDER;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import io.diabolo.records.RecordType;
import io.diabolo.records.Visible;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What delivery is measured by: go-lives on time, days to the first value, orders that lack nothing and how soon. */
@Component
@Order(46)
class DeliveryFigures implements FigureSource {
    private static final String ON_TIME = "on-time-delivery";
    private static final String TO_VALUE = "time-to-value";
    private static final String COMPLETE = "orders-complete";
    private static final String TO_ORDER = "signature-to-order";
    private static final List<String> READY = List.of("complete", "delivered", "invoiced");

    private final DSLContext sql;
    private final OnboardingType onboardings;
    private final OrderType orders;
    private final Workspaces workspaces;

    DeliveryFigures(DSLContext sql, OnboardingType onboardings, OrderType orders, Workspaces workspaces) {
        this.sql = sql;
        this.onboardings = onboardings;
        this.orders = orders;
        this.workspaces = workspaces;
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(ON_TIME, Figure.Unit.SHARE, List.of("ops", "csm")),
                new Figure(TO_VALUE, Figure.Unit.RATIO, List.of("csm"), true),
                new Figure(COMPLETE, Figure.Unit.SHARE, List.of("adv")),
                new Figure(TO_ORDER, Figure.Unit.RATIO, List.of("adv"), true));
    }

    /**
     * Of what a figure is.
     *
     * @param day that lies in the period
     * @param above what counts above the line of a share
     * @param days whose median it is; null for a share
     */
    private record Part(
            Table<?> table,
            Field<UUID> id,
            Field<String> name,
            Field<LocalDate> day,
            Condition of,
            Condition above,
            @Nullable Field<Integer> days,
            RecordType type,
            String path) {}

    private Part part(String figure, FigureRequest request) {
        var members = request.members().stream().map(MemberId::value).toList();
        return switch (figure) {
            case ON_TIME ->
                new Part(
                        ONBOARDING,
                        ONBOARDING.ID,
                        ONBOARDING.NAME,
                        ONBOARDING.LIVE_ON,
                        ONBOARDING.DELETED_AT.isNull().and(led(members, true)),
                        ONBOARDING.LIVE_ON.le(ONBOARDING.GO_LIVE_ON),
                        null,
                        onboardings,
                        "/onboardings/");
            case TO_VALUE ->
                new Part(
                        ONBOARDING,
                        ONBOARDING.ID,
                        ONBOARDING.NAME,
                        ONBOARDING.FIRST_VALUE_ON,
                        ONBOARDING.DELETED_AT.isNull().and(led(members, false)),
                        trueCondition(),
                        days(ONBOARDING.FIRST_VALUE_ON, ONBOARDING.SIGNED_ON),
                        onboardings,
                        "/onboardings/");
            case COMPLETE ->
                new Part(
                        SALES_ORDER,
                        SALES_ORDER.ID,
                        SALES_ORDER.NAME,
                        SALES_ORDER.ORDERED_ON,
                        SALES_ORDER
                                .DELETED_AT
                                .isNull()
                                .and(SALES_ORDER.STATE.ne("cancelled"))
                                .and(followed(members)),
                        SALES_ORDER.STATE.in(READY),
                        null,
                        orders,
                        "/orders/");
            default ->
                new Part(
                        SALES_ORDER,
                        SALES_ORDER.ID,
                        SALES_ORDER.NAME,
                        SALES_ORDER.COMPLETED_ON,
                        SALES_ORDER.DELETED_AT.isNull().and(followed(members)),
                        trueCondition(),
                        days(SALES_ORDER.COMPLETED_ON, SALES_ORDER.ORDERED_ON),
                        orders,
                        "/orders/");
        };
    }

    private static Field<Integer> days(Field<LocalDate> to, Field<LocalDate> from) {
        return field("{0} - {1}", Integer.class, to, from);
    }

    /** By its owner, or by whoever does a step of it. */
    private static Condition led(List<UUID> members, boolean steps) {
        if (members.isEmpty()) {
            return noCondition();
        }
        var owned = ONBOARDING.OWNER_ID.in(members);
        return steps
                ? owned.or(exists(selectOne()
                        .from(ONBOARDING_STEP)
                        .where(ONBOARDING_STEP.ONBOARDING_ID.eq(ONBOARDING.ID))
                        .and(ONBOARDING_STEP.OWNER_ID.in(members))))
                : owned;
    }

    /** By who took the signed quote over, or whose order it is. */
    private static Condition followed(List<UUID> members) {
        return members.isEmpty()
                ? noCondition()
                : SALES_ORDER
                        .OWNER_ID
                        .in(members)
                        .or(exists(selectOne()
                                .from(HANDOFF)
                                .where(HANDOFF.SUBJECT_TYPE.eq("opportunity"))
                                .and(HANDOFF.SUBJECT_ID.eq(SALES_ORDER.OPPORTUNITY_ID))
                                .and(HANDOFF.KIND.eq("signed-quote"))
                                .and(HANDOFF.STATE.eq("accepted"))
                                .and(HANDOFF.ANSWERED_BY.in(members))));
    }

    /** Reads the indexes onboarding_live, onboarding_first_value, sales_order_ordered and sales_order_completed. */
    private Condition counted(Part part, FigureRequest request) {
        var zone = workspaces.settings().zone();
        return part.of()
                .and(part.day().ge(LocalDate.ofInstant(request.from(), zone)))
                .and(part.day().lt(LocalDate.ofInstant(request.to(), zone)));
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        var part = part(figure, request);
        var days = part.days();
        if (days == null) {
            var row = sql.select(count().filterWhere(part.above()), count())
                    .from(part.table())
                    .where(counted(part, request))
                    .fetchSingle();
            return FigureValue.of(row.value1(), row.value2());
        }
        var row = sql.select(field("percentile_cont(0.5) within group (order by {0})", Double.class, days), count())
                .from(part.table())
                .where(counted(part, request))
                .fetchSingle();
        return new FigureValue(row.value1(), row.value2());
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        var part = part(figure, request);
        var reader = request.reader();
        var seen = reader == null ? trueCondition() : trueCondition().and(Visible.to(reader, part.type()));
        return sql.select(part.id(), part.name(), part.day(), field(part.above()), field(seen))
                .from(part.table())
                .where(counted(part, request))
                .orderBy(part.day().desc(), part.id().desc())
                .limit(limit)
                .fetch(row -> {
                    var at = row.value3().atTime(12, 0).toInstant(ZoneOffset.UTC);
                    return row.value5()
                            ? new FigureRecord(row.value2(), "", at, row.value4(), part.path() + row.value1())
                            : FigureRecord.hidden(at, row.value4());
                });
    }
}
