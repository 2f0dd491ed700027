package io.diabolo.records;

import io.diabolo.platform.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each command as its change set is opened, in its transaction; a bean of the module that acts on what happened. It may
 * be undone again, or change nothing: what there was to it stands in the change set once the transaction is over.
 */
public interface HearsCommands {
    /** The change set of which a command is a consequence though it doesn't say so; null for what somebody began. */
    @Nullable
    UUID causeOf(Actor me);

    /** @param action what is done, as the change set says it */
    void opened(UUID changeSet, String action, Actor me);
}
