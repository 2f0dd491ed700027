package io.diabolo.hiring;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import java.util.Set;

/** Who hires: recruiters, managers and administrators. Whoever holds an interview sees that candidate and no other. */
final class HiringRights {
    private static final Set<String> HIRING = Set.of("recruiter", "manager");

    private HiringRights() {}

    static boolean hires(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(HIRING::contains);
    }

    /** @throws NotAllowed for who doesn't hire, also when they only look */
    static void look(Actor me) {
        if (!hires(me)) {
            throw new NotAllowed("hiring");
        }
    }

    /** @throws NotAllowed for who doesn't hire, or may only read */
    static void hire(Actor me) {
        me.mayWrite();
        look(me);
    }
}
