package io.diabolo.acquisition;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import java.util.Set;

/** Who makes campaigns, forms and experiments; everybody sees them. */
final class Marketers {
    private static final Set<String> ROLES = Set.of("growth", "inbound", "inside", "salesops", "manager");

    private static final Set<String> EXPLORERS = Set.of("ae", "bdr", "sdr");

    private Marketers() {}

    static boolean are(Actor me) {
        return me.administrator() || me.roles().stream().anyMatch(ROLES::contains);
    }

    /** Whoever sells may explore a segment. */
    static boolean explore(Actor me) {
        return are(me) || me.roles().stream().anyMatch(EXPLORERS::contains);
    }

    /** @throws NotAllowed for who neither markets nor sells */
    static void explorers(Actor me) {
        me.mayWrite();
        if (!explore(me)) {
            throw new NotAllowed("campaigns");
        }
    }

    /** @throws NotAllowed for anybody else */
    static void only(Actor me) {
        me.mayWrite();
        if (!are(me)) {
            throw new NotAllowed("campaigns");
        }
    }
}
