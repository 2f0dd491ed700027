package io.diabolo.identity;

import io.diabolo.platform.WorkspaceId;
import java.time.Instant;

/** The workspace's days begin at another hour from now on, past ones too. */
public record TimeZoneChanged(WorkspaceId workspace, Instant at) {}
