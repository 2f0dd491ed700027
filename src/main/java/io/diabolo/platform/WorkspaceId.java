package io.diabolo.platform;

import java.util.UUID;

/** One organisation's whole data; nothing crosses between two. */
public record WorkspaceId(UUID value) {
    public static WorkspaceId of(String text) {
        return new WorkspaceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
