package io.diabolo.clocks;

import static io.diabolo.jooq.Tables.CLOCK;

import io.diabolo.identity.MemberLeft;
import io.diabolo.identity.Members;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.ChangeSets;
import org.jooq.DSLContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody who left had promised is the successor's promise. */
@Component
class HandOverClocks {
    private final DSLContext sql;
    private final Clocks clocks;
    private final ChangeSets changeSets;
    private final Members members;
    private final TransactionTemplate transactions;

    HandOverClocks(
            DSLContext sql, Clocks clocks, ChangeSets changeSets, Members members, TransactionTemplate transactions) {
        this.sql = sql;
        this.clocks = clocks;
        this.changeSets = changeSets;
        this.members = members;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MemberLeft event) {
        WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> handOver(event)));
    }

    private void handOver(MemberLeft event) {
        var promised = sql.select(CLOCK.ID)
                .from(CLOCK)
                .where(CLOCK.OWNER_ID.eq(event.member().value()))
                .and(CLOCK.STOPPED_AT.isNull())
                .orderBy(CLOCK.ID)
                .fetch(CLOCK.ID);
        if (!promised.isEmpty()) {
            var leaver = members.find(event.member());
            var changeSet = changeSets.open(
                    members.orderedBy(event.by()), "member.handed-over", leaver == null ? "" : leaver.name());
            var successor = members.present(event.successor());
            promised.forEach(id -> clocks.handTo(new ClockId(id), successor, changeSet));
        }
    }
}
