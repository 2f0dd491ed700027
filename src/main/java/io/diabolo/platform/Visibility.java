package io.diabolo.platform;

import java.util.Set;

/** Whose records a member sees: everybody's, or those of the members named. */
public sealed interface Visibility {
    record All() implements Visibility {}

    /** Own, own team's, or those of all below in the reporting line; always with the member. */
    record Of(Set<MemberId> owners) implements Visibility {}

    default boolean covers(@org.jspecify.annotations.Nullable MemberId owner) {
        return switch (this) {
            case All() -> true;
            case Of(var owners) -> owner != null && owners.contains(owner);
        };
    }
}
