package io.diabolo.mail;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/** A mailbox can't be used until its member does something about it. */
record MailboxTroubled(WorkspaceId workspace, UUID mailbox, MemberId member, String address, Instant at) {}
