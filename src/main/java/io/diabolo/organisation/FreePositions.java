package io.diabolo.organisation;

import static io.diabolo.jooq.Tables.POSITION;

import io.diabolo.identity.MemberLeft;
import io.diabolo.platform.WorkspaceScope;
import java.time.ZoneOffset;
import org.jooq.DSLContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Who leaves leaves their positions empty: somebody is looked for. Those who reported to them there report to the successor. */
@Component
class FreePositions {
    private final DSLContext sql;
    private final TransactionTemplate transactions;

    FreePositions(DSLContext sql, TransactionTemplate transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MemberLeft event) {
        WorkspaceScope.run(event.workspace(), () -> transactions.executeWithoutResult(_ -> free(event)));
    }

    private void free(MemberLeft event) {
        sql.update(POSITION)
                .setNull(POSITION.MEMBER_ID)
                .setNull(POSITION.QUESTION)
                .set(POSITION.STATE, "open")
                .set(POSITION.OPENED_AT, event.at().atOffset(ZoneOffset.UTC))
                .setNull(POSITION.FILLED_AT)
                .set(POSITION.VERSION, POSITION.VERSION.plus(1))
                .where(POSITION.MEMBER_ID.eq(event.member().value()))
                .execute();
        sql.update(POSITION)
                .set(POSITION.MANAGER_ID, event.successor().value())
                .set(POSITION.VERSION, POSITION.VERSION.plus(1))
                .where(POSITION.MANAGER_ID.eq(event.member().value()))
                .execute();
    }
}
