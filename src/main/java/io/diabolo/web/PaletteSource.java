package io.diabolo.web;

import io.diabolo.platform.Actor;
import java.util.List;

/** Finds records or actions for the command palette; given by a module as a bean. */
public interface PaletteSource {
    /**
     * What the actor may see and might mean, best first.
     *
     * @param q what was typed, trimmed; may be empty: then the actions that always make sense
     */
    List<PaletteItem> find(Actor actor, String q, int limit);
}
