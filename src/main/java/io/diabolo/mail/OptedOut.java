package io.diabolo.mail;

import io.diabolo.platform.WorkspaceId;
import java.util.UUID;

/** A person doesn't want any more mail of prospecting; the objection stands among their legal bases already. */
public record OptedOut(WorkspaceId workspace, UUID person) {}
