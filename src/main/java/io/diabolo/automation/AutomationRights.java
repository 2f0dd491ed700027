package io.diabolo.automation;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;

/** Automations and webhooks are sales operations' and the administrators' own, to read and to write. */
final class AutomationRights {
    private AutomationRights() {}

    static boolean may(Actor me) {
        return me.administrator() || me.roles().contains("salesops");
    }

    /** @throws NotAllowed for everybody else */
    static void read(Actor me) {
        if (!may(me)) {
            throw new NotAllowed("automation");
        }
    }

    /** @throws NotAllowed for everybody else */
    static void write(Actor me) {
        me.mayWrite();
        read(me);
    }
}
