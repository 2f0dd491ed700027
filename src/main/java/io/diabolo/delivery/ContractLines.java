package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT_AMENDMENT;
import static io.diabolo.jooq.Tables.CONTRACT_LINE;
import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.jooq.tables.records.ContractRecord;
import io.diabolo.offers.TieredPrice;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The lines of contracts as they stand in tables, with what each is worth in the workspace's currency. */
@Component
class ContractLines {
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Workspaces workspaces;
    private final JsonMapper json;

    ContractLines(DSLContext sql, ChangeSets changeSets, Workspaces workspaces, JsonMapper json) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.workspaces = workspaces;
        this.json = json;
    }

    /** All that ever ran, the first on top. */
    @Transactional(readOnly = true)
    public List<ContractLine> of(UUID contract, String currency) {
        return sql.selectFrom(CONTRACT_LINE)
                .where(CONTRACT_LINE.CONTRACT_ID.eq(contract))
                .orderBy(CONTRACT_LINE.FROM_ON, CONTRACT_LINE.ID)
                .fetch(row -> new ContractLine(
                        row.getId(),
                        row.getProductId(),
                        row.getName(),
                        row.getQuantity(),
                        Money.ofMinor(row.getAmountMinor(), currency),
                        Recurrence.valueOf(row.getPeriod().toUpperCase(java.util.Locale.ROOT)),
                        row.getFromOn(),
                        row.getUntilOn(),
                        row.getAddedBy(),
                        row.getEndedBy(),
                        json.readValue(row.getTiers().data(), TieredPrice.class)));
    }

    /** What was agreed since the signature, the latest first. */
    @Transactional(readOnly = true)
    public List<Amendment> amendments(UUID contract) {
        return sql.select(
                        CONTRACT_AMENDMENT.ID,
                        CONTRACT_AMENDMENT.KIND,
                        CONTRACT_AMENDMENT.EFFECTIVE_ON,
                        CONTRACT_AMENDMENT.NOTE,
                        MEMBER.NAME,
                        CONTRACT_AMENDMENT.RECORDED_AT)
                .from(CONTRACT_AMENDMENT)
                .join(MEMBER)
                .on(MEMBER.WORKSPACE_ID.eq(CONTRACT_AMENDMENT.WORKSPACE_ID))
                .and(MEMBER.ID.eq(CONTRACT_AMENDMENT.MEMBER_ID))
                .where(CONTRACT_AMENDMENT.CONTRACT_ID.eq(contract))
                .orderBy(CONTRACT_AMENDMENT.EFFECTIVE_ON.desc(), CONTRACT_AMENDMENT.ID.desc())
                .fetch(row -> new Amendment(
                        row.value1(),
                        Amendment.Kind.of(row.value2()),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6().toInstant()));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public UUID amendment(UUID contract, Amendment.Kind kind, LocalDate on, String note, UUID changeSet, Actor me) {
        return sql.insertInto(CONTRACT_AMENDMENT)
                .set(CONTRACT_AMENDMENT.CONTRACT_ID, contract)
                .set(CONTRACT_AMENDMENT.KIND, kind.id())
                .set(CONTRACT_AMENDMENT.EFFECTIVE_ON, on)
                .set(CONTRACT_AMENDMENT.NOTE, note)
                .set(CONTRACT_AMENDMENT.MEMBER_ID, me.member().value())
                .set(CONTRACT_AMENDMENT.CREATED_IN, changeSet)
                .returningResult(CONTRACT_AMENDMENT.ID)
                .fetchSingle()
                .value1();
    }

    /** A line to be written. */
    record NewLine(
            @Nullable UUID product,
            String name,
            BigDecimal quantity,
            Money amount,
            Recurrence period,
            LocalDate from,
            @Nullable LocalDate until,
            TieredPrice tiers) {
        /** At one price, whatever the quantity. */
        NewLine(
                @Nullable UUID product,
                String name,
                BigDecimal quantity,
                Money amount,
                Recurrence period,
                LocalDate from,
                @Nullable LocalDate until) {
            this(product, name, quantity, amount, period, from, until, TieredPrice.FLAT);
        }
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(
            UUID contract, @Nullable BigDecimal rate, List<NewLine> lines, @Nullable UUID amendment, UUID changeSet) {
        var currency = workspaces.settings().currency();
        var rows = lines.stream().map(line -> {
            var worth = line.period().worth(line.amount(), rate, currency);
            var row = sql.newRecord(CONTRACT_LINE);
            row.setContractId(contract);
            row.setProductId(line.product());
            row.setName(line.name());
            row.setQuantity(line.quantity());
            row.setAmountMinor(line.amount().minor());
            row.setPeriod(line.period().id());
            row.setFromOn(line.from());
            row.setUntilOn(line.until());
            row.setMonthlyMinor(worth.monthly());
            row.setYearlyMinor(worth.yearly());
            row.setTiers(JSONB.valueOf(json.writeValueAsString(line.tiers())));
            row.setAddedBy(amendment);
            row.setCreatedIn(changeSet);
            return row;
        });
        sql.insertInto(CONTRACT_LINE).set(rows.toList()).execute();
    }

    /** Ends a line before a day, by an amendment. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(ContractLine line, LocalDate until, UUID amendment, UUID changeSet) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        before.put("until_on", line.until());
        before.put("ended_by", line.endedBy());
        var after = new LinkedHashMap<String, @Nullable Object>();
        after.put("until_on", until);
        after.put("ended_by", amendment);
        sql.update(CONTRACT_LINE)
                .set(CONTRACT_LINE.UNTIL_ON, until)
                .set(CONTRACT_LINE.ENDED_BY, amendment)
                .where(CONTRACT_LINE.ID.eq(line.id()))
                .execute();
        changeSets.updated(changeSet, "contract_line", line.id(), before, after);
    }

    /** The beginning of a contract moved, and with it the lines that were agreed with it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(UUID contract, LocalDate from, LocalDate to, UUID changeSet) {
        for (var line : sql.selectFrom(CONTRACT_LINE)
                .where(CONTRACT_LINE.CONTRACT_ID.eq(contract))
                .and(CONTRACT_LINE.ADDED_BY.isNull())
                .fetch()) {
            var before = new LinkedHashMap<String, @Nullable Object>();
            before.put("from_on", line.getFromOn());
            before.put("until_on", line.getUntilOn());
            line.setFromOn(moved(line.getFromOn(), from, to));
            // What an amendment ended stays ended on its day.
            if (line.getUntilOn() != null && line.getEndedBy() == null) {
                line.setUntilOn(moved(line.getUntilOn(), from, to));
            }
            line.update();
            var after = new LinkedHashMap<String, @Nullable Object>();
            after.put("from_on", line.getFromOn());
            after.put("until_on", line.getUntilOn());
            changeSets.updated(changeSet, "contract_line", line.getId(), before, after);
        }
    }

    /** As many months after the new beginning as it was after the old one. */
    private static LocalDate moved(LocalDate day, LocalDate from, LocalDate to) {
        return to.plusMonths(ChronoUnit.MONTHS.between(from, day));
    }

    /** What a contract comes to on a day, in its own currency. */
    static Recurrence.Worth on(LocalDate day, List<ContractLine> lines, ContractRecord contract) {
        var over = contract.getEndsOn() != null && day.isAfter(contract.getEndsOn());
        long monthly = 0;
        long yearly = 0;
        for (var line : lines) {
            if (!over && line.runsOn(day)) {
                monthly += line.period().monthly(line.amount().minor());
                yearly += line.period().yearly(line.amount().minor());
            }
        }
        return new Recurrence.Worth(monthly, yearly);
    }
}
