package io.diabolo.pipeline;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * A fact of deals that a stage may ask for and that a module knows: how much of the discovery sheet is filled, whether a
 * quote was sent. A bean for each fact.
 */
public interface GateFact {
    /** As a pipeline keeps it: {@code discovery.completeness}. */
    String id();

    /** Text key of what is asked for, such as "quote sent". */
    String label();

    /** The most there can be: 100 for a percentage, 1 for a yes or no. */
    default int most() {
        return 1;
    }

    /** How much there is of it by deal, in one query; a deal that isn't named has nothing of it. */
    Map<UUID, Integer> of(Collection<UUID> opportunities);

    /** The page on which it is brought about. */
    String path(UUID opportunity);
}
