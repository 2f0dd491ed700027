package io.diabolo.journey;

import io.diabolo.platform.Actor;

/** Who sees a hand-off and who answers it: the two sides, whoever holds the receiving role, and managers. */
final class HandoffRights {
    private HandoffRights() {}

    static boolean leads(Actor me) {
        return me.administrator() || me.roles().contains("manager");
    }

    static boolean maySee(Handoff handoff, Actor me) {
        return isFrom(handoff, me) || mayAnswer(handoff, me);
    }

    /** Who holds both roles may accept what they offered themselves. */
    static boolean mayAnswer(Handoff handoff, Actor me) {
        var to = handoff.to();
        return leads(me)
                || me.roles().contains(handoff.toRole())
                || (to != null && to.id().equals(me.member()));
    }

    static boolean mayWithdraw(Handoff handoff, Actor me) {
        return leads(me) || isFrom(handoff, me);
    }

    static boolean mayOffer(HandoffKind kind, Actor me) {
        return leads(me) || kind.from().stream().anyMatch(me.roles()::contains);
    }

    private static boolean isFrom(Handoff handoff, Actor me) {
        return handoff.from().id().equals(me.member());
    }
}
