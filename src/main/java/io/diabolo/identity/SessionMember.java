package io.diabolo.identity;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * What a session keeps of who signed in; all else is read afresh with each request, so that a change of rights counts
 * at once.
 *
 * @param account null for a demo's members, who have none
 * @param demo signed in without a password: good on the demo's own machine only
 * @param proven showed a second factor too, or came in by a way that is worth both
 */
record SessionMember(@Nullable UUID account, UUID workspace, UUID member, boolean demo, boolean proven)
        implements AuthenticatedPrincipal, Serializable {

    static SessionMember of(UUID account, WorkspaceId workspace, MemberId member) {
        return new SessionMember(account, workspace.value(), member.value(), false, false);
    }

    /** A member of the demo, whom anybody in front of its machine may be. */
    static SessionMember ofDemo(UUID workspace, UUID member) {
        return new SessionMember(null, workspace, member, true, false);
    }

    SessionMember asProven() {
        return new SessionMember(account, workspace, member, demo, true);
    }

    /** Goes on as sure as the session of before was. */
    SessionMember likeOf(@Nullable SessionMember before) {
        return before != null && before.proven() && Objects.equals(before.account(), account) ? asProven() : this;
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
