package io.diabolo.accounts;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Origin;
import java.util.Set;

/** Who works on accounts: those who have customers in hand. What stands there is read by whoever sees the account. */
final class AccountRights {
    private static final Set<String> WORKING = Set.of("am", "csm", "ae", "inside", "perf", "manager");

    private AccountRights() {}

    static boolean mayWork(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(WORKING::contains);
    }

    /** @throws NotAllowed for who has no customers in hand */
    static void work(Actor me) {
        me.mayWrite();
        if (!mayWork(me)) {
            throw new NotAllowed("account");
        }
    }

    /** A consequence reaches what its cause needn't see: the company of an account of one's own, which another owns. */
    static Actor everywhere(Actor me) {
        return me.seeingAll().through(Origin.RULE);
    }
}
