package io.diabolo.clocks;

import static io.diabolo.jooq.Tables.CLOCK;

import io.diabolo.identity.MemberLeft;
import io.diabolo.identity.Members;
import io.diabolo.platform.WorkspaceScope;
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
    private final Members members;
    private final TransactionTemplate transactions;

    HandOverClocks(DSLContext sql, Members members, TransactionTemplate transactions) {
        this.sql = sql;
        this.members = members;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MemberLeft event) {
        WorkspaceScope.run(
                event.workspace(),
                () -> transactions.executeWithoutResult(_ -> sql.update(CLOCK)
                        .set(CLOCK.OWNER_ID, members.present(event.successor()).value())
                        .where(CLOCK.OWNER_ID.eq(event.member().value()))
                        .and(CLOCK.STOPPED_AT.isNull())
                        .execute()));
    }
}
