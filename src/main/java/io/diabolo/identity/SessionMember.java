package io.diabolo.identity;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * What a session keeps of who signed in; all else is read afresh with each request, so that a change of rights counts
 * at once.
 *
 * @param account null for a demo's members, who have none
 * @param demo signed in without a password: good on the demo's own machine only
 */
record SessionMember(@Nullable UUID account, UUID workspace, UUID member, boolean demo)
        implements AuthenticatedPrincipal, Serializable {

    static SessionMember of(UUID account, WorkspaceId workspace, MemberId member) {
        return new SessionMember(account, workspace.value(), member.value(), false);
    }

    WorkspaceId workspaceId() {
        return new WorkspaceId(workspace);
    }

    MemberId memberId() {
        return new MemberId(member);
    }

    /** Sessions are found by it, to end all of an account's. */
    @Override
    public String getName() {
        return name(account, member);
    }

    static String name(@Nullable UUID account, UUID member) {
        return account == null ? member.toString() : account.toString();
    }
}
