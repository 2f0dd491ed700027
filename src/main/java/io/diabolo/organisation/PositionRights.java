package io.diabolo.organisation;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import java.util.Set;

/** Who shapes the organisation: who leads, keeps the process or recruits. Everybody sees it. */
final class PositionRights {
    private static final Set<String> SHAPING = Set.of("manager", "salesops", "recruiter");

    private PositionRights() {}

    static boolean mayChange(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(SHAPING::contains);
    }

    /** @throws NotAllowed for who doesn't shape the organisation */
    static void change(Actor me) {
        me.mayWrite();
        if (!mayChange(me)) {
            throw new NotAllowed("organisation");
        }
    }
}
