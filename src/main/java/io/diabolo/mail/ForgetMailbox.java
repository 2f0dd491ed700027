package io.diabolo.mail;

import static io.diabolo.jooq.Tables.MAILBOX;

import io.diabolo.identity.MemberLeft;
import io.diabolo.platform.WorkspaceScope;
import org.jooq.DSLContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The mailbox of who left is read no more and nothing leaves from it; what was kept of it stays where it is. */
@Component
class ForgetMailbox {
    private final DSLContext sql;
    private final TransactionTemplate transactions;

    ForgetMailbox(DSLContext sql, TransactionTemplate transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MemberLeft event) {
        WorkspaceScope.run(
                event.workspace(),
                () -> transactions.executeWithoutResult(_ -> sql.deleteFrom(MAILBOX)
                        .where(MAILBOX.MEMBER_ID.eq(event.member().value()))
                        .execute()));
    }
}
