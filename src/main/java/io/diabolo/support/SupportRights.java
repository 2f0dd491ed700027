package io.diabolo.support;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import java.util.Set;

/** Who answers customers, and who says how that is done. Reading tickets and noting something in them is everybody's. */
final class SupportRights {
    /** Support itself, and who has a customer in hand: the sales assistant answers what comes first. */
    private static final Set<String> ANSWERING =
            Set.of("support", "csm", "adv", "am", "ops", "se", "salesops", "manager");

    private static final Set<String> LEADING = Set.of("manager", "salesops");

    private SupportRights() {}

    static boolean mayAnswer(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(ANSWERING::contains);
    }

    /** @throws NotAllowed for who doesn't answer customers */
    static void answer(Actor me) {
        me.mayWrite();
        if (!mayAnswer(me)) {
            throw new NotAllowed("support");
        }
    }

    static boolean mayLead(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(LEADING::contains);
    }

    /** @throws NotAllowed for who doesn't say how support works */
    static void lead(Actor me) {
        me.mayWrite();
        if (!mayLead(me)) {
            throw new NotAllowed("support-lead");
        }
    }
}
