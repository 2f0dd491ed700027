package io.diabolo.surveys;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import java.util.Set;

/** Who asks customers: those who have them in hand. What they answered is read by whoever sees it. */
final class SurveyRights {
    private static final Set<String> ASKING = Set.of("perf", "csm", "am", "support", "manager", "salesops");

    private SurveyRights() {}

    static boolean mayAsk(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(ASKING::contains);
    }

    /** @throws NotAllowed for who has no customers in hand */
    static void ask(Actor me) {
        me.mayWrite();
        if (!mayAsk(me)) {
            throw new NotAllowed("survey");
        }
    }
}
