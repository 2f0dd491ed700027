package io.diabolo.records;

import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/**
 * What a command wrote: one record, or many by a bulk edit.
 *
 * @param ids to stand within another statement, however many they are
 * @param one the record's id when it is one
 * @param changed the names of the fields that got another value (all given ones on creation)
 * @param extras what {@link Draft#extra} carried from before the write; empty for a bulk edit
 */
public record Written(
        UUID changeSet,
        Select<Record1<UUID>> ids,
        @Nullable UUID one,
        boolean created,
        Set<String> changed,
        Map<String, @Nullable Object> extras) {
    /** One record. */
    public Written(
            UUID changeSet, UUID id, boolean created, Set<String> changed, Map<String, @Nullable Object> extras) {
        this(changeSet, select(val(id)), id, created, changed, extras);
    }

    /** Many that were there before. */
    Written(UUID changeSet, Select<Record1<UUID>> ids, Set<String> changed) {
        this(changeSet, ids, null, false, changed, Map.of());
    }

    /** The record's id, where it is one: always when created. */
    public UUID id() {
        return Objects.requireNonNull(one);
    }
}
