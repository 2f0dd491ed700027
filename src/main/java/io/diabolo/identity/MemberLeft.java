package io.diabolo.identity;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;

/** A member or placeholder is gone; all records they own are the successor's from now on. */
public record MemberLeft(WorkspaceId workspace, MemberId member, MemberId successor, MemberId by, Instant at) {}
