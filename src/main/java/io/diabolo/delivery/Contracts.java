package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;

import io.diabolo.delivery.Amendment.Change;
import io.diabolo.jooq.tables.records.ContractRecord;
import io.diabolo.offers.TieredPrice;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Money;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.Records;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of a contract: amended, ended, taken up again. Whoever sees it may do so; what it moves stands in the ledger. */
@Service
class Contracts {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);
    private final DSLContext sql;
    private final Records records;
    private final ContractType type;
    private final ContractRules rules;
    private final ContractLines lines;
    private final ChangeSets changeSets;
    private final CustomerStages stages;
    private final ObjectProvider<FollowsContract> followers;
    private final Clock clock;

    Contracts(
            DSLContext sql,
            Records records,
            ContractType type,
            ContractRules rules,
            ContractLines lines,
            ChangeSets changeSets,
            CustomerStages stages,
            ObjectProvider<FollowsContract> followers,
            Clock clock) {
        this.sql = sql;
        this.records = records;
        this.type = type;
        this.rules = rules;
        this.lines = lines;
        this.changeSets = changeSets;
        this.stages = stages;
        this.followers = followers;
        this.clock = clock;
    }

    /** A contract with all that was ever agreed. */
    record Whole(ContractRecord contract, List<ContractLine> lines, List<Amendment> amendments) {
        List<ContractLine> on(LocalDate day) {
            return lines.stream().filter(line -> line.runsOn(day)).toList();
        }
    }

    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public Whole get(UUID id, Actor me) {
        records.get(type, id, me);
        var contract = sql.selectFrom(CONTRACT).where(CONTRACT.ID.eq(id)).fetchSingle();
        return new Whole(contract, lines.of(id, contract.getCurrency()), lines.amendments(id));
    }

    /**
     * Writes down what was agreed, from its day on; it may lie in the past, and what was agreed for later stays.
     *
     * @param version the one that was looked at; null takes what is there
     * @return the change set
     * @throws BadInput when the day lies outside the contract, or a line doesn't run on it
     */
    @Transactional
    public UUID amend(UUID id, Amendment.Wanted wanted, @Nullable Integer version, Actor me) {
        var contract = locked(id, version, me);
        var on = wanted.effectiveOn();
        if (on.isBefore(contract.getStartsOn()) || (contract.getEndsOn() != null && on.isAfter(contract.getEndsOn()))) {
            throw new BadInput("effective_on", "contract.fault.effective");
        }
        if (wanted.changes().isEmpty()) {
            throw new BadInput("effective_on", "contract.fault.nothing");
        }
        var changeSet = changeSets.open(me, "contract.amended", contract.getName());
        var before = yearly(contract, wanted.effectiveOn());
        write(contract, wanted, changeSet, me);
        settle(contract, new LinkedHashMap<>(), changeSet, me);
        if (contract.getCompanyId() != null
                && wanted.changes().stream().noneMatch(Change.Indexed.class::isInstance)
                && yearly(contract, wanted.effectiveOn()) > before) {
            // They bought more, if without a sale of its own; a price that is indexed isn't that.
            stages.grown(contract.getCompanyId(), clock.instant(), changeSet, me);
        }
        return changeSet;
    }

    private long yearly(ContractRecord contract, LocalDate on) {
        return ContractLines.on(on, lines.of(contract.getId(), contract.getCurrency()), contract)
                .yearly();
    }

    /** Writes an amendment with what it does to the lines; what the contract comes to is settled after. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(ContractRecord contract, Amendment.Wanted wanted, UUID changeSet, Actor me) {
        var id = contract.getId();
        var on = wanted.effectiveOn();
        var amendment = lines.amendment(id, wanted.kind(), on, wanted.note(), changeSet, me);
        var there = lines.of(id, contract.getCurrency());
        var added = new ArrayList<ContractLines.NewLine>();
        for (var change : wanted.changes()) {
            switch (change) {
                case Change.Priced priced -> {
                    var line = running(there, priced.line(), on);
                    added.add(again(
                            line,
                            priced.quantity(),
                            Money.ofMinor(priced.minor(), contract.getCurrency()),
                            line.tiers(),
                            on));
                    lines.end(line, on, amendment, changeSet);
                }
                case Change.Removed removed -> lines.end(running(there, removed.line(), on), on, amendment, changeSet);
                case Change.Added one ->
                    added.add(new ContractLines.NewLine(
                            one.product(), one.name(), one.quantity(), one.amount(), one.period(), on, null));
                case Change.Indexed(var hundredths) ->
                    there.stream().filter(line -> line.runsOn(on)).forEach(line -> {
                        added.add(again(
                                line,
                                line.quantity(),
                                dearer(line.amount(), hundredths),
                                line.tiers().dearer(hundredths),
                                on));
                        lines.end(line, on, amendment, changeSet);
                    });
            }
        }
        if (!added.isEmpty()) {
            lines.add(id, contract.getRate(), added, amendment, changeSet);
        }
    }

    private static ContractLine running(List<ContractLine> lines, UUID id, LocalDate on) {
        return lines.stream()
                .filter(line -> line.id().equals(id) && line.runsOn(on))
                .findFirst()
                .orElseThrow(() -> new BadInput("effective_on", "contract.fault.line"));
    }

    /** It goes on until what it takes the place of would have ended. */
    private static ContractLines.NewLine again(
            ContractLine line, BigDecimal quantity, Money amount, TieredPrice tiers, LocalDate on) {
        return new ContractLines.NewLine(
                line.product(), line.name(), quantity, amount, line.period(), on, line.until(), tiers);
    }

    private static Money dearer(Money amount, int hundredths) {
        return Money.rounded(
                amount.value()
                        .multiply(WHOLE.add(BigDecimal.valueOf(hundredths)))
                        .divide(WHOLE, amount.value().scale() + 4, RoundingMode.HALF_UP),
                amount.currency());
    }

    /** Says when it ends and why; said again, the later word holds. */
    @Transactional
    public UUID end(UUID id, ContractEnding ending, @Nullable Integer version, Actor me) {
        var contract = locked(id, version, me);
        if (ending.on().isBefore(contract.getStartsOn().minusDays(1))) {
            throw new BadInput("ends_on", "contract.fault.end");
        }
        if (!ContractEnding.REASONS.contains(ending.reason())) {
            throw new BadInput("end_reason", "contract.fault.reason");
        }
        var changeSet = changeSets.open(me, "contract.ended", contract.getName());
        lines.amendment(id, Amendment.Kind.END, ending.on(), ending.note(), changeSet, me);
        var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
        columns.put(CONTRACT.ENDS_ON, ending.on());
        columns.put(CONTRACT.END_REASON, ending.reason());
        columns.put(CONTRACT.END_NOTE, ending.note());
        settle(contract, columns, changeSet, me);
        return changeSet;
    }

    /** It goes on after all, as if it had never been ended. */
    @Transactional
    public UUID resume(UUID id, String note, @Nullable Integer version, Actor me) {
        var contract = locked(id, version, me);
        if (contract.getEndsOn() == null) {
            throw new BadInput("", "contract.fault.running");
        }
        var changeSet = changeSets.open(me, "contract.resumed", contract.getName());
        lines.amendment(id, Amendment.Kind.RESUMPTION, contract.getEndsOn().plusDays(1), note, changeSet, me);
        var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
        columns.put(CONTRACT.ENDS_ON, null);
        columns.put(CONTRACT.END_REASON, null);
        columns.put(CONTRACT.END_NOTE, "");
        settle(contract, columns, changeSet, me);
        return changeSet;
    }

    private ContractRecord locked(UUID id, @Nullable Integer version, Actor me) {
        me.mayWrite();
        records.get(type, id, me);
        var contract =
                sql.selectFrom(CONTRACT).where(CONTRACT.ID.eq(id)).forUpdate().fetchSingle();
        if (version != null && !version.equals(contract.getVersion())) {
            throw new StaleVersion(version, contract.getVersion());
        }
        return contract;
    }

    /** Writes these columns, and what the contract comes to today; the change can be taken back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settle(
            ContractRecord contract, LinkedHashMap<Field<?>, @Nullable Object> columns, UUID changeSet, Actor me) {
        var was = contract.getState();
        columns.forEach((column, value) -> set(contract, column, value));
        var today = rules.today();
        var day = today.isBefore(contract.getStartsOn()) ? contract.getStartsOn() : today;
        var now = ContractLines.on(day, lines.of(contract.getId(), contract.getCurrency()), contract);
        contract.setMonthlyMinor(now.monthly());
        contract.setRecurringMinor(now.yearly());
        contract.setState(contract.getEndsOn() != null && contract.getEndsOn().isBefore(today) ? "ended" : "running");
        contract.setSettledOn(today);
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        for (var column : contract.fields()) {
            if (contract.modified(column) && !column.equals(CONTRACT.SETTLED_ON)) {
                before.put(column.getName(), contract.original(column));
                after.put(column.getName(), contract.get(column));
            }
        }
        contract.setVersion(contract.getVersion() + 1);
        contract.update();
        changeSets.updated(changeSet, type.id(), contract.getId(), before, after);
        if (!was.equals(contract.getState())) {
            if (contract.getState().equals("ended")) {
                stages.ended(contract, changeSet, me);
            } else {
                stages.resumed(contract, clock.instant(), changeSet, me);
            }
        }
        followers.orderedStream().forEach(module -> module.changed(contract.getId(), changeSet, me));
    }

    @SuppressWarnings("unchecked")
    private static <T> void set(ContractRecord contract, Field<T> column, @Nullable Object value) {
        contract.set(column, (T) value);
    }
}
