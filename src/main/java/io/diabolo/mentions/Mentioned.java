package io.diabolo.mentions;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.WorkspaceId;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody named a member in a text that the member may see.
 *
 * @param textType what kind of text, such as {@code activity}
 * @param recordType of the record on which it is written
 * @param path where the member reads it
 */
public record Mentioned(
        WorkspaceId workspace,
        String textType,
        UUID text,
        MemberId member,
        MemberId by,
        String recordType,
        UUID record,
        String path,
        Instant at) {}
