package io.diabolo.support;

import static io.diabolo.jooq.Tables.TICKET;
import static io.diabolo.jooq.Tables.TICKET_ESCALATION;

import io.diabolo.jooq.tables.records.TicketRecord;
import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.records.ChangeSets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tickets as rows: read, locked, and changed with what they were before. */
@Component
class TicketStore {
    private final DSLContext sql;
    private final ChangeSets changeSets;
    private final Clock clock;

    TicketStore(DSLContext sql, ChangeSets changeSets, Clock clock) {
        this.sql = sql;
        this.changeSets = changeSets;
        this.clock = clock;
    }

    /** @throws NoSuchRecord also for one in the bin */
    Ticket get(UUID id) {
        var found = find(id);
        if (found == null) {
            throw new NoSuchRecord("ticket", id);
        }
        return found;
    }

    @Nullable
    Ticket find(UUID id) {
        return sql.selectFrom(TICKET)
                .where(TICKET.ID.eq(id))
                .and(TICKET.DELETED_AT.isNull())
                .fetchOne(Ticket::of);
    }

    /** The same, and nobody else changes it until the command is over. */
    Ticket lock(UUID id) {
        return Ticket.of(row(id));
    }

    private TicketRecord row(UUID id) {
        var row = sql.selectFrom(TICKET)
                .where(TICKET.ID.eq(id))
                .and(TICKET.DELETED_AT.isNull())
                .forUpdate()
                .fetchOne();
        if (row == null) {
            throw new NoSuchRecord("ticket", id);
        }
        return row;
    }

    /** Changes it; what was there before stands in the change set. */
    Ticket change(UUID id, UUID changeSet, Consumer<TicketRecord> change) {
        var row = row(id);
        change.accept(row);
        var before = new LinkedHashMap<String, @Nullable Object>();
        var after = new LinkedHashMap<String, @Nullable Object>();
        for (Field<?> column : row.fields()) {
            if (row.modified(column)) {
                before.put(column.getName(), row.original(column));
                after.put(column.getName(), row.get(column));
            }
        }
        if (before.isEmpty()) {
            return Ticket.of(row);
        }
        row.setVersion(row.getVersion() + 1);
        row.setUpdatedAt(now());
        row.update();
        changeSets.updated(changeSet, "ticket", id, before, after);
        return Ticket.of(row);
    }

    void escalated(UUID ticket, int from, int to, String reason, UUID changeSet, Actor me) {
        sql.insertInto(TICKET_ESCALATION)
                .set(TICKET_ESCALATION.TICKET_ID, ticket)
                .set(TICKET_ESCALATION.FROM_TIER, (short) from)
                .set(TICKET_ESCALATION.TO_TIER, (short) to)
                .set(TICKET_ESCALATION.REASON, reason)
                .set(TICKET_ESCALATION.MEMBER_ID, me.member().value())
                .set(TICKET_ESCALATION.AT, now())
                .set(TICKET_ESCALATION.CREATED_IN, changeSet)
                .execute();
    }

    OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
