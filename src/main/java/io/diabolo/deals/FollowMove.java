package io.diabolo.deals;

import io.diabolo.journey.Stage;
import io.diabolo.pipeline.AfterMove;
import io.diabolo.pipeline.MoveOrder;
import io.diabolo.platform.Actor;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A deal that is won or lost says who was beaten or chosen, and nothing blocks it any more; reopened, the race goes on. */
@Component
class FollowMove implements AfterMove {
    /** For these nobody else was chosen. */
    private static final Set<String> WITHOUT_WINNER = Set.of("no_decision", "no_budget", "timing", "no_need");

    private final Competition competition;
    private final Blockers blockers;

    FollowMove(Competition competition, Blockers blockers) {
        this.competition = competition;
        this.blockers = blockers;
    }

    @Override
    public void moved(MoveOrder order, Stage from, UUID changeSet, Actor me) {
        var to = order.stage();
        var closes = to == Stage.WON || to == Stage.LOST;
        if (closes && from != to) {
            blockers.callOff(order.opportunity(), changeSet);
        } else if (!closes && (from == Stage.LOST || from == Stage.WON) && to.number() < Stage.WON.number()) {
            competition.reopened(order.opportunity(), changeSet);
        }
        var competitor = order.competitor();
        if (closes && competitor != null && !competitor.isBlank() && !isWithoutWinner(order)) {
            competition.decided(order.opportunity(), competitor, to == Stage.WON, changeSet, me);
        }
    }

    private static boolean isWithoutWinner(MoveOrder order) {
        return order.stage() == Stage.LOST && order.reason() != null && WITHOUT_WINNER.contains(order.reason());
    }
}
