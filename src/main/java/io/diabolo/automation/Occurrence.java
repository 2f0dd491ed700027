package io.diabolo.automation;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to one record.
 *
 * @param key names it for ever: twice seen it is the same
 * @param columns of a change: those that got another value
 * @param changeSet in which it was written; null where nothing was
 * @param imported whether a file brought it
 */
record Occurrence(
        String key,
        String event,
        String recordType,
        UUID record,
        @Nullable String detail,
        Set<String> columns,
        Instant at,
        @Nullable UUID changeSet,
        boolean imported) {}
