package io.diabolo.growth;

import static io.diabolo.jooq.Tables.CONTRACT;
import static io.diabolo.jooq.Tables.OPPORTUNITY;

import io.diabolo.delivery.ContractRenewals;
import io.diabolo.delivery.FollowsContract;
import io.diabolo.jooq.tables.records.RenewalRecord;
import io.diabolo.journey.Stage;
import io.diabolo.pipeline.AfterMove;
import io.diabolo.pipeline.MoveOrder;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A renewal that is won carries its contract on, one that is lost ends it; and the other way round, a contract that was
 * ended or went on by itself decides its renewal. Whichever comes first, the other follows once.
 */
@Component
class FollowRenewal implements AfterMove, FollowsContract {
    /** Why a contract ends, by why its renewal was lost. */
    private static final Map<String, String> ENDS = Map.of(
            "price", "price",
            "no_budget", "price",
            "competition", "competitor",
            "product_gap", "product",
            "no_need", "product",
            "relationship", "service");

    private static final Map<String, String> LOSES = Map.of(
            "price", "price",
            "competitor", "competition",
            "product", "product_gap",
            "service", "relationship");

    private final DSLContext sql;
    private final RenewalStore store;
    private final ContractRenewals contracts;
    private final Opportunities opportunities;
    private final Clock clock;

    FollowRenewal(
            DSLContext sql, RenewalStore store, ContractRenewals contracts, Opportunities opportunities, Clock clock) {
        this.sql = sql;
        this.store = store;
        this.contracts = contracts;
        this.opportunities = opportunities;
        this.clock = clock;
    }

    @Override
    public void moved(MoveOrder order, Stage from, UUID changeSet, Actor me) {
        var to = order.stage();
        var row = from == to ? null : store.ofOpportunity(order.opportunity());
        if (row == null) {
            return;
        }
        var state = row.getState();
        if (to == Stage.WON && !state.equals("won")) {
            store.decide(row, "won", changeSet);
            contracts.renew(
                    row.getContractId(),
                    row.getRenewalOn(),
                    row.getChangePercent(),
                    changeSet,
                    RenewalStore.everywhere(me));
        } else if (to == Stage.LOST && !state.equals("lost")) {
            store.decide(row, "lost", changeSet);
            contracts.end(
                    row.getContractId(),
                    ENDS.getOrDefault(Objects.requireNonNullElse(order.reason(), ""), "other"),
                    Objects.requireNonNullElse(order.lesson(), ""),
                    changeSet,
                    RenewalStore.everywhere(me));
        } else if (to.number() < Stage.WON.number() && state.equals("lost")) {
            store.decide(row, "open", changeSet);
            contracts.reopen(row.getContractId(), changeSet, RenewalStore.everywhere(me));
        }
    }

    @Override
    public void changed(UUID contract, UUID changeSet, Actor me) {
        var open = store.openOf(contract);
        if (open.isEmpty()) {
            return;
        }
        var goesOn = sql.fetchExists(
                CONTRACT,
                CONTRACT.ID.eq(contract).and(CONTRACT.STATE.eq("running")).and(RenewalStore.goesOn()));
        for (var row : open) {
            if (goesOn) {
                if (isThere(row)) {
                    store.follow(row, changeSet, me);
                }
            } else {
                lose(row, changeSet, me);
            }
        }
    }

    private void lose(RenewalRecord row, UUID changeSet, Actor me) {
        store.decide(row, "lost", changeSet);
        if (isThere(row)) {
            var order =
                    MoveOrder.to(row.getOpportunityId(), Stage.LOST).because(LOSES.getOrDefault(ended(row), "other"));
            opportunities.moveAlong(order, changeSet, RenewalStore.everywhere(me));
        }
    }

    private String ended(RenewalRecord row) {
        return Objects.requireNonNullElse(
                sql.select(CONTRACT.END_REASON)
                        .from(CONTRACT)
                        .where(CONTRACT.ID.eq(row.getContractId()))
                        .fetchOne(CONTRACT.END_REASON),
                "");
    }

    private String currency(RenewalRecord row) {
        return sql.select(CONTRACT.CURRENCY)
                .from(CONTRACT)
                .where(CONTRACT.ID.eq(row.getContractId()))
                .fetchSingle()
                .value1();
    }

    /** A deal in the bin is left alone. */
    private boolean isThere(RenewalRecord row) {
        return sql.fetchExists(
                OPPORTUNITY, OPPORTUNITY.ID.eq(row.getOpportunityId()).and(OPPORTUNITY.DELETED_AT.isNull()));
    }

    @Override
    public void renewed(UUID contract, LocalDate on, UUID changeSet, Actor me) {
        for (var row : store.openOf(contract)) {
            if (!row.getRenewalOn().isAfter(on)) {
                if (row.getChangePercent() != 0 && isThere(row)) {
                    // Nobody agreed to the new price: it goes on at the old one.
                    store.price(row, 0, currency(row), changeSet, me);
                }
                store.decide(row, "won", changeSet);
                if (isThere(row)) {
                    opportunities.sign(row.getOpportunityId(), clock.instant(), changeSet, RenewalStore.everywhere(me));
                }
            }
        }
    }

    /** A quote signed for a renewal makes a contract of its own, which takes the place of the one that ends. */
    @Override
    public LocalDate signed(@Nullable UUID opportunity, LocalDate on, UUID changeSet, Actor me) {
        var row = opportunity == null ? null : store.ofOpportunity(opportunity);
        if (row == null) {
            return on;
        }
        var start = row.getRenewalOn().isAfter(on) ? row.getRenewalOn() : on;
        contracts.replace(row.getContractId(), start, changeSet, RenewalStore.everywhere(me));
        return start;
    }
}
