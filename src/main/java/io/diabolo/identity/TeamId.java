package io.diabolo.identity;

import java.util.UUID;

/** Members who work together and may see each other's records. */
public record TeamId(UUID value) {
    public static TeamId of(String text) {
        return new TeamId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
