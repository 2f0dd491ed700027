package io.diabolo.journey;

import java.util.UUID;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/**
 * What a module above the ledger knows of journeys: its channel, source, owner, amounts. A bean; called in the transaction
 * that changed them, for a set of journeys at once (an import gives a hundred thousand), in the beans' {@code @Order}:
 * leads before opportunities, so that the opportunity's owner wins.
 */
public interface JourneyFacts {
    /** Updates the facts of these rows of the table journey from the module's own records. */
    void contribute(Select<Record1<UUID>> journeys);

    /** Copies the stage that the ledger came to into the module's own records. */
    void follow(Select<Record1<UUID>> journeys);

    /** The journeys whose stage was copied and isn't what the ledger says now; null when nothing is copied. */
    default @Nullable Select<Record1<UUID>> astray() {
        return null;
    }
}
