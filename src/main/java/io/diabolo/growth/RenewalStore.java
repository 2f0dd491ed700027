package io.diabolo.growth;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.CONTRACT_LINE;
import static io.diabolo.jooq.Tables.RENEWAL;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.diabolo.jooq.tables.records.RenewalRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Origin;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Renewals as they stand in their table; each change can be taken back with the command that brought it. */
@Component
class RenewalStore {
    private static final String RECORD = "renewal";
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Records records;
    private final RecordTypes types;
    private final Clock clock;

    RenewalStore(DSLContext sql, ChangeSets changeSets, Records records, RecordTypes types, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /** A consequence reaches what its cause needn't see: the deal of a contract, the contract of a deal. */
    static Actor everywhere(Actor me) {
        return me.seeingAll().through(Origin.RULE);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable RenewalRecord ofOpportunity(UUID opportunity) {
        return sql.selectFrom(RENEWAL)
                .where(RENEWAL.OPPORTUNITY_ID.eq(opportunity))
                .forUpdate()
                .fetchOne();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public List<RenewalRecord> openOf(UUID contract) {
        return sql.selectFrom(RENEWAL)
                .where(RENEWAL.CONTRACT_ID.eq(contract))
                .and(RENEWAL.STATE.eq("open"))
                .orderBy(RENEWAL.RENEWAL_ON)
                .forUpdate()
                .fetch();
    }

    /** What a year of a contract comes to on a day, in its own currency. */
    @Transactional(readOnly = true)
    public long yearly(UUID contract, LocalDate on) {
        var times = when(CONTRACT_LINE.PERIOD.eq(inline("month")), 12)
                .when(CONTRACT_LINE.PERIOD.eq(inline("quarter")), 4)
                .otherwise(1);
        var sum = sql.select(coalesce(sum(CONTRACT_LINE.AMOUNT_MINOR.times(times)), BigDecimal.ZERO))
                .from(CONTRACT_LINE)
                .where(CONTRACT_LINE.CONTRACT_ID.eq(contract))
                .and(CONTRACT_LINE.FROM_ON.le(on))
                .and(CONTRACT_LINE.UNTIL_ON.isNull().or(CONTRACT_LINE.UNTIL_ON.gt(on)))
                .fetchSingle()
                .value1();
        return sum.longValueExact();
    }

    /** A contract whose last day nobody chose: it runs on, or has an end from the beginning. */
    static Condition goesOn() {
        return CONTRACT.ENDS_ON
                .isNull()
                .or(CONTRACT.RENEWAL_KIND
                        .eq("none")
                        .and(coalesce(CONTRACT.END_REASON, inline("expired")).eq("expired")));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void decide(RenewalRecord row, String state, UUID changeSet) {
        var before = before(row);
        row.setState(state);
        row.setDecidedAt(
                state.equals("open")
                        ? null
                        : clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
        write(row, before, changeSet);
    }

    /** Its dates and amount follow the contract, and the deal's amount follows them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(RenewalRecord row, UUID changeSet, Actor me) {
        var contract = sql.selectFrom(CONTRACT)
                .where(CONTRACT.ID.eq(row.getContractId()))
                .fetchSingle();
        var before = before(row);
        if (!isTaken(row, contract.getRenewalOn())) {
            row.setRenewalOn(contract.getRenewalOn());
        }
        row.setNoticeOn(contract.getNoticeOn() == null ? contract.getRenewalOn() : contract.getNoticeOn());
        row.setYearlyMinor(yearly(contract.getId(), contract.getRenewalOn().minusDays(1)));
        if (row.modified()) {
            write(row, before, changeSet);
            offer(row, contract.getCurrency(), changeSet, me);
        }
    }

    /** Whether that term has a renewal of its own already. */
    private boolean isTaken(RenewalRecord row, LocalDate day) {
        return sql.fetchExists(
                RENEWAL,
                RENEWAL.CONTRACT_ID
                        .eq(row.getContractId())
                        .and(RENEWAL.RENEWAL_ON.eq(day))
                        .and(RENEWAL.ID.ne(row.getId())));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void price(RenewalRecord row, int percent, String currency, UUID changeSet, Actor me) {
        var before = before(row);
        row.setChangePercent(percent);
        write(row, before, changeSet);
        offer(row, currency, changeSet, me);
    }

    private void offer(RenewalRecord row, String currency, UUID changeSet, Actor me) {
        var offered = Renewal.offered(Money.ofMinor(row.getYearlyMinor(), currency), row.getChangePercent());
        records.updateAlong(
                types.byId("opportunity").orElseThrow(),
                row.getOpportunityId(),
                Map.of("recurring_amount", money(offered), "recurring_period", "year"),
                changeSet,
                everywhere(me));
    }

    /** As the engine of records reads an amount. */
    static Map<String, String> money(Money money) {
        return Map.of(
                "value",
                money.value().toPlainString(),
                "currency",
                money.currency().getCurrencyCode());
    }

    private static Map<String, @Nullable Object> before(RenewalRecord row) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        for (var column : row.fields()) {
            before.put(column.getName(), row.get(column));
        }
        return before;
    }

    private void write(RenewalRecord row, Map<String, @Nullable Object> was, UUID changeSet) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        for (var column : row.fields()) {
            if (row.modified(column)) {
                before.put(column.getName(), was.get(column.getName()));
                after.put(column.getName(), row.get(column));
            }
        }
        row.setVersion(row.getVersion() + 1);
        row.update();
        changeSets.updated(changeSet, RECORD, row.getId(), before, after);
    }
}
