package io.diabolo.delivery;

import io.diabolo.platform.Actor;
import java.time.LocalDate;
import java.util.UUID;

/** What a module above does when a contract changes, in the transaction that changes it; a bean. */
public interface FollowsContract {
    /** Its lines or its end are others than before. */
    void changed(UUID contract, UUID changeSet, Actor me);

    /**
     * A contract is made of what was signed for an opportunity.
     *
     * @param on the day of the signature
     * @return its first day: that one, or a later one where something else runs until then
     */
    LocalDate signed(UUID opportunity, LocalDate on, UUID changeSet, Actor me);

    /**
     * It went on for another term by itself.
     *
     * @param on the first day of that term
     */
    void renewed(UUID contract, LocalDate on, UUID changeSet, Actor me);
}
