package io.diabolo.journey;

import static io.diabolo.jooq.Tables.JOURNEY_ENTRY;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The entries of an undone change set no longer count: the journeys that had them are projected anew. */
@Component
class RefreshUndone implements AfterUndo {
    private final Journeys journeys;

    RefreshUndone(Journeys journeys) {
        this.journeys = journeys;
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        journeys.refresh(DSL.selectDistinct(JOURNEY_ENTRY.JOURNEY_ID)
                .from(JOURNEY_ENTRY)
                .where(JOURNEY_ENTRY.CHANGE_SET_ID.eq(changeSet)));
    }
}
