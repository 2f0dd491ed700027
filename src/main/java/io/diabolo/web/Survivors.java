package io.diabolo.web;

import io.diabolo.platform.Actor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where records went that were merged: whoever writes to one is told. Neither done to the survivor nor redirected, for a
 * client that deletes the doubles it knows would delete what was made of them. A bean of the module that merges.
 */
public interface Survivors {
    record Survivor(UUID id, String plural) {
        String path() {
            return "/" + plural + "/" + id;
        }
    }

    /** Null when it wasn't merged, or the reader may not see the survivor. */
    @Nullable
    Survivor of(String type, String id, Actor me);
}
