package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.CUSTOMER_ACCOUNT;
import static io.diabolo.jooq.Tables.OPPORTUNITY;
import static io.diabolo.jooq.Tables.SUGGESTION;
import static org.jooq.impl.DSL.avg;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trueCondition;

import io.diabolo.offers.Conversion;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.queues.Figure;
import io.diabolo.queues.FigureRecord;
import io.diabolo.queues.FigureRequest;
import io.diabolo.queues.FigureSource;
import io.diabolo.queues.FigureValue;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Visible;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * By what those who look after customers are measured beside retention: the expansion they have under way, how many of their
 * accounts have a plan, and how many suggestions they took up.
 */
@Component
@Order(47)
class AccountFigures implements FigureSource {
    private static final String PIPELINE = "expansion-pipeline";
    private static final String PLANNED = "planned-accounts";
    private static final String ADOPTION = "adoption";
    private static final String TAKEN = "suggestions-taken";
    private static final List<String> OPEN = List.of("discovery", "proposal", "closing");
    private final DSLContext sql;
    private final ObjectProvider<RecordTypes> types;
    private final Workspaces workspaces;
    private final Clock clock;

    AccountFigures(DSLContext sql, ObjectProvider<RecordTypes> types, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.types = types;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(PIPELINE, Figure.Unit.MONEY, List.of("am")),
                new Figure(PLANNED, Figure.Unit.SHARE, List.of("am", "csm")),
                new Figure(ADOPTION, Figure.Unit.RATIO, List.of("csm")),
                new Figure(TAKEN, Figure.Unit.SHARE, List.of("am", "csm")));
    }

    private static Condition of(List<MemberId> members, List<Field<UUID>> columns) {
        var ids = members.stream().map(MemberId::value).toList();
        return ids.isEmpty()
                ? noCondition()
                : columns.stream().map(one -> one.in(ids)).reduce(Condition::or).orElseThrow();
    }

    /** Those whose currency has a rate today. It is as of now, whatever the period. */
    private Condition pipeline(FigureRequest request) {
        return OPPORTUNITY
                .TYPE
                .in("upsell", "cross_sell")
                .and(OPPORTUNITY.STAGE.in(OPEN))
                .and(OPPORTUNITY.DELETED_AT.isNull())
                .and(worth().isNotNull())
                .and(of(request.members(), List.of(OPPORTUNITY.OWNER_ID)));
    }

    /** In the workspace's currency, by the exchange rate of the day. */
    private Field<BigDecimal> worth() {
        var settings = workspaces.settings();
        var own = settings.currency().getCurrencyCode();
        var today = DSL.val(LocalDate.ofInstant(clock.instant(), settings.zone()));
        return Conversion.minor(
                OPPORTUNITY.AMOUNT_MINOR, OPPORTUNITY.CURRENCY, own, Conversion.rate(OPPORTUNITY.CURRENCY, own, today));
    }

    /** Those of a member by any seat that holds them. */
    private static Condition accounts(FigureRequest request) {
        return CUSTOMER_ACCOUNT
                .STATE
                .eq("customer")
                .and(of(
                        request.members(),
                        List.of(CUSTOMER_ACCOUNT.OWNER_ID, CUSTOMER_ACCOUNT.AM_ID, CUSTOMER_ACCOUNT.CSM_ID)));
    }

    /** Reads the index suggestion_decided. */
    private static Condition decided(FigureRequest request) {
        return SUGGESTION
                .DECIDED_AT
                .ge(request.from().atOffset(ZoneOffset.UTC))
                .and(SUGGESTION.DECIDED_AT.lt(request.to().atOffset(ZoneOffset.UTC)))
                .and(SUGGESTION.STATE.in("accepted", "dismissed"))
                .and(
                        request.members().isEmpty()
                                ? SUGGESTION.DECIDED_BY.isNotNull()
                                : of(request.members(), List.of(SUGGESTION.DECIDED_BY)));
    }

    @Override
    public FigureValue value(String figure, FigureRequest request) {
        return switch (figure) {
            case PIPELINE -> {
                var row = sql.select(sum(worth()), count())
                        .from(OPPORTUNITY)
                        .where(pipeline(request))
                        .fetchSingle();
                var minor = row.value1() == null ? 0 : row.value1().longValueExact();
                var money =
                        Money.ofMinor(minor, workspaces.settings().currency().getCurrencyCode());
                yield new FigureValue(money.value().doubleValue(), row.value2());
            }
            case PLANNED -> {
                var row = sql.select(count().filterWhere(CUSTOMER_ACCOUNT.PLANNED), count())
                        .from(CUSTOMER_ACCOUNT)
                        .where(accounts(request))
                        .fetchSingle();
                yield FigureValue.of(row.value1(), row.value2());
            }
            case ADOPTION -> {
                var row = sql.select(avg(CUSTOMER_ACCOUNT.ADOPTION), count())
                        .from(CUSTOMER_ACCOUNT)
                        .where(accounts(request))
                        .and(CUSTOMER_ACCOUNT.ADOPTION.isNotNull())
                        .fetchSingle();
                yield new FigureValue(
                        row.value1() == null
                                ? null
                                : Double.valueOf(row.value1().doubleValue()),
                        row.value2());
            }
            default -> {
                var row = sql.select(count().filterWhere(SUGGESTION.STATE.eq("accepted")), count())
                        .from(SUGGESTION)
                        .where(decided(request))
                        .fetchSingle();
                yield FigureValue.of(row.value1(), row.value2());
            }
        };
    }

    private Condition seen(FigureRequest request, String type) {
        var reader = request.reader();
        RecordType one = types.getObject().byId(type).orElseThrow();
        return reader == null ? trueCondition() : trueCondition().and(Visible.to(reader, one));
    }

    @Override
    public List<FigureRecord> records(String figure, FigureRequest request, int limit) {
        return switch (figure) {
            case PIPELINE ->
                sql.select(
                                OPPORTUNITY.ID,
                                OPPORTUNITY.NAME,
                                COMPANY.NAME,
                                OPPORTUNITY.CREATED_AT,
                                field(seen(request, "opportunity")))
                        .from(OPPORTUNITY)
                        .leftJoin(COMPANY)
                        .on(COMPANY.WORKSPACE_ID.eq(OPPORTUNITY.WORKSPACE_ID))
                        .and(COMPANY.ID.eq(OPPORTUNITY.COMPANY_ID))
                        .where(pipeline(request))
                        .orderBy(OPPORTUNITY.CREATED_AT.desc(), OPPORTUNITY.ID.desc())
                        .limit(limit)
                        .fetch(row -> row.value5()
                                ? new FigureRecord(
                                        row.value2(),
                                        Objects.toString(row.value3(), ""),
                                        row.value4().toInstant(),
                                        true,
                                        "/opportunities/" + row.value1())
                                : FigureRecord.hidden(row.value4().toInstant(), true));
            case PLANNED ->
                sql.select(
                                CUSTOMER_ACCOUNT.ID,
                                CUSTOMER_ACCOUNT.NAME,
                                CUSTOMER_ACCOUNT.PLANNED,
                                field(seen(request, "account")))
                        .from(CUSTOMER_ACCOUNT)
                        .where(accounts(request))
                        .orderBy(CUSTOMER_ACCOUNT.PLANNED, CUSTOMER_ACCOUNT.YEARLY_MINOR.desc(), CUSTOMER_ACCOUNT.ID)
                        .limit(limit)
                        .fetch(row -> row.value4()
                                ? new FigureRecord(row.value2(), "", null, row.value3(), "/accounts/" + row.value1())
                                : FigureRecord.hidden(null, row.value3()));
            case ADOPTION ->
                sql.select(
                                CUSTOMER_ACCOUNT.ID,
                                CUSTOMER_ACCOUNT.NAME,
                                CUSTOMER_ACCOUNT.ADOPTION,
                                field(seen(request, "account")))
                        .from(CUSTOMER_ACCOUNT)
                        .where(accounts(request))
                        .and(CUSTOMER_ACCOUNT.ADOPTION.isNotNull())
                        .orderBy(CUSTOMER_ACCOUNT.ADOPTION, CUSTOMER_ACCOUNT.ID)
                        .limit(limit)
                        .fetch(row -> row.value4()
                                ? new FigureRecord(
                                        row.value2(), row.value3().toString(), null, true, "/accounts/" + row.value1())
                                : FigureRecord.hidden(null, true));
            default ->
                sql.select(
                                SUGGESTION.ID,
                                SUGGESTION.NAME,
                                SUGGESTION.DECIDED_AT,
                                SUGGESTION.STATE,
                                field(seen(request, "suggestion")))
                        .from(SUGGESTION)
                        .where(decided(request))
                        .orderBy(SUGGESTION.DECIDED_AT.desc(), SUGGESTION.ID.desc())
                        .limit(limit)
                        .fetch(row -> {
                            var at = row.value3().toInstant();
                            var taken = row.value4().equals("accepted");
                            return row.value5()
                                    ? new FigureRecord(row.value2(), "", at, taken, "/suggestions/" + row.value1())
                                    : FigureRecord.hidden(at, taken);
                        });
        };
    }
}
