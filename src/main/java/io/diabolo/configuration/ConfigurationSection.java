package io.diabolo.configuration;

import io.diabolo.platform.Actor;
import java.util.Map;
import java.util.Set;

/**
 * What one kind of setting says in the configuration file; a bean of the module whose settings they are. Its items are known
 * by names that mean the same in every workspace, never by ids. Called within a transaction.
 *
 * @param <T> one item: a record of strings, numbers, yes and no, days, lists, maps and records of these. What may be missing
 *     is nullable. Its names stand in the file in snake case
 */
public interface ConfigurationSection<T> {
    /** In the file; its title is the text {@code configuration.section.<id>}. */
    String id();

    /** What others refer to has the lower one, and is taken over first. */
    int order();

    Class<T> shape();

    /** What the workspace has set, in its order, by key; what is as it came with Diabolo and can be told by that is left out. */
    Map<String, T> items();

    /**
     * Creates the item of that key, or makes it say this.
     *
     * @throws io.diabolo.platform.BadInput naming what is wrong, as the item's own field
     */
    void apply(String key, T item, Actor me);

    /** The actions of the commands that change it, as change sets carry them; one that ends with a dot means all that begin so. */
    Set<String> actions();

    /** What its rows are called in the log of changes, so that bulk edits and undoing are noticed. */
    default Set<String> kinds() {
        return Set.of();
    }

    /** Whether {@code me} may change these settings one by one; the file gives no further rights. */
    default boolean mayApply(Actor me) {
        return true;
    }

    /**
     * Whether the change log can't take back what {@link #apply} did, for its tables know no change sets: then the import
     * remembers what was there, and applies it again.
     */
    default boolean isSetBack() {
        return false;
    }

    /**
     * Takes away what an import added; asked only of those that are set back.
     *
     * @return false where it stays
     */
    default boolean remove(String key, Actor me) {
        return false;
    }
}
