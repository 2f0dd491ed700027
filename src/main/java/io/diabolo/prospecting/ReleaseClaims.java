package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.CLAIM;

import io.diabolo.clocks.ClockBreached;
import io.diabolo.identity.MemberLeft;
import io.diabolo.identity.Members;
import io.diabolo.platform.Origin;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import org.jooq.Condition;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A claim whose time is up is free again; so is what somebody held who left. Nobody has to be told. */
@Component
class ReleaseClaims {
    private final Claims claims;
    private final Members members;
    private final TransactionTemplate transactions;

    ReleaseClaims(Claims claims, Members members, TransactionTemplate transactions) {
        this.claims = claims;
        this.members = members;
        this.transactions = transactions;
    }

    /** The workspace comes from the event; a transaction begun before it is known couldn't enter it. */
    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(ClockBreached event) {
        if (event.kind().equals(Claims.CLOCK)) {
            release(event.workspace(), CLAIM.CLOCK_ID.eq(event.clock()));
        }
    }

    @ApplicationModuleListener
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    void on(MemberLeft event) {
        release(event.workspace(), CLAIM.MEMBER_ID.eq(event.member().value()));
    }

    private void release(WorkspaceId workspace, Condition which) {
        var me = members.firstAdministrator(workspace).through(Origin.RULE);
        WorkspaceScope.run(workspace, () -> transactions.executeWithoutResult(_ -> claims.releaseAll(which, me)));
    }
}
