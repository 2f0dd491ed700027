package io.diabolo.journey;

import static io.diabolo.jooq.Tables.HANDOFF;

import io.diabolo.identity.MemberLeft;
import io.diabolo.identity.Members;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.WorkspaceScope;
import org.jooq.DSLContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What waits for somebody who left waits for the successor. */
@Component
class HandOverHandoffs {
    private final DSLContext sql;
    private final Members members;
    private final Announcements announcements;
    private final TransactionTemplate transactions;

    HandOverHandoffs(DSLContext sql, Members members, Announcements announcements, TransactionTemplate transactions) {
        this.sql = sql;
        this.members = members;
        this.announcements = announcements;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MemberLeft event) {
        WorkspaceScope.run(
                event.workspace(),
                () -> transactions.executeWithoutResult(_ -> {
                    sql.update(HANDOFF)
                            .set(
                                    HANDOFF.TO_MEMBER,
                                    members.present(event.successor()).value())
                            .where(HANDOFF.TO_MEMBER.eq(event.member().value()))
                            .and(HANDOFF.STATE.eq(Handoff.State.OFFERED.id()))
                            .execute();
                    announcements.changed("handoff");
                }));
    }
}
