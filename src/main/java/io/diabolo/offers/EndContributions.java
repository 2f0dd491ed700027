package io.diabolo.offers;

import io.diabolo.journey.HandoffKind;
import io.diabolo.journey.Handoffs;
import io.diabolo.journey.Stage;
import io.diabolo.pipeline.AfterMove;
import io.diabolo.pipeline.MoveOrder;
import io.diabolo.platform.Actor;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A deal that is won or lost asks nobody for a contribution any more. */
@Component
class EndContributions implements AfterMove {
    private final Contributions contributions;
    private final Handoffs handoffs;

    EndContributions(Contributions contributions, Handoffs handoffs) {
        this.contributions = contributions;
        this.handoffs = handoffs;
    }

    @Override
    public void moved(MoveOrder order, Stage from, UUID changeSet, Actor me) {
        if (order.stage() == Stage.WON || order.stage() == Stage.LOST) {
            handoffs.callOff("opportunity", order.opportunity(), Set.of(HandoffKind.CONTRIBUTION), changeSet, me);
            contributions.callOff(order.opportunity(), changeSet);
        }
    }
}
