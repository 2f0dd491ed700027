package io.diabolo.identity;

import static io.diabolo.jooq.Tables.MEMBER;

import io.diabolo.platform.Actor;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceId;
import io.diabolo.platform.WorkspaceScope;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The workspace with generated data, entered without a password as any of its members. */
@Service
class Demo {
    private final DSLContext sql;
    private final TransactionTemplate transactions;

    Demo(DSLContext sql, TransactionTemplate transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** The sales manager, by whom the demo is looked at first; null while there is no demo workspace. */
    @Nullable
    SessionMember manager() {
        var workspace = workspace();
        if (workspace == null) {
            return null;
        }
        return WorkspaceScope.in(
                workspace,
                () -> transactions.execute(_ -> {
                    var manager = sql.select(MEMBER.ID)
                            .from(MEMBER)
                            .where(MEMBER.STATE.eq("active"))
                            .orderBy(
                                    DSL.field(MEMBER.ROLES.contains(new String[] {"manager"}))
                                            .desc(),
                                    MEMBER.ADMINISTRATOR.desc(),
                                    MEMBER.CREATED_AT,
                                    MEMBER.ID)
                            .limit(1)
                            .fetchOne(MEMBER.ID);
                    return manager == null ? null : SessionMember.ofDemo(workspace.value(), manager);
                }));
    }

    /** Another member of the demo to look as. @throws NoSuchRecord unless {@code me} is in the demo and they are too */
    @Transactional(readOnly = true)
    SessionMember member(MemberId id, Actor me) {
        var there = me.workspace().equals(workspace())
                && sql.fetchExists(MEMBER, MEMBER.ID.eq(id.value()).and(MEMBER.STATE.eq("active")));
        if (!there) {
            throw new NoSuchRecord("member", id);
        }
        return SessionMember.ofDemo(me.workspace().value(), id.value());
    }

    private @Nullable WorkspaceId workspace() {
        var id = sql.resultQuery("select demo_workspace()").fetchSingle(0, UUID.class);
        return id == null ? null : new WorkspaceId(id);
    }
}
