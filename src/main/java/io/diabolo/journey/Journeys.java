package io.diabolo.journey;

import io.diabolo.platform.Actor;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The journey ledger: writes stage changes and keeps the projection that figures read. Always called within the command's
 * transaction.
 */
@Service
public class Journeys {
    private final DSLContext sql;

    Journeys(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Starts a journey without an entry yet.
     *
     * @param type new_business, renewal, upsell or cross_sell
     * @param parent the journey it grew out of, for all but new business
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID start(String type, @Nullable UUID parent, UUID changeSet) {
        throw new IllegalStateException("being written: " + sql);
    }

    /** Appends entries and brings projection, facts and copies up to date. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(List<StageEntry> entries, UUID changeSet, Actor me) {
        throw new IllegalStateException("being written");
    }

    /** After facts changed (an owner, a segment, an amount) or entries were added or voided by set-based SQL. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refresh(Select<Record1<UUID>> journeys) {
        throw new IllegalStateException("being written");
    }
}
