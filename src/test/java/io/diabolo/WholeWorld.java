package io.diabolo;

import io.diabolo.platform.Scope;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;

/** A filled workspace for one route after the other: as long as none of them changes it, it is as good as a new one. */
final class WholeWorld {
    private final WorldOfRecords world;
    private final Given.Kit kit;
    private Given given;
    private List<String> ids;
    private String bearer;
    private Map<String, String> sums;

    WholeWorld(WorldOfRecords world, Given.Kit kit) {
        this.world = world;
        this.kit = kit;
        this.given = kit.given();
        this.ids = world.filled(given);
        this.bearer = given.bearer(given.administrator(), Scope.ADMIN);
        this.sums = world.sums(given);
    }

    Given given() {
        return given;
    }

    List<String> ids() {
        return ids;
    }

    String bearer() {
        return bearer;
    }

    /** After what may have written: a new world where anything of this one isn't as it was. */
    void mend() {
        if (world.sums(given).equals(sums)) {
            return;
        }
        given = kit.given();
        ids = world.filled(given);
        bearer = given.bearer(given.administrator(), Scope.ADMIN);
        sums = world.sums(given);
    }
}
