package io.diabolo.delivery;

import static io.diabolo.jooq.Tables.CONTRACT;

import io.diabolo.jooq.tables.records.ContractRecord;
import io.diabolo.platform.Actor;
import io.diabolo.records.ChangeSets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the outcome of a renewal does to its contract, as a consequence of the command that decided it: whoever may decide
 * needn't see the contract.
 */
@Service
public class ContractRenewals {
    private final DSLContext sql;
    private final Contracts contracts;
    private final ContractLines lines;
    private final ContractRules rules;
    private final ChangeSets changeSets;

    ContractRenewals(
            DSLContext sql, Contracts contracts, ContractLines lines, ContractRules rules, ChangeSets changeSets) {
        this.sql = sql;
        this.contracts = contracts;
        this.lines = lines;
        this.rules = rules;
        this.changeSets = changeSets;
    }

    /**
     * It goes on for another term, unless it has gone on already, and costs more or less from then on.
     *
     * @param on the first day of the new term
     * @param percent in hundredths, of every line; 0: at the same price
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void renew(UUID id, LocalDate on, int percent, UUID causedBy, Actor me) {
        var contract = locked(id);
        var changeSet = changeSets.open(me, "contract.renewed", contract.getName(), causedBy);
        var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
        if (!contract.getRenewalOn().isAfter(on)) {
            var today = rules.today();
            var next = ContractRules.next(on, contract.getTermMonths(), today.isAfter(on) ? today : on);
            var without = "none".equals(contract.getRenewalKind());
            lines.amendment(id, Amendment.Kind.RENEWAL, on, "", changeSet, me);
            columns.put(CONTRACT.RENEWAL_ON, next);
            columns.put(CONTRACT.NOTICE_ON, next.minusMonths(contract.getNoticeMonths()));
            columns.put(CONTRACT.ENDS_ON, without ? next.minusDays(1) : null);
        } else if (contract.getEndsOn() != null) {
            columns.put(CONTRACT.ENDS_ON, null);
        }
        var renews = columns.containsKey(CONTRACT.RENEWAL_ON);
        if (columns.containsKey(CONTRACT.ENDS_ON)) {
            columns.put(CONTRACT.END_REASON, null);
            columns.put(CONTRACT.END_NOTE, "");
        }
        if (percent != 0 && renews) {
            contracts.write(
                    contract,
                    new Amendment.Wanted(
                            on, Amendment.Kind.INDEXATION, "", List.of(new Amendment.Change.Indexed(percent))),
                    changeSet,
                    me);
        }
        contracts.settle(contract, columns, changeSet, me);
    }

    /**
     * It isn't renewed: it ends with its present term.
     *
     * @param reason one of those of ended contracts; any other counts as "other"
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(UUID id, String reason, String note, UUID causedBy, Actor me) {
        var contract = locked(id);
        var last = contract.getRenewalOn().minusDays(1);
        if (isEnded(contract)) {
            return;
        }
        var changeSet = changeSets.open(me, "contract.ended", contract.getName(), causedBy);
        lines.amendment(id, Amendment.Kind.END, last, note, changeSet, me);
        var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
        columns.put(CONTRACT.ENDS_ON, last);
        columns.put(CONTRACT.END_REASON, ContractEnding.REASONS.contains(reason) ? reason : "other");
        columns.put(CONTRACT.END_NOTE, note);
        contracts.settle(contract, columns, changeSet, me);
    }

    /** The renewal is open again, so its contract isn't ended yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reopen(UUID id, UUID causedBy, Actor me) {
        var contract = locked(id);
        var end = contract.getEndsOn();
        if (end == null) {
            return;
        }
        var changeSet = changeSets.open(me, "contract.resumed", contract.getName(), causedBy);
        lines.amendment(id, Amendment.Kind.RESUMPTION, end.plusDays(1), "", changeSet, me);
        var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
        columns.put(CONTRACT.ENDS_ON, "none".equals(contract.getRenewalKind()) ? end : null);
        columns.put(CONTRACT.END_REASON, null);
        columns.put(CONTRACT.END_NOTE, "");
        contracts.settle(contract, columns, changeSet, me);
    }

    /** Another contract takes its place from a day on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void replace(UUID id, LocalDate from, UUID causedBy, Actor me) {
        var contract = locked(id);
        var last = from.minusDays(1);
        if (last.isBefore(contract.getStartsOn())) {
            return;
        }
        var changeSet = changeSets.open(me, "contract.ended", contract.getName(), causedBy);
        lines.amendment(id, Amendment.Kind.END, last, "", changeSet, me);
        var columns = new LinkedHashMap<Field<?>, @Nullable Object>();
        columns.put(CONTRACT.ENDS_ON, last);
        columns.put(CONTRACT.END_REASON, "moved");
        contracts.settle(contract, columns, changeSet, me);
    }

    /** Somebody ended it; one that isn't renewed has a last day from the beginning. */
    private static boolean isEnded(ContractRecord contract) {
        return contract.getEndsOn() != null
                && contract.getEndReason() != null
                && !contract.getEndReason().equals("expired");
    }

    private ContractRecord locked(UUID id) {
        return sql.selectFrom(CONTRACT).where(CONTRACT.ID.eq(id)).forUpdate().fetchSingle();
    }
}
