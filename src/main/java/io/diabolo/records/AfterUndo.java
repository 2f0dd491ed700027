package io.diabolo.records;

import io.diabolo.platform.Actor;
import java.util.UUID;

/**
 * What a module above brings back in line when a change set was undone, in the same transaction: the journey's
 * projections, an import's state. A bean; called for the set and for each of its consequences, after it is marked voided
 * and its rows are gone.
 */
public interface AfterUndo {
    void undone(UUID changeSet, Actor me);
}
