package io.diabolo.automation;

import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.MemberId;
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

    /** Nobody has an automation act with a colleague's rights. @throws BadInput for everybody but its keeper */
    static void keep(MemberId keeper, Actor me) {
        if (!keeper.equals(me.member())) {
            throw new BadInput("keeper", "automation.fault.keeper");
        }
    }

    /** @throws NotAllowed for everybody else */
    static void write(Actor me) {
        me.mayWrite();
        read(me);
    }
}
