package io.diabolo.records;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a command wrote: one record, or many by a bulk edit.
 *
 * @param changed the names of the fields that got another value (all given ones on creation)
 * @param extras what {@link Draft#extra} carried from before the write; empty for a bulk edit
 */
public record Written(
        UUID changeSet, Set<UUID> ids, boolean created, Set<String> changed, Map<String, @Nullable Object> extras) {}
