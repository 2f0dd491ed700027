package io.diabolo.reports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report that is kept under a name.
 *
 * @param type the record type's id
 * @param query its parameters, as an address writes them
 * @param keeper the name of who keeps it
 * @param every how often the reader is told of it: week, month; null: not at all
 */
record SavedReport(
        UUID id,
        String type,
        String name,
        String query,
        String keeper,
        boolean shared,
        boolean mine,
        int version,
        @Nullable String every) {}
