package io.diabolo.targets;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;

/** Who may say how targets spread: whoever sets targets. */
final class PlanningRights {
    private PlanningRights() {}

    static boolean mayPlan(Actor me) {
        return me.administrator() || me.roles().contains("manager");
    }

    static void look(Actor me) {
        if (!mayPlan(me)) {
            throw new NotAllowed("targets");
        }
    }

    static void plan(Actor me) {
        me.mayWrite();
        look(me);
    }
}
