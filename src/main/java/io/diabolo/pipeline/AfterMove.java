package io.diabolo.pipeline;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import java.util.UUID;

/** What a module above does with a move, in its transaction and its change set; a bean. */
public interface AfterMove {
    /** @param order what was asked for, with the competitor and the reason where they were named */
    void moved(MoveOrder order, Stage from, UUID changeSet, Actor me);
}
