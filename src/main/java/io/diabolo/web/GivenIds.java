package io.diabolo.web;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids as a form sends several of them. */
public final class GivenIds {
    private GivenIds() {}

    /** Without those that are blank, which Spring hands over as null. */
    public static List<UUID> of(List<@Nullable UUID> given) {
        return given.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
