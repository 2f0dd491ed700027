package io.diabolo.importing;

import io.diabolo.platform.Actor;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which records of an import may be the same as another: a bean of the module that looks for them once it is applied. */
public interface LikelyPairs {
    Set<String> LOOKED_THROUGH = Set.of("company", "person");

    Found of(UUID changeSet, Actor me);

    /**
     * @param searching the search isn't over yet: what it finds comes later
     * @param pairs how many are to be reviewed, by the type of their records
     */
    record Found(boolean searching, Map<String, Long> pairs) {
        public boolean isEmpty() {
            return !searching && pairs.values().stream().allMatch(number -> number == 0);
        }
    }
}
