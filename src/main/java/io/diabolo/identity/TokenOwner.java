package io.diabolo.identity;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceId;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Whose token a request shows, and what it may do at most. */
record TokenOwner(WorkspaceId workspace, MemberId member, Scope scope, UUID token) implements AuthenticatedPrincipal {
    @Override
    public String getName() {
        return member.toString();
    }
}
