package io.diabolo.platform;

import java.util.UUID;

/** A person who signs in to a workspace (or a placeholder for one that a file names). */
public record MemberId(UUID value) {
    public static MemberId of(String text) {
        return new MemberId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
