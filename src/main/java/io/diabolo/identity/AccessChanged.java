package io.diabolo.identity;

import io.diabolo.platform.Actor;

/**
 * Somebody's access, or the organisation's frame, was changed: heard within the same transaction, so that the log of
 * changes holds it or it didn't happen.
 *
 * @param action the tail of the text {@code change.<action>}
 * @param title whom or what it concerns
 */
public record AccessChanged(Actor by, String action, String title) {}
