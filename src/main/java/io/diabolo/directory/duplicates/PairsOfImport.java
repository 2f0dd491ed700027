package io.diabolo.directory.duplicates;

import io.diabolo.importing.LikelyPairs;
import io.diabolo.platform.Actor;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells whoever imported which of the records that came are like others. */
@Component
class PairsOfImport implements LikelyPairs {
    private final DuplicatePairs pairs;

    PairsOfImport(DuplicatePairs pairs) {
        this.pairs = pairs;
    }

    @Override
    public Found of(UUID changeSet, Actor me) {
        var latest = pairs.latest();
        var found = new LinkedHashMap<String, Long>();
        FindDuplicates.TYPES.forEach(type -> found.put(type, pairs.countOf(type, changeSet, me)));
        return new Found(latest != null && !latest.isOver(), found);
    }
}
