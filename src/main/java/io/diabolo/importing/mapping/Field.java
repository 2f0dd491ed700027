package io.diabolo.importing.mapping;

import org.jspecify.annotations.Nullable;

/**
 * A field that a column can fill.
 *
 * @param reference the records that its values name, null when it names none
 */
public record Field(String name, ValueKind kind, @Nullable Target reference) {}
