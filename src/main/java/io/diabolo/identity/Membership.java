package io.diabolo.identity;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;

/** One of the workspaces that an account may enter, and as whom. */
record Membership(WorkspaceId workspace, MemberId member, String workspaceName) {}
