package io.diabolo.support;

import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.TICKET;

import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** When a command is taken back its clocks run as they did: what a ticket says of them follows. */
@Component
class DueAgain implements AfterUndo {
    private final DSLContext sql;
    private final SlaClocks clocks;

    DueAgain(DSLContext sql, SlaClocks clocks) {
        this.sql = sql;
        this.clocks = clocks;
    }

    @Override
    public void undone(UUID changeSet, Actor me) {
        sql.select(TICKET.ID)
                .from(TICKET)
                .where(TICKET.ID.in(sql.select(CHANGE.RECORD_ID)
                        .from(CHANGE)
                        .where(CHANGE.CHANGE_SET_ID.eq(changeSet))
                        .and(CHANGE.RECORD_TYPE.eq("ticket"))))
                .fetch(TICKET.ID)
                .forEach(clocks::copy);
    }
}
